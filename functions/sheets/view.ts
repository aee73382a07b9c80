import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { idSchema } from '../kernel/ids.ts';
import type { Language } from '../kernel/texts.ts';
import { type RunSheet, stepNeeds } from './run-sheet.ts';
import { type Sheet, Tick } from './sheet.ts';
import { nextStep } from './tick.ts';

const StepView = z.strictObject({
  number: z.int().positive(),
  text: z.string(),
  needs: z.array(z.enum(stepNeeds)).describe('what its tick has to say; proof: a reference or evidence'),
  choices: z.array(z.strictObject({ key: z.string(), text: z.string() })),
  tick: Tick.optional().describe('present once it was done'),
});

/** What every run sheet shows to its operator, in one language. */
export const SheetText = z.strictObject({
  id: idSchema('sheet').optional().describe('present from the first tick on'),
  number: z.int().positive(),
  version: z.int().positive().describe('of its text; a sheet keeps the one that it was opened with'),
  language: z.enum(['en', 'zh-CN']),
  title: z.string(),
  where: z.string().describe('where in the provider’s console, and as whom'),
  document: z.strictObject({ title: z.string(), url: z.string().optional() }),
  operator: z.string().optional().describe('the member who opened it'),
  next: z.int().positive().optional().describe('the step to be done now'),
  steps: z.array(StepView),
  doneAt: Instant.optional(),
});

type Shown = { readonly run: RunSheet; readonly number: number; readonly sheet: Sheet | undefined };

export function viewText({ run, number, sheet }: Shown, language: Language): z.input<typeof SheetText> {
  const next = nextStep(run, sheet)?.number;
  const { title, url } = run.document;
  return {
    number,
    version: run.version,
    language,
    title: run.title[language],
    where: run.where[language],
    document: { title, ...(url && { url }) },
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
    ...(sheet && { id: sheet.id, operator: sheet.operator }),
    ...(sheet?.doneAt && { doneAt: sheet.doneAt }),
  };
}
