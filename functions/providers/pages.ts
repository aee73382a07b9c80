import { decodeCursor, encodeCursor } from '../kernel/paging.ts';
import { InvariantBroken } from '../kernel/result.ts';

/** The page that a cursor names; pages count from 1. @throws InvariantBroken for a cursor that `nextPage` did not make */
export function pageOf(cursor: string | undefined): number {
  if (cursor === undefined) return 1;
  const parts = decodeCursor(cursor);
  const page = parts.ok ? Number(parts.value[0]) : Number.NaN;
  if (!Number.isSafeInteger(page) || page < 1) throw new InvariantBroken('a cursor that this list did not give');
  return page;
}

/** A page that is not full is the last: totals move while customers come and go. */
export function nextPage(page: number, rows: number, full: number): { readonly next?: string } {
  return rows < full ? {} : { next: encodeCursor([String(page + 1)]) };
}
