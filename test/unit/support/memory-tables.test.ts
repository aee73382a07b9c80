import { expect, test } from 'vitest';
import { isNew, type Key, type WriteIntent } from '../../../functions/kernel/write.ts';
import { memoryTables } from '../../support/memory-tables.ts';
import { describeTables } from '../../support/tables-suite.ts';

describeTables('memory', memoryTables);

const key = { pk: 'ORG#org_1', sk: 'A' } satisfies Key;
const create = (fields = {}): WriteIntent => ({
  op: 'put',
  table: 'desk',
  key,
  fields,
  expect: isNew,
  refusal: 'exists',
});

test('shares nothing with its caller', async () => {
  const tables = memoryTables();
  const fields = { list: ['a'] };
  await tables.transact([create(fields)]);
  fields.list.push('b');
  const read = (await tables.get('desk', key)) as unknown as { list: string[] };
  read.list.push('c');
  expect(await tables.get('desk', key)).toEqual({ ...key, list: ['a'] });
});

test('tells which calls it has had', async () => {
  const tables = memoryTables();
  await tables.get('desk', key);
  await tables.transact([create()]);
  expect(tables.calls).toEqual([
    { op: 'get', table: 'desk', key },
    { op: 'transact', intents: [create()] },
  ]);
});

test('refuses once when told to, and writes nothing', async () => {
  const tables = memoryTables();
  tables.refuseNext('exists', { ...key, by: 'another' });
  expect(await tables.transact([create()])).toMatchObject({ ok: false, error: { found: { by: 'another' } } });
  expect(tables.items('desk')).toEqual([]);
  expect((await tables.transact([create()])).ok).toBe(true);
});

test('breaks once when told to', async () => {
  const tables = memoryTables();
  tables.failNext(new Error('connection lost'));
  await expect(tables.get('desk', key)).rejects.toThrow('connection lost');
  expect(await tables.get('desk', key)).toBeUndefined();
});

test('lets another party write between a read and a write', async () => {
  const tables = memoryTables();
  tables.raceNext(() => tables.transact([create({ by: 'another' })]));
  expect(await tables.transact([create({ by: 'us' })])).toMatchObject({
    ok: false,
    error: { reason: 'exists', found: { by: 'another' } },
  });
});
