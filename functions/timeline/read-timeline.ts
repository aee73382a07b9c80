import type { Item } from '../kernel/write.ts';
import type { Tables } from '../platform/tables.ts';
import { recordKey, timelineKey } from './entry.ts';

/** How often a read is made again because the record moved meanwhile; its moves are seconds apart. */
const TRIES = 5;
const PAGE = 200;

/** A record with all that is stored as its timeline, as both stood at one instant. */
export async function readTimeline(tables: Tables, org: string, subject: string) {
  const { record, found } = await readUnmoved(tables, org, subject, () => allEntries(tables, org, subject));
  return { org, subject, record, entries: found };
}

/**
 * Reads while a record stands still: again when it was moved meanwhile, because an entry that is newer than the record
 * that was read is no sign of anything.
 * @throws when the record moves all the time
 */
export async function readUnmoved<T>(tables: Tables, org: string, subject: string, read: () => Promise<T>) {
  const key = recordKey(org, subject);
  let before = await tables.get('desk', key);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const found = await read();
    const record = await tables.get('desk', key);
    if (record?.['timelineSeq'] === before?.['timelineSeq']) return { record, found };
    before = record;
  }
  throw new Error(`the record ${subject} moved during each of ${TRIES} reads`);
}

/** Everything in the partition, also what has no business there. */
async function allEntries(tables: Tables, org: string, subject: string): Promise<readonly Item[]> {
  const { pk } = timelineKey(org, subject, 1);
  const entries: Item[] = [];
  let after: string | undefined;
  for (;;) {
    const page = await tables.query({ table: 'timeline', pk, limit: PAGE, ...(after !== undefined && { after }) });
    entries.push(...page.items);
    after = page.items.at(-1)?.sk;
    if (!page.more || after === undefined) return entries;
  }
}
