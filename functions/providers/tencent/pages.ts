import { decodeCursor, encodeCursor } from '../../kernel/paging.ts';
import { InvariantBroken } from '../../kernel/result.ts';

/** The most rows that one page gives. */
export const PAGE_SIZE = 100;

/** The page that a cursor names; pages count from 1. @throws InvariantBroken for a cursor that `next` did not make */
export function pageOf(cursor: string | undefined): number {
  if (cursor === undefined) return 1;
  const parts = decodeCursor(cursor);
  const page = parts.ok ? Number(parts.value[0]) : Number.NaN;
  if (!Number.isSafeInteger(page) || page < 1) throw new InvariantBroken('a cursor that this list did not give');
  return page;
}

/** A short page is the last: totals move while customers come and go. */
export function next(page: number, rows: number): { readonly next?: string } {
  return rows < PAGE_SIZE ? {} : { next: encodeCursor([String(page + 1)]) };
}
