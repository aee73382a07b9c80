import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { plusSeconds, systemClock } from '../../functions/kernel/clock.ts';
import { newId } from '../../functions/kernel/ids.ts';
import type { Item } from '../../functions/kernel/write.ts';
import { DueItem, due, dueItemShape, dueKey, dueShards } from '../../functions/platform/due.ts';
import { migrate } from '../../functions/platform/migration.ts';
import { kindOf, storedVersions } from '../../functions/stored-kinds.ts';
import { deployed } from '../../local/cloud.ts';
import { tableScan } from '../../scripts/table-scan.ts';
import { type Desk, runDueWork, sharedDesk } from '../support/desk.ts';
import { patience } from '../support/patience.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await sharedDesk();
});
afterEach(() => desk.faults.reset());

/** A watch of a request that is not there: its group reads the record, finds none and drops the item. */
function watches(org: string, count: number): DueItem[] {
  const now = systemClock().now();
  return Array.from({ length: count }, (_, number) => ({
    kind: 'link.watch',
    org,
    id: `lreq_${number}`,
    at: plusSeconds(now, number - count - 60),
  }));
}

async function pileUp(items: readonly DueItem[]): Promise<void> {
  for (let from = 0; from < items.length; from += 100) {
    await desk.tables.transact(items.slice(from, from + 100).map(due));
  }
}

/** Due items of an organisation that are still there. */
async function waiting(org: string): Promise<Item[]> {
  const pages = dueShards.map((shard) => desk.tables.query({ table: 'desk', pk: `DUE#${shard}`, limit: 1000 }));
  return (await Promise.all(pages)).flatMap(({ items }) => items).filter(({ sk }) => sk.includes(org));
}

/** What the worker has put into queues, in the order of its calls. */
function handedOut(org: string): DueItem[] {
  return desk.faults.calls
    .filter(({ operation }) => operation === 'SendMessageBatch')
    .flatMap(({ body }) => (body as { Entries: { MessageBody: string }[] }).Entries)
    .map(({ MessageBody }) => DueItem.parse(JSON.parse(MessageBody)))
    .filter((item) => item.org === org);
}

/** The requests that a group has looked for. */
function lookedFor(org: string): Set<string> {
  const keys = desk.faults.calls
    .filter(({ operation }) => operation === 'GetItem')
    .map(({ body }) => (body as { Key?: { pk?: { S?: string } } }).Key?.pk?.S ?? '');
  return new Set(keys.filter((pk) => pk.startsWith(`ORG#${org}#lreq_`)));
}

describe('due work', () => {
  test('that piled up over an outage is handed out oldest first, past an item that nobody can read and one that fails', async () => {
    const org = newId('organisation');
    const items = watches(org, 1000);
    const at = items[10]?.at ?? '';
    const failing: DueItem = { kind: 'decision.expire', org, id: 'no decision', at, tries: 4 };
    const poison = { ...due({ ...failing, id: 'poison' }), fields: { kind: 'unheard.of', org, schemaVersion: 1 } };
    await pileUp([...items, failing]);
    await desk.tables.transact([poison]);

    await runDueWork(desk);
    await vi.waitUntil(() => lookedFor(org).size === 1000, { timeout: 180_000, interval: 200 });

    const handed = handedOut(org).filter(({ kind }) => kind === 'link.watch');
    expect(new Set(handed.map(({ id }) => id)).size).toBe(1000);
    expect(handed).toHaveLength(1000);
    // calls of one batch of 50 leave side by side
    const places = new Map(items.map(({ id }, place) => [id, place]));
    const overtaken = handed.filter(({ id }, place) => Math.abs((places.get(id) ?? 0) - place) > 50);
    expect(overtaken).toEqual([]);

    const left = await vi.waitUntil(async () => {
      const found = await waiting(org);
      return found.length === 2 && found.some(({ tries }) => tries === 5) && found;
    }, patience);
    const [again, unread] = left.toSorted((a, b) => Number('leaseUntil' in a) - Number('leaseUntil' in b));
    expect(again).toMatchObject({ kind: 'decision.expire', id: 'no decision', tries: 5 });
    expect(Date.parse(String(again?.['at'])) - Date.parse(at)).toBeGreaterThan(480_000);
    expect(unread).toMatchObject({ sk: poison.key.sk, leaseUntil: expect.any(String), claims: 1 });
    await desk.tables.transact(left.map(({ pk, sk }) => ({ ...due(failing), op: 'delete', key: { pk, sk } })));
  }, 240_000);

  test('is handed out once by workers that run side by side', async () => {
    const org = newId('organisation');
    await pileUp(watches(org, 120));
    await Promise.all([runDueWork(desk), runDueWork(desk), runDueWork(desk)]);
    await vi.waitUntil(() => lookedFor(org).size === 120, patience);
    expect(handedOut(org)).toHaveLength(120);
    expect(await waiting(org)).toEqual([]);
  });

  test('that a queue does not take comes again, and no other queue waits for it', async () => {
    const org = newId('organisation');
    const [watch] = watches(org, 1) as [DueItem];
    const expiry: DueItem = { ...watch, kind: 'decision.expire', id: 'lreq_1#customer#1' };
    const refused = (body: unknown) =>
      JSON.stringify(body).includes(org) && JSON.stringify(body).includes('link.watch');
    desk.faults.answer(
      { service: 'sqs', operation: 'SendMessageBatch', body: refused },
      { error: 'AWS.SimpleQueueService.NonExistentQueue', status: 400, fields: {} },
    );
    await pileUp([watch, expiry]);
    await runDueWork(desk);
    const left = await waiting(org);
    expect(left).toMatchObject([{ ...dueKey(watch), leaseUntil: expect.any(String), claims: 1 }]);
    await desk.tables.transact(left.map(({ pk, sk }) => ({ ...due(watch), op: 'delete', key: { pk, sk } })));
  });
});

describe('a migration of the deployed tables', () => {
  test('rewrites an item of an older version, and a dry run does not', async () => {
    const org = newId('organisation');
    const item: DueItem = { kind: 'link.watch', org, id: 'lreq_1', at: '2099-01-01T00:00:00.000Z' };
    const write = due(item);
    await desk.tables.transact([{ ...write, op: 'put', fields: { ...item, schemaVersion: 1 } }]);
    const deps = {
      tables: desk.tables,
      scan: tableScan(new DynamoDBClient(desk.cloud.aws), deployed.tables, 100),
      kindOf,
      owed: async () => [],
      versions: storedVersions,
      pace: async () => undefined,
      say: () => undefined,
    };
    const stored = () => desk.tables.get('desk', write.key);
    const before = await migrate(deps, { dryRun: true });
    expect(before.find((one) => one.item === 'due item' && one.version === 1)?.old).toBeGreaterThan(0);
    expect(await stored()).toMatchObject({ schemaVersion: 1 });
    await migrate(deps, { dryRun: false });
    expect(await stored()).toEqual({ ...item, ...write.key, schemaVersion: dueItemShape.version });
    await desk.tables.transact([{ ...write, op: 'delete' }]);
  });
});
