import { S3Client } from '@aws-sdk/client-s3';
import { systemClock } from '../../../functions/kernel/clock.ts';
import { newId } from '../../../functions/kernel/ids.ts';
import { s3Objects } from '../../../functions/rebates/adapters/objects-s3.ts';
import { nightsKey } from '../../../functions/rebates/nights/night-item.ts';
import { periodKey } from '../../../functions/rebates/store/period-record.ts';
import { applyPlan } from '../../../functions/rebates/sync/apply-plan.ts';
import { readSync, syncSequence } from '../../../functions/rebates/sync/sync-sequence.ts';
import { transition } from '../../../functions/sequence/transition.ts';
import { recordKey } from '../../../functions/timeline/index.ts';
import { expectOk, foundReseller, type Reseller } from '../../support/desk.ts';
import { until } from './links.ts';
import { type Bench, hand, invoke, type Probe } from './probe.ts';
import { bucketOf } from './rebates-asked.ts';

const period = '2026-10';
const row = (id: string, Status = 'Settled') => ({
  'Record ID': id,
  Currency: 'USD',
  'Commission Amount': '12.5',
  Status,
});

type Sought = {
  readonly fails?: boolean;
  readonly status?: string;
  readonly amount?: string;
  readonly reseller?: Reseller;
};

/** A reseller (a new one, unless given) whose provider has a file, and the sync that reads it; no machine is at work. */
async function begun({ desk }: Pick<Bench, 'desk'>, more: Sought = {}) {
  const reseller = more.reseller ?? (await foundReseller(desk));
  const { tencent } = desk.cloud;
  const put = [{ ...row('CD-1', more.status), ...(more.amount && { 'Commission Amount': more.amount }) }];
  await tencent.setRebates({ account: reseller.partner, month: period, put, readyAfter: 0 });
  if (more.fails) {
    const fault = { kind: 'error', code: 'AuthFailure.SecretIdNotFound' } as const;
    await tencent.addFault({ account: reseller.partner, action: 'DescribeRebateDownloadUrl', times: 10, fault });
  }
  const finance = await reseller.as('finance');
  const body = { account: reseller.accountId as `acc_${string}`, periods: [period] };
  const { sync } = (await expectOk(finance.startRebateSync({ body }))).json;
  const task = (group: 'rebates-tasks' | 'rebates-provider', name: string) =>
    invoke(desk, group, { task: name, version: 1, org: reseller.org, requestId: sync.id, execution: sync.execution });
  const standing = async () => (await readSync(desk.tables, reseller.org, sync.id))?.status;
  const expectStatus = async (wanted: string) => {
    const found = await standing();
    if (found !== wanted) throw new Error(`${sync.id} is ${found}, not ${wanted}`);
  };
  return { reseller, finance, sync, task, expectStatus };
}

type Begun = Awaited<ReturnType<typeof begun>>;

/** From reading to the end. */
async function goThrough({ task, expectStatus }: Begun): Promise<void> {
  await task('rebates-provider', 'read-source');
  await task('rebates-tasks', 'compare');
  await task('rebates-tasks', 'apply');
  await expectStatus('completed');
}

/** Applies a sync that was compared, and lets it fail before it has ended. */
async function dieHalfWay(bench: Bench, { reseller, sync }: Begun): Promise<void> {
  const { desk } = bench;
  const objects = s3Objects(await bucketOf(bench), new S3Client(desk.cloud.aws));
  const deps = { tables: desk.tables, clock: systemClock(), objects };
  const record = await readSync(desk.tables, reseller.org, sync.id);
  if (!record) throw new Error('no sync');
  await applyPlan(deps, record, '2999-01-01T00:00:00.000Z');
  const applied = (await readSync(desk.tables, reseller.org, sync.id)) ?? record;
  const step = { to: 'failed', actor: { kind: 'desk', part: 'test' }, at: now() } as const;
  await desk.tables.transact(transition(syncSequence, applied, step, newId).intents);
}

const now = () => new Date().toISOString();

/** Has the watch look until it has done what it does. */
function watch(bench: Bench, { reseller, sync }: Begun, field: string, value: unknown): Promise<unknown> {
  const done = until(bench, recordKey(reseller.org, sync.id), field, value);
  const item = { kind: 'rebate.watch', org: reseller.org, id: sync.id };
  return done(() => hand(bench.desk, 'rebates-work', { ...item, at: now() }));
}

/** What the machine, the nights and their watch do about rebates. */
export const rebatesMachineProbes: readonly Probe[] = [
  {
    group: 'rebates-write',
    does: 'begins a sync by hand',
    act: async (bench) => begun(bench),
  },
  {
    group: 'rebates-provider',
    does: 'asks the provider for a file and keeps it',
    act: async (bench) => {
      const { task, expectStatus } = await begun(bench);
      await task('rebates-provider', 'read-source');
      await expectStatus('comparing');
    },
  },
  {
    group: 'rebates-provider',
    does: 'ends a sync that could read nothing, and frees its account',
    act: async (bench) => {
      const { task, expectStatus } = await begun(bench, { fails: true });
      await task('rebates-provider', 'read-source');
      await expectStatus('failed');
    },
  },
  {
    group: 'rebates-tasks',
    does: 'compares what was read and applies it',
    act: async (bench) => {
      const { task, expectStatus } = await begun(bench);
      await task('rebates-tasks', 'load-sync');
      await task('rebates-provider', 'read-source');
      await task('rebates-tasks', 'compare');
      await task('rebates-tasks', 'apply');
      await expectStatus('completed');
    },
  },
  {
    group: 'rebates-tasks',
    does: 'takes back what a sync has left that died half way, before it applies another',
    act: async (bench) => {
      const first = await begun(bench);
      await goThrough(first);
      const { reseller } = first;
      const second = await begun(bench, { reseller, amount: '13.5' });
      await second.task('rebates-provider', 'read-source');
      await second.task('rebates-tasks', 'compare');
      await dieHalfWay(bench, second);
      await goThrough(await begun(bench, { reseller, amount: '14.5' }));
    },
  },
  {
    group: 'rebates-read',
    does: 'lists syncs and what they change',
    act: async (bench) => {
      const { task, finance, sync } = await begun(bench);
      await task('rebates-provider', 'read-source');
      await task('rebates-tasks', 'compare');
      await expectOk(finance.listRebateSyncs({ query: {} }));
      const { json } = await expectOk(finance.listRebateSyncChanges({ params: { syncId: sync.id }, query: {} }));
      if (json.items.length !== 1) throw new Error(JSON.stringify(json));
    },
  },
  {
    group: 'rebates-work',
    does: 'raises the attempt of a sync whose machine never came',
    act: async (bench) => {
      const watched = await begun(bench);
      await watch(bench, watched, 'attempt', 2);
    },
  },
  {
    group: 'rebates-work',
    does: 'ends a sync whose machine died four times, and frees its account',
    act: async (bench) => {
      const watched = await begun(bench);
      const key = recordKey(watched.reseller.org, watched.sync.id);
      const set = { attempt: 4, execution: `${watched.sync.id}-4` };
      await bench.desk.tables.transact([{ op: 'update', table: 'desk', key, set, expect: [], refusal: 'version' }]);
      await watch(bench, watched, 'status', 'failed');
    },
  },
  {
    group: 'rebates-work',
    does: 'looks again at a period with open lines',
    act: async (bench) => {
      const { reseller, task, expectStatus } = await begun(bench, { status: 'Pending' });
      await task('rebates-provider', 'read-source');
      await task('rebates-tasks', 'compare');
      await task('rebates-tasks', 'apply');
      await expectStatus('completed');
      const { org, accountId } = reseller;
      const account = recordKey(org, accountId);
      const set = { settlesWithinDays: 1 };
      await bench.desk.tables.transact([
        { op: 'update', table: 'desk', key: account, set, expect: [], refusal: 'version' },
      ]);
      await hand(bench.desk, 'rebates-work', { kind: 'rebate.remind', org, id: `${accountId}#${period}`, at: now() });
      const looked = await bench.desk.tables.get('desk', periodKey(org, accountId, period));
      if (!looked?.['open']) throw new Error('not looked at');
    },
  },
  {
    group: 'rebates-nights',
    does: 'begins the night of an account',
    act: async ({ desk }) => {
      const { org, accountId } = await foundReseller(desk);
      const key = nightsKey(org, accountId);
      // as if the account had been there for days
      const since = new Date(Date.now() - 3 * 86_400_000).toISOString();
      for (const at of [key, { pk: `ORG#${org}#${accountId}`, sk: 'RECORD' }])
        await expectOk(
          desk.tables.transact([
            {
              op: 'update',
              table: 'desk',
              key: at,
              set: at === key ? { since } : { statusSince: since },
              expect: [],
              refusal: 'version',
            },
          ]),
        );
      await invoke(desk, 'rebates-nights', {});
      const night = await desk.tables.get('desk', key);
      if (!night?.['sync']) throw new Error(JSON.stringify(night));
    },
  },
];
