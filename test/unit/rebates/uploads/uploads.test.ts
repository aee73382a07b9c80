import { beforeAll, describe, expect, test, vi } from 'vitest';
import { periodAfter } from '../../../../functions/rebates/period.ts';
import { syncLockKey } from '../../../../functions/rebates/sync/sync-lock.ts';
import { rebateCalls } from '../../../support/rebate-calls.ts';

const header =
  'Record ID,Settlement Period,Order Reference,Service Category,Currency,Base Amount,Rebate Rate,Rebate Amount,Status';
const line = (id: string, period = '2026-10', amount = '5') =>
  `${id},${period},ORD-${id},Compute,USD,100,0.05,${amount},Settled`;
const statement = [header, line('A1'), line('A2'), line('A3', '2026-09')].join('\n');

const foreign = ['Line no.,Month,Account,Rebate,Remark', '4711,2026-10,200012345678,12.50,'].join('\n');
const meaning = {
  name: 'our-portal',
  columns: [
    { field: 'id', headers: ['Line no.'] },
    { field: 'period', headers: ['Month'] },
    { field: 'customer', headers: ['Account'] },
    { field: 'amount', headers: ['Rebate'] },
    { field: 'ignored', headers: ['Remark'] },
  ],
  currency: 'USD',
  statuses: {},
  kinds: {},
  reasons: {},
  derivedStatus: 'pending',
  timeZone: 'Asia/Shanghai',
  rateAs: 'percent',
};
type Desk = Awaited<ReturnType<typeof rebateCalls>>;
const confirm = (desk: Desk, uploadId: string, json: object, ifMatch = 2) =>
  desk.request('PUT /v1/rebate-uploads/{uploadId}/mapping', { uploadId }, { json, ifMatch });

beforeAll(() => vi.stubEnv('POWERTOOLS_DEV', 'true'));

describe('R121: an export of a site whose rebates no call tells', () => {
  test('is taken in for an account at Huawei Cloud by the columns of Partner Center, with every digit', async () => {
    const desk = await rebateCalls('huawei-intl');
    const columns =
      'Incentive ID,Settlement Cycle,Program,Customer ID,Customer Name,Order ID,Product Type,Account Manager,Transaction Time,Currency,Eligible Amount,Incentive Rate,Incentive Amount,Status';
    const lines = [
      'INC-1,2026-10,Sell,0a1b2c,A,CS0001,ECS,M,,USD,100,5,5.00,Pending Confirmation',
      'INC-1,2026-10,Sell,0a1b2c,A,CS0002,OBS,M,,USD,90071992547409.93,5%,4503599627370.4965,Paid',
    ];
    const { json } = await desk.takeIn(await desk.bring([columns, ...lines].join('\n')));
    expect(json.upload).toMatchObject({ status: 'syncing', mapping: 'huawei-incentive-export@1' });
    const done = await desk.work(json.upload.sync);
    expect(done).toMatchObject({ status: 'completed', periods: [{ period: '2026-10', state: 'applied', applied: 2 }] });
    const totals = done.periods[0]?.snapshot?.totals;
    expect(totals).toMatchObject([
      { status: 'paid', amount: '4503599627370.4965' },
      { status: 'pending', amount: '5' },
    ]);
    const account = desk.account.id;
    const asked = await desk.request('POST /v1/rebate-syncs', {}, { json: { account, dryRun: false } });
    expect(asked).toMatchObject({ status: 409, json: { code: 'no_rebate_source' } });
  });

  test('is taken in beside the nights where a site has files, by the columns of either of them', async () => {
    const desk = await rebateCalls('alibaba-intl');
    const report =
      'Bill Month,Partner UID,Customer UID,Order ID,Product Code,Product Name,Payment Time,Currency,List Amount,Margin Rate,Margin';
    const { json } = await desk.takeIn(await desk.bring(`${report}\n202610,u,c,o-1,ecs,ECS,,USD,10,0.1,1.00\n`));
    expect(json.upload).toMatchObject({ status: 'syncing', mapping: 'alibaba-margin-report@1' });
  });
});

describe('R121: an uploaded export', () => {
  test('is announced, brought by the caller, and taken in by a sync of the periods of its lines', async () => {
    const desk = await rebateCalls();
    const uploadId = await desk.bring(statement);
    const { status, json } = await desk.takeIn(uploadId);
    expect(status).toBe(202);
    expect(json.upload).toMatchObject({
      status: 'syncing',
      mapping: 'portal-export@1',
      periods: [
        { period: '2026-09', state: 'read' },
        { period: '2026-10', state: 'read' },
      ],
    });
    expect(await desk.sync(json.upload.sync)).toMatchObject({
      origin: 'upload',
      status: 'comparing',
      upload: uploadId,
      periods: [{ mapping: 'portal-export@1', original: { form: 'file', bytes: statement.length } }, {}],
    });
    await desk.end(json.upload.sync);
    expect((await desk.read(uploadId)).json.upload).toMatchObject({ status: 'taken_in' });
  });

  test('is refused when it is not what was announced, naming why', async () => {
    const desk = await rebateCalls();
    const { json } = await desk.request('POST /v1/rebate-uploads', {}, { json: desk.announcementOf(statement) });
    const answer = await desk.takeIn(json.upload.id);
    expect(answer).toMatchObject({ status: 409, json: { code: 'upload_unfit', params: { because: 'not_uploaded' } } });
    const shorter = await desk.bring(statement, { bytes: statement.length - 1 });
    expect((await desk.takeIn(shorter)).json.params).toEqual({ because: 'another_size' });
  });

  test('adds nothing the second time, and says by which upload it came before', async () => {
    const desk = await rebateCalls();
    const first = await desk.bring(statement);
    const { json } = await desk.takeIn(first);
    await desk.end(json.upload.sync);
    const again = await desk.takeIn(await desk.bring(statement, { fileName: 'the same.csv' }));
    expect(again.json.upload).toMatchObject({ status: 'duplicate', duplicateOf: first });
    expect(again.json.upload.sync).toBeUndefined();
  });

  test('can come again once the upload before it was withdrawn', async () => {
    const desk = await rebateCalls();
    const first = await desk.bring(statement);
    await desk.end((await desk.takeIn(first)).json.upload.sync);
    const { json } = await desk.withdraw(first);
    await desk.end(json.upload.withdrawal.sync, 'unchanged');
    expect((await desk.takeIn(await desk.bring(statement))).json.upload).toMatchObject({ status: 'syncing' });
  });

  test('names each line that can not be read and takes none of them in', async () => {
    const desk = await rebateCalls();
    const faulty = [header, line('A1'), line('A2', '2026-10', '5,0x'), 'A3,2026-10'].join('\n');
    const uploadId = await desk.bring(faulty);
    const { json } = await desk.takeIn(uploadId);
    expect(json.upload.status).toBe('quarantined');
    expect(json.upload.quarantined.lines.map(({ line: at }: { line: number }) => at)).toEqual(
      expect.arrayContaining([3, 4]),
    );
    expect(json.upload.quarantined.count).toBe(json.upload.quarantined.lines.length);
    expect(json.upload.sync).toBeUndefined();
  });

  test('tells the first hundred lines and how many there are', async () => {
    const desk = await rebateCalls();
    const lines = Array.from({ length: 130 }, (_, at) => line(`A${at}`, '2026-10', 'x'));
    const { json } = await desk.takeIn(await desk.bring([header, ...lines].join('\n')));
    expect(json.upload.quarantined.lines).toHaveLength(100);
    expect(json.upload.quarantined.count).toBe(130);
  });

  test('is told at once that it has more periods than one file may', async () => {
    const desk = await rebateCalls();
    const lines = Array.from({ length: 25 }, (_, at) => line(`A${at}`, periodAfter('2026-10', -at)));
    const { json } = await desk.takeIn(await desk.bring([header, ...lines].join('\n')));
    expect(json.upload).toMatchObject({
      status: 'quarantined',
      quarantined: { count: 1, lines: [{ line: 26, column: 'period', code: 'too_many_periods' }] },
    });
  });

  test('without a line is taken for a period that somebody has named, and for none otherwise', async () => {
    const desk = await rebateCalls();
    const unnamed = await desk.takeIn(await desk.bring(`${header}\n`));
    expect(unnamed.json.upload).toMatchObject({ status: 'quarantined', quarantined: { lines: [{ code: 'empty' }] } });
    const named = await desk.takeIn(await desk.bring(`${header}\n\n`, { period: '2026-10' }));
    expect(named.json.upload).toMatchObject({ status: 'syncing', periods: [{ period: '2026-10' }] });
  });

  test('waits while another sync of its account is at work, and is as it was', async () => {
    const desk = await rebateCalls();
    await desk.takeIn(await desk.bring(statement));
    const uploadId = await desk.bring(`${statement}\n${line('A4')}`);
    expect(await desk.takeIn(uploadId)).toMatchObject({ status: 409, json: { code: 'sync_at_work' } });
    expect((await desk.read(uploadId)).json.upload).toMatchObject({ status: 'announced', version: 1 });
  });

  test('is answered alike when the same request comes twice, by one sync', async () => {
    const desk = await rebateCalls();
    const uploadId = await desk.bring(statement);
    const first = await desk.takeIn(uploadId, { key: 'one-and-the-same' });
    const second = await desk.takeIn(uploadId, { key: 'one-and-the-same' });
    expect(second.json).toEqual(first.json);
  });

  test('can be read again when its sync failed', async () => {
    const desk = await rebateCalls();
    const uploadId = await desk.bring(statement);
    const { json } = await desk.takeIn(uploadId);
    await desk.end(json.upload.sync, 'read', { status: 'failed' });
    expect((await desk.read(uploadId)).json.upload.status).toBe('failed');
    const again = await desk.takeIn(uploadId);
    expect(again.json.upload.status).toBe('syncing');
    expect(again.json.upload.sync).not.toBe(json.upload.sync);
  });

  test('is given to nobody who may not see rebates', async () => {
    const desk = await rebateCalls();
    const uploadId = await desk.bring(statement);
    expect((await desk.read(uploadId)).json.download).toBeUndefined();
    await desk.takeIn(uploadId);
    expect((await desk.read(uploadId)).json.download).toBeDefined();
    expect((await desk.read(uploadId, { rights: 'operator' })).json.download).toBeUndefined();
  });

  test('is listed with the others of its account, newest first', async () => {
    const desk = await rebateCalls();
    const first = await desk.bring(statement);
    const second = await desk.bring(foreign);
    const list = (account: string) => desk.request('GET /v1/rebate-uploads', {}, { query: { account } });
    const ids = (await list(desk.account.id)).json.items.map(({ id }: { id: string }) => id);
    expect(ids).toEqual([second, first]);
    expect((await list('acc_01kb8q3y7tf4mx6z9w1c5v9zz9')).json.items).toEqual([]);
  });
});

describe('R121: columns that nobody has explained', () => {
  test('are shown with samples, and the file waits', async () => {
    const desk = await rebateCalls();
    const { json } = await desk.takeIn(await desk.bring(foreign));
    expect(json.upload.status).toBe('unknown_columns');
    expect(json.columns).toMatchObject({
      headers: ['Line no.', 'Month', 'Account', 'Rebate', 'Remark'],
      samples: [['4711', '2026-10', '200012345678', '12.50', '']],
      guesses: expect.arrayContaining([{ header: 'Rebate', field: 'amount', confidence: expect.any(Number) }]),
      suggested: { columns: expect.arrayContaining([{ field: 'period', headers: ['Month'] }]) },
    });
  });

  test('are confirmed as they were suggested, once the rest is said', async () => {
    const desk = await rebateCalls();
    const uploadId = await desk.bring(foreign);
    await desk.takeIn(uploadId);
    const { suggested } = (await desk.read(uploadId)).json.columns;
    const { json } = await confirm(desk, uploadId, { ...suggested, currency: 'USD', derivedStatus: 'pending' });
    expect(json.upload).toMatchObject({ status: 'syncing', mapping: `${suggested.name}@1` });
  });

  test('of a known layout with lines that can not be read are put right under a name of one’s own', async () => {
    const desk = await rebateCalls();
    const uploadId = await desk.bring([header, line('A1').replace('Settled', 'Quite done')].join('\n'));
    const { json } = await desk.takeIn(uploadId);
    expect(json.upload).toMatchObject({ status: 'quarantined', mapping: 'portal-export@1' });
    const { suggested } = json.columns;
    const mended = { ...suggested, statuses: { ...suggested.statuses, 'Quite done': 'settled' } };
    const { json: confirmed } = await confirm(desk, uploadId, mended);
    expect(confirmed.upload).toMatchObject({ status: 'syncing', mapping: `${suggested.name}@1` });
  });

  test('are confirmed by a person: the file goes on, and the next one is understood at once', async () => {
    const desk = await rebateCalls();
    const uploadId = await desk.bring(foreign);
    await desk.takeIn(uploadId);
    const { status, json } = await confirm(desk, uploadId, meaning);
    expect({ status, upload: json.upload }).toMatchObject({
      status: 202,
      upload: { status: 'syncing', mapping: 'our-portal@1' },
    });
    const mappings = (await desk.request('GET /v1/rebate-mappings', {})).json.items;
    expect(mappings[0]).toMatchObject({ id: 'our-portal@1', own: true, confirmedBy: desk.operator, upload: uploadId });
    await desk.end(json.upload.sync);
    const next = await desk.takeIn(await desk.bring(foreign.replace('12.50', '13.50')));
    expect(next.json.upload).toMatchObject({ status: 'syncing', mapping: 'our-portal@1' });
  });

  test('are corrected by the next version of their mapping', async () => {
    const desk = await rebateCalls();
    const uploadId = await desk.bring(foreign);
    await desk.takeIn(uploadId);
    const swapped = meaning.columns.map((column) =>
      column.field === 'amount'
        ? { ...column, field: 'base' }
        : column.field === 'customer'
          ? { ...column, field: 'amount' }
          : column,
    );
    const wrong = { ...meaning, columns: [...swapped, { field: 'rate', headers: ['Share'] }] };
    expect((await confirm(desk, uploadId, wrong)).json).toMatchObject({
      code: 'invalid_input',
      errors: [{ field: '/columns', code: 'not_in_the_file', detail: expect.stringContaining('Line no.') }],
    });
    const elsewhere = { ...meaning, columns: meaning.columns.filter(({ field }) => field !== 'period') };
    const without = [...elsewhere.columns, { field: 'order', headers: ['Month'] }];
    const held = await confirm(desk, uploadId, { ...meaning, columns: without });
    expect(held.json.upload).toMatchObject({ status: 'quarantined', mapping: 'our-portal@1' });
    const mended = await confirm(desk, uploadId, meaning, 3);
    expect(mended.json.upload).toMatchObject({ status: 'syncing', mapping: 'our-portal@2' });
    expect(mended.json.upload.quarantined).toBeUndefined();
  });

  test.each([
    ['says which column is missing', { columns: meaning.columns.slice(0, 3) }, 'invalid_input'],
    ['refuses a name of the desk’s own', { name: 'portal-export' }, 'name_taken'],
  ])('%s', async (_name, wrong, code) => {
    const desk = await rebateCalls();
    const uploadId = await desk.bring(foreign);
    await desk.takeIn(uploadId);
    expect((await confirm(desk, uploadId, { ...meaning, ...wrong })).json.code).toBe(code);
  });

  test('are not confirmed on what somebody else has changed meanwhile', async () => {
    const desk = await rebateCalls();
    const uploadId = await desk.bring(foreign);
    await desk.takeIn(uploadId);
    expect((await confirm(desk, uploadId, meaning, 1)).json).toMatchObject({ code: 'changed_meanwhile' });
  });
});

test('a sync that holds the account is named to whoever has to wait for it', async () => {
  const desk = await rebateCalls();
  const { json } = await desk.takeIn(await desk.bring(statement));
  const lock = await desk.tables.get('desk', syncLockKey(desk.org, desk.account.id));
  expect(lock?.['sync']).toBe(json.upload.sync);
  const waiting = await desk.takeIn(await desk.bring(`${statement}\n${line('A9')}`));
  expect(waiting.json.params).toEqual({ sync: json.upload.sync });
});
