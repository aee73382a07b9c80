import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { createDownload } from '../../../functions/rebates/adapters/download.ts';
import type { Change } from '../../../functions/rebates/change.ts';
import { objectKeys } from '../../../functions/rebates/snapshot/manifest.ts';
import type { RebateSync } from '../../../functions/rebates/sync/sync.ts';
import { partner, startBench } from '../../support/alibaba-bench.ts';
import { portAt, ref } from '../../support/alibaba-port.ts';
import { syncDesk } from '../../support/sync-desk.ts';

const month = '202610';
const line = (order: string, base: string, rate: string, commission: string) => ({
  'Customer UID': '1215848086704806',
  'Order ID': order,
  'Product Code': 'ecs',
  Currency: 'USD',
  'Commissionable Amount': base,
  'Commission Rate': rate,
  Commission: commission,
});
type Line = ReturnType<typeof line>;

/** A desk in memory whose account is at the pretend Alibaba Cloud, with a bucket of its own or without. */
async function setup({ hasBucket }: { readonly hasBucket: boolean }) {
  const { control, url, keyOf, passASecond } = await startBench();
  const made = await control.addBucket({ account: partner, name: 'commission-files' });
  const { name, region, role } = made.bucket;
  const { accessKeyId: keyId, accessKeySecret: keySecret } = made.key;
  const rebateBucket = { name, region, prefix: '', role, keyId, keySecret };
  const credentials = async () => {
    const own = await keyOf();
    return { keyId: own.accessKeyId, keySecret: own.accessKeySecret, ...(hasBucket && { rebateBucket }) };
  };
  const at = portAt(url, credentials, 10_000, passASecond);
  at.time.ms = Date.now();
  const download = createDownload({ loopback: [url] });
  const real = {
    readRebateFiles: (_ref: unknown, period: string) => at.port.readRebateFiles(ref, period),
    download,
  };
  const desk = await syncDesk({ real, site: 'alibaba-intl' });
  /** The files of October, each by its policy. */
  const tell = (policies: Readonly<Record<string, readonly Line[]>>) =>
    control.setCommission({
      account: partner,
      month,
      files: Object.entries(policies).map(([policy, rows]) => ({ policy, rows: [...rows] })),
    });
  let day = 2;
  /** Lets the next night come. */
  async function night(): Promise<RebateSync> {
    await desk.until(`2026-11-${String(day).padStart(2, '0')}T19:00:00.000Z`);
    day += 1;
    expect(await desk.nights()).toMatchObject({ begun: 1, failed: 0 });
    await desk.pass(1800);
    const sync = desk.syncs().at(-1);
    if (!sync) throw new Error('no night');
    return sync;
  }
  const october = (sync: RebateSync) => sync.periods.find(({ period }) => period === '2026-10');
  /** What a night found in October, line by line. */
  function found({ id }: RebateSync): readonly string[] {
    const key = objectKeys.plan(desk.org, desk.account.id, id, '2026-10');
    const lines = gunzipSync(desk.objects.held.get(key) ?? '')
      .toString()
      .trimEnd()
      .split('\n');
    return lines.map((text) => brief(JSON.parse(text) as Change)).toSorted();
  }
  return { ...desk, control, tell, night, october, found };
}

function brief({ kinds, deltas, before, after }: Change): string {
  const parts = deltas.flatMap((delta) => delta.parts.map(({ cause, amount }) => `${cause} ${amount}`));
  return `${(after ?? before)?.order}: ${kinds.join(' ')} ${parts.join(', ')}`.trim();
}

test('R115–R118, B07: what changes between two nights at Alibaba Cloud is found with its kind and its cause, over all files of the month', async () => {
  const { tell, night, october, found } = await setup({ hasBucket: true });
  await tell({
    FY27_A: [line('RATE', '1000', '0.05', '50'), line('BASE', '200', '0.05', '10'), line('GONE', '160', '0.05', '8')],
    FY27_B: [line('ODD', '100', '0.05', '5'), line('STAY', '20', '0.05', '1.000000001')],
  });
  const first = await night();
  expect(first).toMatchObject({ origin: 'night', status: 'completed' });
  expect(first.periods.map(({ state }) => state)).toEqual(['not_available', 'applied', 'not_available']);
  expect(october(first)).toMatchObject({ mapping: 'alibaba-commission@1', snapshot: { records: 5 } });
  expect(found(first)).toContain('STAY: appeared first_seen 1.000000001');

  await tell({
    FY27_A: [line('RATE', '1000', '0.06', '60'), line('BASE', '240', '0.05', '12'), line('NEW', '50', '0.05', '2.5')],
    FY27_B: [line('ODD', '100', '0.05', '5.4'), line('STAY', '20', '0.05', '1.000000001')],
  });
  const second = await night();
  expect(found(second)).toEqual([
    'BASE: amount_changed base 2',
    'GONE: disappeared unexplained -8',
    'NEW: appeared first_seen 2.5',
    'ODD: amount_changed unexplained 0.4',
    'RATE: amount_changed rate 10',
  ]);

  const third = await night();
  expect(third).toMatchObject({ status: 'completed' });
  expect(october(third)?.state).toBe('unchanged');
});

test('R116, R121: an account without a bucket is read by its margin report', async () => {
  const { control, night, october } = await setup({ hasBucket: false });
  const row = { 'Customer UID': '1', 'Order ID': 'o-1', Currency: 'USD', 'List Amount': '10', Margin: '0.00000000012' };
  await control.setBill({ account: partner, month: '2026-10', type: 'MarginReportV2', rows: [row] });
  expect(october(await night())).toMatchObject({
    state: 'applied',
    mapping: 'alibaba-margin-report@1',
    snapshot: { records: 1, totals: [{ currency: 'USD', status: 'pending', amount: '0.00000000012' }] },
  });
});

test('B12: a push that fails leaves the month unread, and what was known stays', async () => {
  const { control, tell, night, october } = await setup({ hasBucket: true });
  await tell({ FY27_A: [line('ONE', '100', '0.05', '5')] });
  const known = october(await night());
  const files = [{ policy: 'FY27_A', rows: [line('ONE', '100', '0.05', '6')], serves: 'dead' as const }];
  await control.setCommission({ account: partner, month, files });
  const next = await night();
  expect(october(next)).toMatchObject({ state: 'unread' });
  expect(['never_ready', 'push_failed']).toContain(october(next)?.because);
  await tell({ FY27_A: [line('ONE', '100', '0.05', '5')] });
  expect(october(await night())).toMatchObject({ state: 'unchanged', snapshot: { sha256: known?.snapshot?.sha256 } });
});

test('R121: columns that nobody knows hold the whole month back until a person says what they are', async () => {
  const { control, night, october } = await setup({ hasBucket: true });
  const rows = [line('ONE', '100', '0.05', '6')];
  const files = [{ policy: 'FY27_A', rows, renamed: { Commission: 'Payout', 'Commission Rate': 'Tier' } }];
  await control.setCommission({ account: partner, month, files });
  expect(october(await night())).toMatchObject({ state: 'quarantined', because: 'unknown_columns' });
});
