import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import { idSchema } from '../../kernel/ids.ts';
import type { Language } from '../../kernel/texts.ts';
import { imageAdvice, type RunSheet, sheetPurposes, stepNeeds } from './run-sheet.ts';
import { Sheet as Record, type Sheet, Tick } from './sheet.ts';
import { nextStep } from './tick.ts';
import type { Meant } from './which-sheet.ts';

const StepView = z.strictObject({
  number: z.int().positive(),
  text: z.string(),
  needs: z.array(z.enum(stepNeeds)).describe('what its tick has to say; proof: a reference or evidence'),
  choices: z.array(z.strictObject({ key: z.string(), text: z.string() })),
  tick: Tick.optional().describe('present once it was done'),
});

/** A run sheet as its operator sees it, in one language. */
export const SheetView = z.strictObject({
  unbind: idSchema('unbind'),
  id: idSchema('sheet').optional().describe('present from the first tick on'),
  purpose: z.enum(sheetPurposes),
  number: z.int().positive(),
  version: z.int().positive().describe('of its text; a sheet keeps the one that it was opened with'),
  language: z.enum(['en', 'zh-CN']),
  title: z.string(),
  where: z.string().describe('where in the provider’s console, and as whom'),
  document: z.strictObject({ title: z.string(), url: z.string().optional() }),
  warning: z.string().describe('what to mind with a file'),
  state: z.enum(['open', 'awaiting_second_person', 'done']),
  operator: z.string().optional().describe('the member who opened it'),
  next: z.int().positive().optional().describe('the step to be done now'),
  steps: z.array(StepView),
  secondPerson: z.boolean().describe('whether somebody else has to confirm before it counts'),
  confirmed: Record.shape.confirmed,
  doneAt: Instant.optional(),
  reopened: Record.shape.reopened.describe('ticks that a later look at the provider did not bear out'),
  others: z.array(z.enum(sheetPurposes)).describe('the other sheets that can be worked by now'),
});
export type SheetView = z.infer<typeof SheetView>;

type Shown = Meant & {
  readonly unbind: Sheet['unbind'];
  readonly sheet: Sheet | undefined;
  readonly others: readonly SheetView['purpose'][];
};

export function viewSheet(
  { run, purpose, number, unbind, sheet, others }: Shown,
  language: Language,
): z.input<typeof SheetView> {
  const next = nextStep(run, sheet)?.number;
  const { title, url } = run.document;
  return {
    unbind,
    purpose,
    number,
    version: run.version,
    language,
    title: run.title[language],
    where: run.where[language],
    document: { title, ...(url && { url }) },
    warning: imageAdvice[language],
    state: stateOf(run, sheet),
    ...(next && { next }),
    steps: run.steps.map((step) => {
      const tick = sheet?.ticks.find((one) => one.step === step.number);
      return {
        number: step.number,
        text: step.text[language],
        needs: [...(step.needs ?? [])],
        choices: (step.choices ?? []).map(({ key, text }) => ({ key, text: text[language] })),
        ...(tick && { tick }),
      };
    }),
    secondPerson: run.secondPerson ?? false,
    reopened: sheet?.reopened ?? [],
    others: others.filter((one) => one !== purpose),
    ...(sheet && { id: sheet.id, operator: sheet.operator }),
    ...(sheet?.confirmed && { confirmed: sheet.confirmed }),
    ...(sheet?.doneAt && { doneAt: sheet.doneAt }),
  };
}

export function stateOf(run: RunSheet, sheet: Sheet | undefined): SheetView['state'] {
  if (sheet?.doneAt) return 'done';
  return nextStep(run, sheet) ? 'open' : 'awaiting_second_person';
}
