import * as z from 'zod';
import type { PageQuery } from '../kernel/paging.ts';
import type { Problem } from '../kernel/problems.ts';
import { ok, type Result } from '../kernel/result.ts';
import { readStored } from '../kernel/stored.ts';
import { readPage } from '../platform/read-page.ts';
import type { Tables } from '../platform/tables.ts';
import { TimelineEntry, timelineEntryShape, timelineKey } from './entry.ts';

/** An entry as callers see it. */
export const EntryView = z.strictObject({
  ...TimelineEntry.omit({ org: true, subject: true }).shape,
  hash: z
    .string()
    .describe('SHA-256 over the canonical JSON (RFC 8785) of all other fields, organisation and record included'),
});
export type EntryView = z.infer<typeof EntryView>;

/** One page of a record's entries, oldest first. */
export async function readEntries(
  tables: Tables,
  org: string,
  subject: string,
  query: z.output<typeof PageQuery>,
): Promise<Result<{ readonly items: EntryView[]; readonly next?: string }, Problem>> {
  const { pk } = timelineKey(org, subject, 1);
  const page = await readPage(tables, { table: 'timeline', pk, begins: 'SEQ#' }, query);
  if (!page.ok) return page;
  const items = page.value.items.map((item) => {
    const { org: _org, subject: _subject, ...entry } = readStored(timelineEntryShape, item);
    return entry;
  });
  return ok({ items, ...(page.value.next && { next: page.value.next }) });
}
