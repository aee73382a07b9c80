import type * as Sheets from '../../sheets/run-sheet.ts';
import type { FactKind } from '../fact.ts';

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

/** A run sheet of an unbind: what it says is a fact of the provider's process. */
export type RunSheet = Sheets.RunSheet<FactKind>;

/** The sheets of a site: every version of each, the newest last. */
export type SheetsOfSite = Readonly<Record<SheetPurpose, readonly [RunSheet, ...RunSheet[]]>>;
