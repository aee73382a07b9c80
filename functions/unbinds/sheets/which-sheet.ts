import type { Problem } from '../../kernel/problems.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { isFinal, type UnbindStatus } from '../status.ts';
import type { Unbind } from '../unbind.ts';
import type { RunSheet, SheetPurpose } from './run-sheet.ts';

/** Which sheets there is something to do by, in each status; the first is what is waited for. */
const sheetsIn: Readonly<Partial<Record<UnbindStatus, readonly SheetPurpose[]>>> = {
  awaiting_submission: ['submission', 'refused'],
  awaiting_distributor_review: ['distributor_review', 'refused', 'completion'],
  awaiting_customer_confirmation: ['customer_confirmation', 'refused', 'completion'],
  awaiting_initiator: ['card_binding', 'completion'],
  awaiting_card: ['card_binding', 'completion'],
  awaiting_completion: ['completion'],
  awaiting_review: ['completion'],
  awaiting_review_entry: ['review_entry', 'completion'],
  awaiting_withdrawal: ['withdrawal', 'customer_confirmation', 'completion'],
};

/** The sheets of a case as it stands; one that a look at the provider has opened again comes first. Of a card that is known, or that nobody asks for, there is nothing to do. */
export function purposesOf({ status, reopenedSheet, absence, cardKnown }: Unbind): readonly SheetPurpose[] {
  const open = reopenedSheet && !reopenedSheet.settledAt ? [reopenedSheet.purpose] : [];
  const gone: readonly SheetPurpose[] = absence?.confirmed ? ['completion'] : [];
  const here = sheetsIn[status]?.filter((purpose) => purpose !== 'card_binding' || !cardKnown);
  return [...new Set([...open, ...(here ? [...gone, ...here] : [])])];
}

/** Which sheet of a case is meant: of what purpose, and the how manieth of the case. */
export type Meant = { readonly run: RunSheet; readonly purpose: SheetPurpose; readonly number: number };

/**
 * The sheet that is to be worked by now. A sheet that is done makes all others of the case new ones, so that nobody goes
 * on with steps that were done for something else.
 * @param asked one of `purposesOf`, or undefined for what is waited for
 * @returns `sheet_not_now` with those that there are, `unbind_is_final` where there will be none any more
 */
export function meantSheet(record: Unbind, asked: SheetPurpose | undefined): Result<Omit<Meant, 'run'>, Problem> {
  const purposes = purposesOf(record);
  const purpose = asked ?? purposes[0];
  if (purposes.length === 0 && isFinal(record.status)) return err({ kind: 'unbind_is_final' });
  if (!purpose || !purposes.includes(purpose))
    return err({
      kind: 'sheet_not_now',
      params: { status: record.status, sheets: purposes.length > 0 ? purposes : 'none' },
    });
  const { reopenedSheet } = record;
  const again = reopenedSheet && !reopenedSheet.settledAt && reopenedSheet.purpose === purpose;
  return ok({ purpose, number: again ? reopenedSheet.number : nextNumber(record) });
}

export function nextNumber({ sheetsDone = {} }: Pick<Unbind, 'sheetsDone'>): number {
  return Math.max(0, ...Object.values(sheetsDone)) + 1;
}
