import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, expectOk, sharedDesk } from '../../support/desk.ts';
import { beatDueWork } from '../../support/due-beat.ts';
import { expectWay, type RebateAccount, rebateAccount } from './rebate-account.ts';
import { huaweiRebates } from './rebate-sites.ts';

let desk: Desk;
let due: ReturnType<typeof beatDueWork>;

beforeAll(async () => {
  desk = await sharedDesk();
  due = beatDueWork(desk);
});
afterAll(() => due?.end());

const header =
  'Record ID,Settlement Period,Order Reference,Customer Account,Service Category,Currency,Base Amount,Rebate Rate,Rebate Amount,Status';

describe.concurrent('R121: exports of a portal that a member brings', () => {
  test('are taken in whole; the same file again adds nothing; taken back, its lines leave and stay in the past', async () => {
    const of = await rebateAccount(desk);
    const [, period] = of.periods;
    const text = [
      header,
      `0001,${period},ORD-1,200012345678,Compute,USD,100,0.05,5.00,Settled`,
      `0002,${period},ORD-2,200012345678,Storage,USD,90071992547409.93,0.05,4503599627370.4965,Pending`,
      '',
    ].join('\n');

    const brought = await bring(of, text);
    const sync = await of.ended(brought.sync);
    expect(sync).toMatchObject({ origin: 'upload', upload: brought.id, periods: [{ period, state: 'applied' }] });
    await expectWay(desk, of.reseller, sync, 'given');
    expect(await uploadOf(of, brought.id)).toMatchObject({ status: 'taken_in', mapping: 'portal-export@1' });
    const lines = await of.lines(period);
    expect(lines).toMatchObject([
      { id: '0001', amount: '5', status: 'settled', customer: '200012345678' },
      { id: '0002', amount: '4503599627370.4965', base: '90071992547409.93' },
    ]);

    const again = await announce(of, text);
    expect(await takeIn(of, again)).toMatchObject({ status: 'duplicate', duplicateOf: brought.id });
    expect(await of.lines(period)).toEqual(lines);

    const params = { uploadId: brought.id };
    const body = { reason: 'The export of another partner account' };
    const { upload } = (await expectOk(of.finance.withdrawRebateUpload({ params, body }))).json;
    const back = await of.ended(upload.withdrawal?.sync ?? 'rsy_');
    await expectWay(desk, of.reseller, back, 'given');
    const query = { period };
    const { items } = (await expectOk(of.finance.listRebateSyncChanges({ params: { syncId: back.id }, query }))).json;
    expect(items.map(({ id, kinds, deltas }) => [id, kinds, deltas[0]?.parts])).toEqual([
      ['0001', ['disappeared'], [{ cause: 'withdrawal', amount: '-5' }]],
      ['0002', ['disappeared'], [{ cause: 'withdrawal', amount: '-4503599627370.4965' }]],
    ]);
    expect(await uploadOf(of, brought.id)).toMatchObject({ status: 'withdrawn', withdrawal: body });
    expect(await of.lines(period)).toEqual([]);
    expect(await of.lines(period, sync.endedAt)).toEqual(lines);
  });

  test('columns that nobody knows wait for a person; from then on such files are read by what was said', async () => {
    const of = await rebateAccount(desk);
    const [, period] = of.periods;
    const mark = `Deal ${of.reseller.partner}`;
    const export_ = (id: string) =>
      [
        `${mark},Month,Order,Cur,Usage base,Rate,Payout,State`,
        `${id},${period},ORD-${id},USD,100,0.05,5,Settled`,
        '',
      ].join('\n');

    const unclear = await announce(of, export_('X1'));
    const looked = await takeIn(of, unclear);
    expect(looked.status).toBe('unknown_columns');
    const params = { uploadId: unclear };
    const { columns } = (await expectOk(of.finance.getRebateUpload({ params }))).json;
    expect(columns).toMatchObject({ samples: [['X1', period, 'ORD-X1', 'USD', '100', '0.05', '5', 'Settled']] });
    const fields = ['id', 'period', 'order', 'currency', 'base', 'rate', 'amount', 'status'] as const;
    const said = (columns?.headers ?? []).map((name, index) => ({
      field: fields[index] ?? ('ignored' as const),
      headers: [name],
    }));
    if (!columns) throw new Error('no columns to explain');
    const mapping = { ...columns.suggested, name: 'deals-of-the-portal', columns: said };
    const { upload } = (
      await expectOk(of.finance.confirmRebateMapping({ params, body: mapping, ifMatch: looked.version }))
    ).json;
    await of.ended(upload.sync ?? 'rsy_');
    expect(await uploadOf(of, unclear)).toMatchObject({ status: 'taken_in', mapping: 'deals-of-the-portal@1' });
    expect(await of.lines(period)).toMatchObject([{ id: 'X1', amount: '5', rate: '0.05', order: 'ORD-X1' }]);

    const next = await bring(of, export_('X2'), 'part');
    expect(await of.ended(next.sync)).toMatchObject({ periods: [{ state: 'applied', plan: { changes: 1 } }] });
    expect(await of.lines(period)).toMatchObject([{ id: 'X1' }, { id: 'X2' }]);
  });

  test('are all that Huawei Cloud has: Partner Center’s is taken in with every digit, and no call can be made instead', async () => {
    const of = await rebateAccount(desk, 'Asia/Singapore', huaweiRebates);
    const [, period] = of.periods;
    const text = [
      'Incentive ID,Settlement Cycle,Program,Customer ID,Customer Name,Order ID,Product Type,Account Manager,Transaction Time,Currency,Eligible Amount,Incentive Rate,Incentive Amount,Status',
      `INC-1,${period},Sell,0a1b2c,A,CS0001,ECS,M,,USD,100,5,5.00,Pending Confirmation`,
      `INC-1,${period},Sell,0a1b2c,A,CS0002,OBS,M,,USD,90071992547409.93,5%,4503599627370.4965,Paid`,
      '',
    ].join('\n');
    const brought = await bring(of, text);
    const sync = await of.ended(brought.sync);
    expect(sync).toMatchObject({ origin: 'upload', periods: [{ period, state: 'applied' }] });
    expect(await uploadOf(of, brought.id)).toMatchObject({ status: 'taken_in', mapping: 'huawei-incentive-export@1' });
    const lines = await of.lines(period);
    expect(lines.toSorted((a, b) => order(a).localeCompare(order(b)))).toMatchObject([
      { order: 'CS0001', amount: '5', rate: '0.05', status: 'pending', customer: '0a1b2c' },
      { order: 'CS0002', amount: '4503599627370.4965', status: 'paid' },
    ]);
    expect(await takeIn(of, await announce(of, text))).toMatchObject({ status: 'duplicate', duplicateOf: brought.id });
    const body = { account: of.account, dryRun: false };
    expect(await of.finance.startRebateSync({ body })).toMatchObject({
      ok: false,
      error: { code: 'no_rebate_source' },
    });
  });
});

const order = (line: object) => ('order' in line ? String(line.order) : '');

/** Announces a file and puts it where it was told to. */
async function announce({ finance, account }: RebateAccount, text: string, covers: 'whole' | 'part' = 'whole') {
  const body = {
    account,
    fileName: 'rebates.csv',
    contentType: 'text/csv',
    bytes: Buffer.byteLength(text),
    sha256: createHash('sha256').update(text).digest('hex'),
    covers,
  } as const;
  const { upload, put } = (await expectOk(finance.announceRebateUpload({ body }))).json;
  const answer = await fetch(put.url, { method: put.method, headers: put.headers, body: text });
  expect(answer.status).toBe(200);
  return upload.id;
}

async function takeIn({ finance }: RebateAccount, uploadId: `rup_${string}`) {
  return (await expectOk(finance.takeInRebateUpload({ params: { uploadId }, body: {} }))).json.upload;
}

/** @returns the upload, and the sync that takes it in */
async function bring(of: RebateAccount, text: string, covers?: 'part') {
  const { id, sync } = await takeIn(of, await announce(of, text, covers));
  if (!sync) throw new Error(`${id} is not taken in`);
  return { id, sync };
}

async function uploadOf({ finance }: RebateAccount, uploadId: `rup_${string}`) {
  return (await expectOk(finance.getRebateUpload({ params: { uploadId } }))).json.upload;
}
