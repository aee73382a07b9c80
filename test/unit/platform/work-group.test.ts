import { Logger } from '@aws-lambda-powertools/logger';
import { afterEach, expect, test, vi } from 'vitest';
import { instant, plusSeconds } from '../../../functions/kernel/clock.ts';
import { readStored } from '../../../functions/kernel/stored.ts';
import { type DueItem, dueItemShape, dueShards } from '../../../functions/platform/due.ts';
import { queueServer, type Work } from '../../../functions/platform/work-group.ts';
import { memoryTables } from '../../support/memory-tables.ts';

const now = instant(Date.UTC(2026, 10, 2));
const item = { kind: 'link.watch', org: 'org_a', id: 'lreq_1', at: plusSeconds(now, -5) } satisfies DueItem;
const neighbour = { ...item, id: 'lreq_2' };

afterEach(() => void vi.useRealTimers());

function setup(work: Work) {
  const tables = memoryTables();
  const troubles: string[] = [];
  const logger = new Logger({ logLevel: 'SILENT' });
  const errors = vi.spyOn(logger, 'error');
  const deps = { tables, clock: { now: () => now }, logger, stage: 'test' };
  const serve = queueServer(work, deps, (trouble, kind) => troubles.push(`${trouble} ${kind}`));
  const receive = (...messages: unknown[]) => {
    const Records = messages.map((message, index) => ({
      messageId: `m${index}`,
      body: typeof message === 'string' ? message : JSON.stringify(message),
    }));
    return serve({ Records }, { getRemainingTimeInMillis: () => 60_000 });
  };
  const waiting = () =>
    dueShards.flatMap((shard) => tables.items('desk', `DUE#${shard}`)).map((one) => readStored(dueItemShape, one));
  return { tables, troubles, errors, receive, waiting };
}

const failFor = (id: string, done: unknown[] = []) => {
  return async (message: unknown) => {
    if (JSON.stringify(message).includes(id)) throw new Error('the provider hung up');
    done.push(message);
  };
};

test('due work that fails is due again half a minute later, and its neighbours are done', async () => {
  const done: unknown[] = [];
  const { receive, waiting, troubles } = setup(failFor('lreq_1', done));
  expect(await receive(item, neighbour)).toEqual({ batchItemFailures: [] });
  expect(waiting()).toEqual([{ ...item, at: plusSeconds(now, 30), tries: 1 }]);
  expect(done).toEqual([neighbour]);
  expect(troubles).toEqual(['DueWorkFailed link.watch']);
});

test('pauses double with every failure up to an hour, and work is never given up', async () => {
  const { receive, waiting } = setup(failFor('lreq_1'));
  const pauses: number[] = [];
  for (const tries of [undefined, 1, 2, 3, 4, 5, 6, 7, 8, 500]) {
    await receive({ ...item, id: `lreq_1#${tries}`, tries });
    const again = waiting().find(({ id }) => id === `lreq_1#${tries}`);
    expect(again?.tries).toBe((tries ?? 0) + 1);
    pauses.push((Date.parse(again?.at ?? '') - Date.parse(now)) / 1000);
  }
  expect(pauses).toEqual([30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]);
});

test('from its fifth failure on work is reported as stuck, by kind, organisation and id', async () => {
  const { receive, troubles, errors } = setup(failFor('lreq_1'));
  await receive({ ...item, tries: 3 });
  expect(troubles).toEqual(['DueWorkFailed link.watch']);
  expect(errors).not.toHaveBeenCalled();
  await receive({ ...item, tries: 4 });
  expect(troubles.slice(1)).toEqual(['DueWorkFailed link.watch', 'DueWorkStuck link.watch']);
  const named = { kind: 'link.watch', org: 'org_a', id: 'lreq_1', tries: 5, again: plusSeconds(now, 480) };
  expect(errors).toHaveBeenCalledExactlyOnceWith('due work is stuck', expect.objectContaining(named));
});

test('work that hangs is due again before its function is ended, and its neighbours are done', async () => {
  vi.useFakeTimers();
  const { receive, waiting } = setup((message) =>
    JSON.stringify(message).includes('lreq_1') ? new Promise<never>(() => undefined) : Promise.resolve(),
  );
  const answer = receive(item, neighbour);
  await vi.advanceTimersByTimeAsync(54_000);
  expect(waiting()).toEqual([]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await answer).toEqual({ batchItemFailures: [] });
  expect(waiting()).toMatchObject([{ id: 'lreq_1', tries: 1 }]);
});

test('a message that is no due item, or that can not be made due again, goes back to its queue', async () => {
  const { receive, waiting, tables } = setup(async () => {
    throw new Error('no');
  });
  tables.failNext(new Error('the database is out of reach'));
  const answer = await receive(item, { 'detail-type': 'event' }, 'no JSON', { ...item, kind: 'unheard.of' });
  expect(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(['m0', 'm1', 'm2', 'm3']);
  expect(waiting()).toEqual([]);
});
