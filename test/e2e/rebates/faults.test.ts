import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { instant } from '../../../functions/kernel/clock.ts';
import { recordKey } from '../../../functions/timeline/index.ts';
import { type Desk, expectOk, sharedDesk } from '../../support/desk.ts';
import { killWorkers, mentions } from '../../support/desk-faults.ts';
import { beatDueWork } from '../../support/due-beat.ts';
import { patience } from '../../support/patience.ts';
import { expectWay, type RebateAccount, rebateAccount, type SyncView } from './rebate-account.ts';
import { type Line, line } from './rebate-sites.ts';

let desk: Desk;
let due: ReturnType<typeof beatDueWork>;

beforeAll(async () => {
  desk = await sharedDesk();
  due = beatDueWork(desk);
});
afterEach(() => desk.faults.reset());
afterAll(() => due?.end());

const lines = [line('A', '100', '5'), line('B', '200', '10'), line('C', '300', '15')];

/** An account of which three lines are known. */
async function known(): Promise<RebateAccount> {
  const of = await rebateAccount(desk);
  await of.tell(of.periods[0], { put: lines });
  expect(await of.sync([of.periods[0]])).toMatchObject({ status: 'completed' });
  return of;
}

/** What is believed of the period, and since when. */
async function believed({ finance, account, periods: [period] }: RebateAccount) {
  const { items, freshness } = (await expectOk(finance.listRebates({ query: { account, period } }))).json;
  return { items, freshness };
}

describe.concurrent('what can be wrong with a source: the sync says so, and what was known stays', () => {
  test.for([
    ['a file that is never ready', { readyAfter: 100 }, 'never_ready'],
    ['a link that leads nowhere', { serves: 'dead' }, 'status'],
    ['half of a file', { serves: 'half' }, 'cut_short'],
  ] as const)('%s is asked for again for a quarter of an hour, then unread', async ([, served, because]) => {
    const of = await known();
    const before = await believed(of);
    await of.tell(of.periods[0], served);
    const sync = await readInVain(of);
    expect(sync).toMatchObject({
      failure: { stage: 'reading', code: 'unread' },
      periods: [{ state: 'unread', because }],
      asked: 1,
    });
    await expectWay(desk, of.reseller, sync, 'unread');
    expect(await believed(of)).toEqual(before);
    await untilTold(of, sync, `could not be read: ${of.periods[0]}; what was known stays`);
  });

  test('B12: success without a line is held back, and a person accepts it with a reason, or nobody does', async () => {
    const of = await known();
    const [period] = of.periods;
    const before = await believed(of);
    await of.tell(period, { serves: 'empty' });
    const held = await of.sync([period]);
    expect(held).toMatchObject({ status: 'completed', periods: [{ period, state: 'held', doubts: ['empty'] }] });
    await expectWay(desk, of.reseller, held, 'unchanged');
    expect(await believed(of)).toEqual(before);
    await untilTold(of, held, `held until somebody accepts it: ${period}`);

    const operator = await of.reseller.as('operator');
    const params = { syncId: held.id };
    const body = { period, reason: 'The provider has cancelled the campaign' };
    expect(await operator.acceptHeldRebates({ params, body })).toMatchObject({ ok: false, error: { status: 403 } });
    const { sync: id } = (await expectOk(of.finance.acceptHeldRebates({ params, body }))).json;
    const accepted = await of.ended(id);
    expect(accepted).toMatchObject({
      origin: 'acceptance',
      accepts: { sync: held.id, reason: body.reason },
      periods: [{ period, state: 'applied', plan: { changes: 3, kinds: { disappeared: 3 } } }],
    });
    await expectWay(desk, of.reseller, accepted, 'given');
    expect((await believed(of)).items).toEqual([]);
    expect(await of.lines(period, held.endedAt)).toEqual(await of.lines(period, before.freshness[0]?.currentFrom));
    expect(await of.finance.acceptHeldRebates({ params, body })).toMatchObject({ ok: false, error: { status: 409 } });
  });

  test('a row twice, another currency, a word that nobody knows: nothing of the file is taken in', async () => {
    const of = await known();
    const [period] = of.periods;
    const before = await believed(of);
    const faults: readonly (readonly [Line, object])[] = [
      // the same record, as pasting a space behind it makes it look like another one
      [line('C ', '300', '15'), { line: 5, column: 'id', code: 'duplicate_id' }],
      [line('D', '100', '5', { Currency: 'CNY' }), { line: 5, code: 'other_currency' }],
      [line('E', '100', '5', { Status: 'Evaporated' }), { line: 5, column: 'Status', code: 'unknown_status' }],
    ];
    for (const [faulty, told] of faults) {
      await of.tell(period, { put: [faulty] });
      const sync = await of.sync([period]);
      const quarantined = { count: 1, lines: [told] };
      expect(sync).toMatchObject({ status: 'completed', periods: [{ period, state: 'quarantined', quarantined }] });
      await expectWay(desk, of.reseller, sync, 'unchanged');
      expect(await believed(of)).toEqual(before);
      await untilTold(of, sync, `not understood, nothing of it taken in: ${period}`);
      await of.tell(period, { remove: [faulty['Record ID']] });
    }
    expect(await of.sync([period])).toMatchObject({ periods: [{ state: 'unchanged' }] });
  });

  test('a second sync of the account is refused while one is at work, and told which', async () => {
    const of = await known();
    const [period] = of.periods;
    const body = { account: of.account, periods: [period] };
    const held = await holdReading(of);
    const syncId = await of.start([period]);
    await held.arrived();
    expect(await of.finance.startRebateSync({ body })).toMatchObject({
      ok: false,
      error: {
        status: 409,
        type: expect.stringContaining('sync_at_work'),
        remediation: expect.stringContaining(syncId),
      },
    });
    await held.release();
    expect(await of.ended(syncId)).toMatchObject({ status: 'completed', periods: [{ state: 'unchanged' }] });
    expect(await of.sync([period])).toMatchObject({ status: 'completed' });
  });

  test('a trial says what it would change, and changes nothing', async () => {
    const of = await known();
    const [period] = of.periods;
    const before = await believed(of);
    await of.tell(period, { put: [line('A', '100', '6', { 'Commission Rate': '0.06' })] });
    const trial = await of.sync([period], true);
    expect(trial).toMatchObject({ dryRun: true, periods: [{ state: 'planned', plan: { changes: 1 } }] });
    const query = { period };
    const { items } = (await expectOk(of.finance.listRebateSyncChanges({ params: { syncId: trial.id }, query }))).json;
    expect(items).toMatchObject([{ id: 'A', deltas: [{ amount: '1', parts: [{ cause: 'rate', amount: '1' }] }] }]);
    expect(await believed(of)).toEqual(before);
  });
});

test('a worker that dies while it applies is followed by one that goes on from there: each line once', async () => {
  const of = await rebateAccount(desk);
  const [period] = of.periods;
  const many = Array.from({ length: 120 }, (_, n) => line(`L-${n}`, String(100 + n), String((100 + n) / 20)));
  await of.tell(period, { put: many });
  const appliedOnce = desk.faults.holdAnswer({
    service: 'dynamodb',
    operation: 'TransactWriteItems',
    body: mentions(of.reseller.org, '#REBATES#'),
  });
  const syncId = await of.start([period]);
  await appliedOnce.arrived;
  await killWorkers(desk, 'rebates-tasks');
  appliedOnce.cut();
  const sync = await of.ended(syncId);
  expect(sync).toMatchObject({ periods: [{ state: 'applied', applied: 120, snapshot: { records: 120 } }] });
  await expectWay(desk, of.reseller, sync, 'changed');
  const { periods } = (await expectOk(of.finance.getRebateSummary({ query: { account: of.account, period } }))).json;
  expect(periods).toMatchObject([{ records: 120, sums: [{ currency: 'USD', amount: '957' }] }]);
  expect(await idsOf(of)).toEqual(many.map((one) => one['Record ID']).toSorted());
  for (const recordId of ['L-0', 'L-60', 'L-119']) {
    const params = { accountId: of.account, period, recordId };
    const { sync: by, history } = (await expectOk(of.finance.getRebate({ params }))).json;
    expect({ by, history }).toEqual({ by: syncId, history: [] });
  }
  expect(await of.sync([period])).toMatchObject({ periods: [{ state: 'unchanged' }] });
});

/** Keeps the provider’s next answer to this account back. */
async function holdReading({ reseller: { partner } }: RebateAccount) {
  const { tencent } = desk.cloud;
  const order = { action: 'DescribeRebateDownloadUrl', account: partner };
  const { id } = await tencent.addFault({ ...order, fault: { kind: 'hold', when: 'before' } });
  return {
    arrived: () => tencent.awaitHeldCall({ id, timeoutMs: patience.timeout }),
    release: () => tencent.releaseCalls(id),
  };
}

/** Has it read although the source has nothing, and lets a quarter of an hour go by between the first two questions. */
async function readInVain(of: RebateAccount): Promise<SyncView> {
  const held = await holdReading(of);
  const syncId = await of.start([of.periods[0]]);
  await held.arrived();
  const longAgo = instant(Date.now() - 16 * 60_000);
  await expectOk(
    desk.tables.transact([
      {
        op: 'update',
        table: 'desk',
        key: recordKey(of.reseller.org, syncId),
        set: { attemptSince: longAgo },
        expect: [{ status: { eq: 'reading' } }],
        refusal: 'version',
      },
    ]),
  );
  await held.release();
  return of.ended(syncId);
}

async function untilTold(of: RebateAccount, { id }: SyncView, what: string): Promise<void> {
  const about = `- Partner account ${of.reseller.partner}: ${what} (${id})`;
  await vi.waitFor(async () => expect(await of.told()).toContain(about), patience);
}

async function idsOf({ finance, account, periods: [period] }: RebateAccount): Promise<readonly string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const query = { account, period, limit: 50, ...(cursor && { cursor }) };
    const { items, next } = (await expectOk(finance.listRebates({ query }))).json;
    ids.push(...items.map(({ id }) => id));
    cursor = next;
  } while (cursor !== undefined);
  return ids;
}
