import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readCustomerFile } from '../../../functions/customers/customer-file.ts';
import { beginImport } from '../../../functions/customers/customer-import.ts';
import { countingIds } from '../../support/founded-desk.ts';
import { customersDesk, fileOf } from './customers-desk.ts';

const larkspur = 'C-1042,Larkspur Robotics Pte. Ltd.,,,tencent-intl,200012345678';
const foods = 'C-1043,"Brindlecove Foods, Inc.",US,production,tencent-intl,200076543210';

describe('R011: the reseller’s own records are imported as whole files', () => {
  test('customers of a file are on record with all their accounts, and the import says what it came to', async () => {
    const { load, read, send, deps, org, operator } = await customersDesk();
    const second = 'C-1043,"Brindlecove Foods, Inc.",US,production,huawei-intl,0a1b2c3d4e5f60718293a4b5c6d7e8f9';
    const { status, json, headers } = await load(fileOf(larkspur, foods, second));
    expect([status, json]).toMatchObject([
      201,
      {
        status: 'applied',
        counts: { new: 1, changed: 0, unchanged: 1, accountsMoved: 0, accountsRemoved: 0 },
        written: 1,
        lines: 3,
        trimmed: 0,
        startedBy: operator,
      },
    ]);
    expect((await read('C-1043')).json).toMatchObject({
      reference: 'C-1043',
      name: 'Brindlecove Foods, Inc.',
      country: 'US',
      environment: 'production',
      accounts: [
        { site: 'tencent-intl', accountId: '200076543210' },
        { site: 'huawei-intl', accountId: '0a1b2c3d4e5f60718293a4b5c6d7e8f9' },
      ],
      importId: json['id'],
      importedBy: operator,
    });
    expect(headers).toMatchObject({ location: `/v1/customer-imports/${String(json['id'])}` });
    const params = { importId: String(json['id']) };
    expect((await send('GET /v1/customer-imports/{importId}', { params })).json).toEqual(json);
    expect(deps.tables.items('timeline', `ORG#${org}#${String(json['id'])}`)).toMatchObject([
      { type: 'customer_import.started', data: { lines: 3 } },
      { type: 'customer_import.applied', data: { counts: { new: 1 } } },
    ]);
  });

  test('a dry run counts the same and writes nothing', async () => {
    const { load, deps } = await customersDesk();
    const before = deps.tables.items('desk');
    const dry = await load(fileOf(larkspur, foods), { query: { dryRun: 'true' } });
    expect(dry.status).toBe(200);
    expect(deps.tables.items('desk')).toEqual(before);
    const real = await load(fileOf(larkspur, foods));
    expect(dry.json).toMatchObject({ counts: real.json['counts'], summary: real.json['summary'], lines: 2 });
  });

  test('the same file twice changes nothing and says so', async () => {
    const { load, read } = await customersDesk();
    await load(fileOf(larkspur, foods));
    const before = await read('C-1043');
    const { json } = await load(fileOf(foods, larkspur));
    expect(json).toMatchObject({ status: 'applied', counts: { new: 0, changed: 0, unchanged: 2 }, written: 0 });
    expect(json['summary']).toMatch(/Nothing differs/);
    expect(await read('C-1043')).toEqual(before);
  });

  test('the same request twice is one import', async () => {
    const { load } = await customersDesk();
    const first = await load(fileOf(foods), { key: 'the-same-key' });
    const again = await load(fileOf(foods), { key: 'the-same-key' });
    expect(again).toMatchObject({ status: 201, json: first.json, headers: { 'idempotent-replayed': 'true' } });
    expect(await load(fileOf(larkspur), { key: 'the-same-key' })).toMatchObject({
      status: 409,
      json: { code: 'idempotency_key_reused' },
    });
  });

  test('an account that the file gives to another customer moves, and its customer keeps the rest', async () => {
    const { load, read } = await customersDesk();
    const { json } = await load(fileOf('C-2000,Tamarisk Labs,,,tencent-intl,200012345678'));
    expect(json['counts']).toEqual({ new: 1, changed: 1, unchanged: 0, accountsMoved: 1, accountsRemoved: 0 });
    expect((await read('C-1042')).json).toMatchObject({ name: 'Larkspur Robotics Pte. Ltd.', accounts: [] });
    expect((await read('C-2000')).json).toMatchObject({ accounts: [{ accountId: '200012345678' }] });
  });

  test('a customer has the file’s accounts and no others; one that the file does not name stays as it was', async () => {
    const { load, read, deps, org } = await customersDesk();
    await load(fileOf(foods));
    const { json } = await load(fileOf('C-1042,Larkspur Robotics Pte. Ltd.,SG,,,'));
    expect(json['counts']).toMatchObject({ changed: 1, accountsMoved: 0, accountsRemoved: 1 });
    expect((await read('C-1042')).json).toMatchObject({ country: 'SG', accounts: [] });
    expect((await read('C-1043')).json).toMatchObject({ accounts: [{ accountId: '200076543210' }] });
    expect(deps.tables.items('desk', `ORG#${org}#CUSTOMER_ACCOUNT#tencent-intl#200012345678`)).toEqual([]);
  });

  test('two customers that exchange accounts are written at once', async () => {
    const { load, read, deps } = await customersDesk();
    await load(fileOf(foods));
    deps.tables.calls.splice(0);
    const { json } = await load(
      fileOf(
        'C-1042,Larkspur Robotics Pte. Ltd.,,,tencent-intl,200076543210',
        'C-1043,"Brindlecove Foods, Inc.",US,,tencent-intl,200012345678',
      ),
    );
    expect(json['counts']).toMatchObject({ changed: 2, accountsMoved: 2, accountsRemoved: 0 });
    expect((await read('C-1043')).json).toMatchObject({ accounts: [{ accountId: '200012345678' }] });
    const writes = deps.tables.calls.filter((call) => call.op === 'transact');
    const records = writes.map(({ intents }) => intents.filter(({ key }) => /#CUSTOMER#.*/.test(key.pk)).length);
    expect(records).toEqual([0, 2]);
  });

  test('a column that slipped by a line is refused: no such ring of moves is written piece by piece', async () => {
    const { load, deps } = await customersDesk();
    const account = (number: number) => `2000${String(number % 60).padStart(8, '0')}`;
    const lines = (slip: number) =>
      Array.from({ length: 60 }, (_, n) => `S-${n},Company ${n},,,tencent-intl,${account(n + slip)}`);
    await load(fileOf(...lines(0)));
    const before = deps.tables.items('desk');
    expect(await load(fileOf(...lines(1)))).toMatchObject({
      status: 400,
      json: { code: 'invalid_input', errors: [{ code: 'too_many_moves' }] },
    });
    expect(deps.tables.items('desk')).toEqual(before);
  });

  test('customers of another organisation are neither seen nor touched', async () => {
    const { load, send, names, other, read } = await customersDesk();
    const before = await read('C-1042');
    await load(fileOf('C-1042,Another Company,,,tencent-intl,200012345678'), { org: other.org });
    expect(await read('C-1042')).toEqual(before);
    expect(await names({ name: 'another' })).toEqual([]);
    const params = { reference: 'C-1042' };
    expect((await send('GET /v1/customers/{reference}', { params, org: other.org })).json).toMatchObject({
      name: 'Another Company',
    });
  });
});

describe('an import that breaks off', () => {
  const many = Array.from({ length: 100 }, (_, n) => `B-${n},Company ${n},,,tencent-intl,${200_000_000_000 + n}`);
  const broken = async () => {
    const desk = await customersDesk();
    const { tables } = desk.deps;
    // The first transaction begins the import, the second writes its first part.
    tables.raceNext(() => tables.raceNext(() => tables.failNext(new Error('the connection is lost'))));
    const { status } = await desk.load(fileOf(...many), { key: 'the-broken-one' });
    expect(status).toBe(500);
    const [begun] = tables.items('desk').filter((item) => item['status'] === 'applying');
    return { ...desk, importId: String(begun?.['id']) };
  };

  test('is told to be under way, with what is written of it', async () => {
    const { send, importId } = await broken();
    const { json } = await send('GET /v1/customer-imports/{importId}', { params: { importId } });
    expect(json).toMatchObject({ status: 'applying', counts: { new: 100 } });
    expect(Number(json['written'])).toBeGreaterThan(0);
    expect(Number(json['written'])).toBeLessThan(100);
    expect(json['summary']).toMatch(/of 100 customers are written/);
  });

  test('leaves every customer as it was or as it will be, its accounts and its place in the list with it', async () => {
    const { deps, org } = await broken();
    const customers = deps.tables.items('desk').filter(({ pk, sk }) => pk.includes('#CUSTOMER#B-') && sk === 'RECORD');
    expect(customers.length).toBeGreaterThan(0);
    for (const { reference, accounts } of customers as unknown as { reference: string; accounts: object[] }[]) {
      expect(accounts).toHaveLength(1);
      const pointer = `ORG#${org}#CUSTOMER_ACCOUNT#tencent-intl#${200_000_000_000 + Number(reference.slice(2))}`;
      expect(deps.tables.items('desk', pointer)).toMatchObject([{ reference }]);
      expect(deps.tables.items('desk', `ORG#${org}#CUSTOMER#${reference}`)).toHaveLength(2);
    }
  });

  test.each([
    ['the same request again', { key: 'the-broken-one' }, [] as string[]],
    ['the next import', { key: 'another-key' }, ['C-9,Quillwort Media,,,tencent-intl,200000009999']],
  ])('is finished by %s', async (_by, more, next) => {
    const { load, send, names, importId, deps } = await broken();
    const { status, json } = await load(fileOf(...(next.length > 0 ? next : many)), more);
    expect([status, json['status']]).toEqual([201, 'applied']);
    const finished = await send('GET /v1/customer-imports/{importId}', { params: { importId } });
    expect(finished.json).toMatchObject({ status: 'applied', counts: { new: 100 }, written: 100 });
    expect(await names({ reference: 'B-', limit: '100' })).toHaveLength(100);
    expect(deps.tables.items('desk').filter(({ sk }) => sk === 'ROWS')).toEqual([]);
  });

  test('and two that finish it at once write each part once', async () => {
    const { load, send, importId, deps, org } = await broken();
    const same = () => load(fileOf(...many), { key: 'the-broken-one' });
    const answers = await Promise.all([same(), same(), load(fileOf('C-9,Quillwort Media,,,,'))]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    const { json } = await send('GET /v1/customer-imports/{importId}', { params: { importId } });
    expect(json).toMatchObject({ status: 'applied', written: 100 });
    expect(deps.tables.items('timeline', `ORG#${org}#${importId}`)).toHaveLength(2);
  });
});

test('what a full file says fits into an item, whatever stands in it', () => {
  const character = (byte: number) => String.fromCodePoint(0x4e00 + byte * 64 + (byte % 64));
  const lines: string[] = [];
  for (let bytes = 0; bytes < 256 * 1024; bytes += Buffer.byteLength(lines.at(-1) ?? '') + 2) {
    lines.push(`R${randomBytes(4).toString('hex')},${Array.from(randomBytes(40), character).join('')},,,,`);
  }
  const file = readCustomerFile(fileOf(...lines), () => undefined);
  if (!file.ok) throw new Error(JSON.stringify(file.error));
  const counts = { new: lines.length, changed: 0, unchanged: 0, accountsMoved: 0, accountsRemoved: 0 };
  const asked = { org: 'org_1', member: 'mem_1', file: file.value, fileHash: '', counts, head: { version: 0 } };
  const { intents } = beginImport({ ...asked, at: '2026-11-21T05:30:00.000Z' }, countingIds());
  const rows = intents.find(({ key }) => key.sk === 'ROWS');
  expect(JSON.stringify(rows).length).toBeLessThan(400 * 1024);
});
