import { type Scan, SEGMENTS } from '../../functions/platform/migration.ts';
import type { MemoryTables } from './memory-tables.ts';

/** Reads tables in memory as a parallel scan does: every item in one segment, in pages. */
export function memoryScan(tables: MemoryTables, pageSize = 3): Scan {
  return async (table, segment, after) => {
    const ours = tables.items(table).filter(({ pk }) => (pk.at(-1)?.charCodeAt(0) ?? 0) % SEGMENTS === segment);
    const from = after ? ours.findIndex(({ pk, sk }) => pk > after.pk || (pk === after.pk && sk > after.sk)) : 0;
    const items = from < 0 ? [] : ours.slice(from, from + pageSize);
    const last = items.at(-1);
    const more = last !== undefined && ours.at(-1) !== last;
    return { items, ...(more && { next: { pk: last.pk, sk: last.sk } }) };
  };
}
