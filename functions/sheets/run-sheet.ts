import type { Texts } from '../kernel/texts.ts';

/** What has to be given with a tick. `proof`: the provider's number or a file, whichever there is. */
export const stepNeeds = ['reference', 'time', 'choice', 'condition', 'proof'] as const;
export type StepNeed = (typeof stepNeeds)[number];

/** One of several things that may be found, and what it says of the provider's process. */
export type Choice<Says extends string> = { readonly key: string; readonly text: Texts; readonly fact: Says };

/** One step, done by a person; numbered from 1 without a gap. */
export type SheetStep<Says extends string = string> = {
  readonly number: number;
  readonly text: Texts;
  readonly needs?: readonly StepNeed[];
  readonly choices?: readonly Choice<Says>[];
};

/** A numbered way through the provider's console, for what it has no call for (B03). A changed text is a new version. */
export type RunSheet<Says extends string = string> = {
  readonly version: number;
  readonly title: Texts;
  /** Where in the provider's console, and as whom. */
  readonly where: Texts;
  /** The provider's own document that it follows. */
  readonly document: { readonly title: string; readonly url?: string };
  readonly steps: readonly SheetStep<Says>[];
  /** What its last tick says of the provider's process, where no choice says it. */
  readonly records?: Says;
  /** Somebody else has to confirm before what it says counts, because nothing undoes it. */
  readonly secondPerson?: true;
};

/** What to mind with a file that proves a step. */
export const imageAdvice: Texts = {
  en: 'A file is optional where a number is enough. Before you upload a picture, cut it to what it has to show and black out telephone numbers, mail addresses, payment data and the rows of other customers: it is kept with the case and cannot be taken back.',
  'zh-CN':
    '有编号即可时，文件可不上传。上传截图前，请只保留需要证明的部分，并遮盖电话、邮箱、支付信息以及其他客户的记录：文件会随案件保存，不能撤回。',
};
