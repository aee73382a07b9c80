import { marshall } from '@aws-sdk/util-dynamodb';
import { expect, test } from 'vitest';
import { err, ok } from '../../../functions/kernel/result.ts';
import { readStored } from '../../../functions/kernel/stored.ts';
import { type DeskEvent, eventOf } from '../../../functions/platform/relay.ts';
import { entriesFrom, entriesIn, republish } from '../../../functions/platform/republish.ts';
import { timelineEntryShape } from '../../../functions/timeline/index.ts';
import { parseRepublish } from '../../../scripts/republish.ts';
import { linkDesk } from '../../support/link-desk.ts';

/** A request that waits for its customer, and a bus that takes everything but these. */
async function setup(...missed: string[]) {
  const desk = await linkDesk();
  const id = await desk.ask();
  await desk.settle();
  const told: DeskEvent[] = [];
  const started: string[] = [];
  const deps = {
    tables: desk.tables,
    publish: async (events: readonly DeskEvent[]) => {
      told.push(...events);
      return new Set(events.map((event) => event.id).filter((one) => missed.includes(one)));
    },
    start: async ({ name }: { readonly name: string }) => {
      started.push(name);
      return ok();
    },
  };
  const timeline = desk.tables.items('timeline').map((item) => readStored(timelineEntryShape, item));
  const entries = timeline.filter(({ subject }) => subject === id).toSorted((a, b) => a.seq - b.seq);
  const entriesOf = (fromSeq: number) => entriesFrom(desk.tables, desk.org, id, fromSeq);
  const record = (fields: object) => desk.tables.seed('desk', { ...desk.record(id), ...keyOf(id), ...fields });
  const keyOf = (one: string) => ({ pk: `ORG#${desk.org}#${one}`, sk: 'RECORD' });
  return { id, deps, told, started, entries, entriesOf, record };
}

test('events are told again from a sequence number on, in order and with the ids that consumers know', async () => {
  const { deps, told, entries, entriesOf } = await setup();
  expect(entries.length).toBeGreaterThan(2);
  const again = await republish(deps, await entriesOf(2));
  expect(told).toEqual(entries.slice(1).map(eventOf));
  expect(again).toEqual({ told: entries.length - 1, missed: [], started: [], notStarted: [] });
  expect(await entriesOf(1)).toEqual(entries);
  expect(await entriesOf(99)).toEqual([]);
});

test('no execution is started again that has been at work, ended or was followed by another', async () => {
  const { id, deps, started, entriesOf, record } = await setup();
  await republish(deps, await entriesOf(1));
  record({ execution: `${id}-2`, attempt: 2, attemptSeen: 1 });
  await republish(deps, await entriesOf(1));
  await republish({ ...deps, tables: { get: async () => undefined } }, await entriesOf(1));
  expect(started).toEqual([]);
});

test('the execution that a record is at is started when it never was at work', async () => {
  const { id, deps, started, entriesOf, record } = await setup();
  record({ attemptSeen: 0 });
  expect((await republish(deps, await entriesOf(1))).started).toEqual([`${id}-1`]);
  expect(started).toEqual([`${id}-1`]);
  const away = { ...deps, start: async () => err({ kind: 'failed' as const }) };
  expect((await republish(away, await entriesOf(1))).notStarted).toEqual([`${id}-1`]);
});

test('what the bus does not take is named', async () => {
  const { entries, entriesOf } = await setup();
  const [, second] = entries;
  const { deps } = await setup(second?.id ?? '');
  expect(await republish(deps, await entriesOf(1))).toMatchObject({ told: entries.length - 1, missed: [second?.id] });
});

test('a file of the relay’s failure destination holds the entries that were given up', async () => {
  const { entries } = await setup();
  const records = entries.map((entry) => ({
    eventID: entry.id,
    eventName: 'INSERT',
    dynamodb: { NewImage: marshall({ ...entry, schemaVersion: 1, pk: 'p', sk: 's' }), SequenceNumber: '1' },
  }));
  const removed = { eventID: 'x', eventName: 'REMOVE', dynamodb: { Keys: {} } };
  const file = JSON.stringify({
    requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 3 },
    version: '1.0',
    DDBStreamBatchInfo: { shardId: 'shardId-1', batchSize: 3 },
    payload: JSON.stringify({ Records: [...records, removed] }),
  });
  expect(entriesIn(file)).toEqual(entries);
  expect(() => entriesIn('{"Records":[]}')).toThrow('payload');
});

test('the command takes a record from a sequence number on, or a file', () => {
  expect(parseRepublish(['org_1', 'lreq_1'])).toEqual({ org: 'org_1', record: 'lreq_1', fromSeq: 1 });
  expect(parseRepublish(['org_1', 'lreq_1', '12', '--stage', 'prod'])).toEqual({
    org: 'org_1',
    record: 'lreq_1',
    fromSeq: 12,
    stage: 'prod',
  });
  expect(parseRepublish(['--file', 's3://bucket/key'])).toEqual({ file: 's3://bucket/key' });
});

test.each([
  [[], 'no organisation'],
  [['lreq_1', 'org_1'], 'no organisation'],
  [['org_1'], 'no record'],
  [['org_1', 'request'], 'no record'],
  [['org_1', 'lreq_1', '0'], 'no sequence number'],
  [['org_1', 'lreq_1', 'first'], 'no sequence number'],
  [['org_1', 'lreq_1', '1', '2'], 'too many'],
  [['org_1', 'lreq_1', '--file', 'f'], 'a file names its records itself'],
  [['--since', '1'], 'since'],
])('a command of %j is refused with its usage', (args, because) => {
  expect(() => parseRepublish(args)).toThrow(because);
  expect(() => parseRepublish(args)).toThrow('npm run republish -- <organisation> <record> [from-seq]');
});
