import * as z from 'zod';
import { idSchema } from '../../kernel/ids.ts';
import type { Language } from '../../kernel/texts.ts';
import { imageAdvice } from '../../sheets/run-sheet.ts';
import { Sheet as Record, type Sheet } from '../../sheets/sheet.ts';
import { nextStep } from '../../sheets/tick.ts';
import { SheetText, viewText } from '../../sheets/view.ts';
import { type RunSheet, type SheetPurpose, sheetPurposes } from './run-sheet.ts';
import type { Meant } from './which-sheet.ts';

/** A run sheet of an unbind as its operator sees it, in one language. */
export const SheetView = SheetText.extend({
  unbind: idSchema('unbind'),
  purpose: z.enum(sheetPurposes),
  warning: z.string().describe('what to mind with a file'),
  state: z.enum(['open', 'awaiting_second_person', 'done']),
  secondPerson: z.boolean().describe('whether somebody else has to confirm before it counts'),
  confirmed: Record.shape.confirmed,
  reopened: Record.shape.reopened.describe('ticks that a later look at the provider did not bear out'),
  others: z.array(z.enum(sheetPurposes)).describe('the other sheets that can be worked by now'),
});
export type SheetView = z.infer<typeof SheetView>;

type Shown = Meant & {
  readonly unbind: SheetView['unbind'];
  readonly sheet: Sheet | undefined;
  readonly others: readonly SheetPurpose[];
};

export function viewSheet(shown: Shown, language: Language): z.input<typeof SheetView> {
  const { run, purpose, unbind, sheet, others } = shown;
  return {
    ...viewText(shown, language),
    unbind,
    purpose,
    warning: imageAdvice[language],
    state: stateOf(run, sheet),
    secondPerson: run.secondPerson ?? false,
    reopened: sheet?.reopened ?? [],
    others: others.filter((one) => one !== purpose),
    ...(sheet?.confirmed && { confirmed: sheet.confirmed }),
  };
}

export function stateOf(run: RunSheet, sheet: Sheet | undefined): SheetView['state'] {
  if (sheet?.doneAt) return 'done';
  return nextStep(run, sheet) ? 'open' : 'awaiting_second_person';
}
