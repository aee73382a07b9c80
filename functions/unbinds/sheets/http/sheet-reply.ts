import type { Language } from '../../../kernel/texts.ts';
import { viewSheet } from '../view.ts';
import { purposesOf } from '../which-sheet.ts';
import type { WorkedOn } from '../work-sheet.ts';

/** A sheet as the one who worked on it is answered. */
export function sheetReply({ record, run, purpose, sheet }: WorkedOn, language: Language) {
  const shown = { run, sheet, purpose, number: sheet.number, unbind: record.id, others: purposesOf(record) };
  return { status: 200, json: { sheet: viewSheet(shown, language) } } as const;
}
