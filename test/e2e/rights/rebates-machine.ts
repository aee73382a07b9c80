import { nightsKey } from '../../../functions/rebates/nights/night-item.ts';
import { readSync } from '../../../functions/rebates/sync/sync-sequence.ts';
import { expectOk, foundReseller } from '../../support/desk.ts';
import { type Bench, hand, invoke, type Probe } from './probe.ts';

const period = '2026-10';
const row = (id: string, Status = 'Settled') => ({
  'Record ID': id,
  Currency: 'USD',
  'Commission Amount': '12.5',
  Status,
});

/** A reseller whose provider has a file, and the sync that reads it; no machine is at work. */
async function begun({ desk }: Pick<Bench, 'desk'>, more: { readonly fails?: boolean; readonly status?: string } = {}) {
  const reseller = await foundReseller(desk);
  const { tencent } = desk.cloud;
  await tencent.setRebates({
    account: reseller.partner,
    month: period,
    put: [row('CD-1', more.status)],
    readyAfter: 0,
  });
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
      const { reseller, sync } = await begun(bench);
      const at = new Date().toISOString();
      await hand(bench.desk, 'rebates-work', { kind: 'rebate.watch', org: reseller.org, id: sync.id, at });
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
      const at = new Date().toISOString();
      const { org, accountId } = reseller;
      await hand(bench.desk, 'rebates-work', { kind: 'rebate.remind', org, id: `${accountId}#${period}`, at });
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
