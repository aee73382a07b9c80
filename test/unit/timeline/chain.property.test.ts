import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant } from '../../../functions/kernel/clock.ts';
import { readStored } from '../../../functions/kernel/stored.ts';
import {
  append,
  create,
  entryHash,
  Followed,
  move,
  recordKey,
  type TimelineEntry,
  timelineEntryShape,
  timelineStart,
} from '../../../functions/timeline/index.ts';
import { countingIds } from '../../support/founded-desk.ts';
import { memoryTables } from '../../support/memory-tables.ts';

const start = instant(Date.UTC(2026, 10, 2));
const org = 'org_a';
const id = 'lreq_1';

/** What an entry may say: whatever JSON the store can hold, and fields that are not there. */
const data = fc.dictionary(
  fc.string({ minLength: 1, maxLength: 8 }),
  fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.constant(undefined),
    fc.array(fc.record({ word: fc.string({ maxLength: 5 }), count: fc.nat() }), { maxLength: 3 }),
  ),
  { maxKeys: 4 },
);
const doing = fc.record({ kind: fc.constantFrom('move', 'append'), data, stale: fc.boolean() });

async function chainOf(doings: readonly (typeof doing extends fc.Arbitrary<infer D> ? D : never)[]) {
  const tables = memoryTables();
  const newId = countingIds();
  const draft = (said: Readonly<Record<string, unknown>>) =>
    ({ type: 'link_request.moved', actor: { kind: 'customer' }, at: start, data: said }) as const;
  await tables.transact(create({ ...timelineStart, org, id, version: 1 }, draft({ first: true }), newId));
  const read = async () => Followed.parse(await tables.get('desk', recordKey(org, id)));
  let before = await read();
  for (const { kind, data: said, stale } of doings) {
    const now = await read();
    const from = stale ? before : now;
    before = now;
    const intents =
      kind === 'move' ? move(from, { set: { moved: true } }, draft(said), newId) : append(from, draft(said), newId);
    await tables.transact(intents);
  }
  const entries = tables.items('timeline').map((item) => readStored(timelineEntryShape, item));
  return { entries, record: await read() };
}

/** The first entry that does not belong where it stands. */
function firstBreak(entries: readonly TimelineEntry[]): number {
  return entries.findIndex((entry, at) => {
    const { hash, ...rest } = entry;
    return entry.seq !== at + 1 || rest.previous !== (entries[at - 1]?.hash ?? '') || entryHash(rest) !== hash;
  });
}

describe('the timeline of a record', () => {
  test('is one unbroken chain after any moves and appends, and the record knows its head', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(doing, { maxLength: 12 }), async (doings) => {
        const { entries, record } = await chainOf(doings);
        expect(firstBreak(entries)).toBe(-1);
        expect(record).toMatchObject({ timelineSeq: entries.length, timelineHead: entries.at(-1)?.hash });
      }),
      { numRuns: 50 },
    );
  });

  test('shows any entry that was altered, left out, doubled or put elsewhere', async () => {
    const { entries } = await chainOf([
      { kind: 'move', data: { to: 'inviting' }, stale: false },
      { kind: 'append', data: { mail: 'one' }, stale: false },
      { kind: 'move', data: { to: 'approving', words: [{ word: 'ok', count: 1 }] }, stale: false },
      { kind: 'move', data: {}, stale: false },
    ]);
    const alter: Readonly<Record<string, (entry: TimelineEntry) => TimelineEntry>> = {
      type: (entry) => ({ ...entry, type: `${entry.type}x` }),
      at: (entry) => ({ ...entry, at: instant(Date.UTC(2026, 10, 3)) }),
      actor: (entry) => ({ ...entry, actor: { kind: 'member', id: 'mem_1' } }),
      data: (entry) => ({ ...entry, data: { ...entry.data, more: 1 } }),
      seq: (entry) => ({ ...entry, seq: entry.seq + 1 }),
      org: (entry) => ({ ...entry, org: 'org_b' }),
      subject: (entry) => ({ ...entry, subject: 'lreq_2' }),
      id: (entry) => ({ ...entry, id: `${entry.id}x` }),
      cause: (entry) => ({ ...entry, causationId: 'tle_1' }),
      hash: (entry) => ({ ...entry, hash: 'f'.repeat(64) }),
    };
    const at = fc.nat({ max: entries.length - 1 });
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(alter), 'left out', 'doubled', 'elsewhere'), at, (how, position) => {
        const change = alter[how];
        const altered = entries.flatMap((entry, place) => {
          if (place !== position) return [entry];
          if (change) return [change(entry)];
          return how === 'left out' ? [] : [entry, entry];
        });
        const moved =
          how === 'elsewhere' ? [...entries.slice(position + 1), ...entries.slice(0, position + 1)] : altered;
        const cutAtTheEnd = moved.length < entries.length && position === entries.length - 1;
        const unchanged = how === 'elsewhere' && position === entries.length - 1;
        expect(firstBreak(moved) >= 0).toBe(!cutAtTheEnd && !unchanged);
      }),
    );
  });

  test('refuses a move by who read before the latest entry, and lets them decide anew', async () => {
    const { entries } = await chainOf([
      { kind: 'append', data: {}, stale: false },
      { kind: 'move', data: {}, stale: true },
      { kind: 'move', data: {}, stale: false },
    ]);
    expect(entries).toHaveLength(3);
  });
});
