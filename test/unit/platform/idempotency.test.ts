import { expect, test } from 'vitest';
import * as z from 'zod';
import { plusSeconds } from '../../../functions/kernel/clock.ts';
import { operations } from '../../../functions/platform/contract.ts';
import { idempotencyIntent, replay } from '../../../functions/platform/idempotency.ts';
import { memoryTables } from '../../support/memory-tables.ts';

const now = '2026-11-21T08:00:00.000Z';
const key = { caller: 'mem_1', key: '6b1f4d1e-0c5e-4f5f-8a3c-0d5b6e1c2a11', bodyHash: 'hash of the body' };
const answer = { status: 201, json: { id: 'lreq_1', note: null, tags: [] }, headers: { etag: '"1"' } };
const { create } = operations({
  create: {
    route: 'POST /v1/things',
    group: 'links-write',
    access: ['operator'],
    summary: 'Create a thing',
    description: 'Creates a thing.',
    answers: { 201: { description: 'It is there', json: z.strictObject({ id: z.string() }), example: { id: 'x' } } },
    problems: [],
  },
});

const setup = async () => {
  const tables = memoryTables();
  await tables.transact([idempotencyIntent('org_1', key, answer, now)]);
  const again = async (used: Partial<typeof key> & { org?: string; at?: string } = {}) => {
    const { org = 'org_1', at = now, ...changed } = used;
    return tables.transact([idempotencyIntent(org, { ...key, ...changed }, { ...answer, json: 'other' }, at)]);
  };
  return { tables, again };
};

test('answers the same request again as it was answered first', async () => {
  const { again } = await setup();
  const refused = await again({ at: plusSeconds(now, 86_400) });
  if (refused.ok) throw new Error('was not refused');
  expect(refused.error.reason).toBe('idempotency');
  expect(replay(create, refused.error, key)).toEqual({
    ok: true,
    value: { ...answer, headers: { etag: '"1"', 'idempotent-replayed': 'true' } },
  });
});

test('refuses a key that was used for another body', async () => {
  const { again } = await setup();
  const refused = await again({ bodyHash: 'hash of another body' });
  if (refused.ok) throw new Error('was not refused');
  expect(replay(create, refused.error, { ...key, bodyHash: 'hash of another body' })).toEqual({
    ok: false,
    error: { kind: 'idempotency_key_reused' },
  });
});

test('takes a key anew after a day, though the store has not deleted it yet', async () => {
  const { again } = await setup();
  expect((await again({ at: plusSeconds(now, 86_401) })).ok).toBe(true);
});

test.each([{ caller: 'mem_2' }, { org: 'org_2' }, { key: 'another-key' }])('is another key for %o', async (used) => {
  const { again } = await setup();
  expect((await again(used)).ok).toBe(true);
});

test('keeps the key itself out of the store, and lets the store forget the answer', async () => {
  const { tables } = await setup();
  const [item] = tables.items('desk');
  expect(JSON.stringify(item)).not.toContain(key.key);
  expect(item).toMatchObject({ ttl: Date.parse('2026-11-22T08:00:00.000Z') / 1000 });
});
