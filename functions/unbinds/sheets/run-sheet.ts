import type { Texts } from '../../kernel/texts.ts';
import type { Site } from '../../providers/provider.ts';
import type { FactKind } from '../fact.ts';
import { alibabaIntl } from './alibaba-intl/index.ts';
import { huaweiIntl } from './huawei-intl/index.ts';
import { tencentIntl } from './tencent-intl/index.ts';

/** What an operator does, or looks for, in the provider's console by a run sheet. */
export const sheetPurposes = [
  'submission',
  'refused',
  'distributor_review',
  'customer_confirmation',
  'card_binding',
  'completion',
  'withdrawal',
  'review_entry',
  'daily_look',
] as const;
export type SheetPurpose = (typeof sheetPurposes)[number];

/** What has to be given with a tick. `proof`: the provider's number or a file, whichever there is. */
export const stepNeeds = ['reference', 'time', 'choice', 'condition', 'proof'] as const;
export type StepNeed = (typeof stepNeeds)[number];

/** One of several things that may be found, and the fact that it is. */
export type Choice = { readonly key: string; readonly text: Texts; readonly fact: FactKind };

/** One step, done by a person; numbered from 1 without a gap. */
export type SheetStep = {
  readonly number: number;
  readonly text: Texts;
  readonly needs?: readonly StepNeed[];
  readonly choices?: readonly Choice[];
};

/** A numbered way through the provider's console, for what it has no call for (B03). A changed text is a new version. */
export type RunSheet = {
  readonly version: number;
  readonly title: Texts;
  /** Where in the provider's console, and as whom. */
  readonly where: Texts;
  /** The provider's own document that it follows. */
  readonly document: { readonly title: string; readonly url?: string };
  readonly steps: readonly SheetStep[];
  /** What its last tick says of the provider's process, where no choice says it. */
  readonly records?: FactKind;
  /** Somebody else has to confirm before what it says counts, because nothing undoes it. */
  readonly secondPerson?: true;
};

/** The sheets of a site: every version of each, the newest last. */
export type SheetsOfSite = Readonly<Record<SheetPurpose, readonly [RunSheet, ...RunSheet[]]>>;

/** Sites whose unbinding is done by hand. */
export const sheetsBySite: Readonly<Partial<Record<Site, SheetsOfSite>>> = {
  'tencent-intl': tencentIntl,
  'alibaba-intl': alibabaIntl,
  'huawei-intl': huaweiIntl,
};

/** What to mind with a file that proves a step. */
export const imageAdvice: Texts = {
  en: 'A file is optional where a number is enough. Before you upload a picture, cut it to what it has to show and black out telephone numbers, mail addresses, payment data and the rows of other customers: it is kept with the case and cannot be taken back.',
  'zh-CN':
    '有编号即可时，文件可不上传。上传截图前，请只保留需要证明的部分，并遮盖电话、邮箱、支付信息以及其他客户的记录：文件会随案件保存，不能撤回。',
};

/** @returns the newest version unless one is named; undefined where the site has no such sheet */
export function runSheet(site: Site, purpose: SheetPurpose, version?: number): RunSheet | undefined {
  const versions = sheetsBySite[site]?.[purpose];
  return version === undefined ? versions?.at(-1) : versions?.find((sheet) => sheet.version === version);
}
