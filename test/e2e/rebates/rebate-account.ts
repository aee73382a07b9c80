import { expect, vi } from 'vitest';
import type * as z from 'zod';
import { instant, systemClock } from '../../../functions/kernel/clock.ts';
import { readStored } from '../../../functions/kernel/stored.ts';
import { daysAfter } from '../../../functions/kernel/zoned-day.ts';
import { readPartnerAccount } from '../../../functions/parties/index.ts';
import { latestNight } from '../../../functions/rebates/nights/night.ts';
import { changeNights, nightItemShape, nightsKey } from '../../../functions/rebates/nights/night-item.ts';
import { type Period, periodOf, periodsBack } from '../../../functions/rebates/period.ts';
import { isSyncOutcome } from '../../../functions/rebates/sync/status.ts';
import type { SyncView as View } from '../../../functions/rebates/sync/view.ts';
import { recordKey } from '../../../functions/timeline/index.ts';
import { runNights } from '../../../local/due-work.ts';
import { readInbox } from '../../../local/front/inbox.ts';
import { type SyncWayName, syncWays } from '../../../statemachines/rebate-sync-outcomes.ts';
import { type Desk, type DeskClient, expectOk, quickTerms, type Reseller, statesEntered } from '../../support/desk.ts';
import { patience } from '../../support/patience.ts';
import { type RebateSite, type Told, tencentRebates } from './rebate-sites.ts';

export type SyncView = z.output<typeof View>;
type SyncId = SyncView['id'];
/** Members are mailed at once. */
const terms = { ...quickTerms, notices: { digestSeconds: 0 } };

/** A partner account of a reseller of its own, whose rebates a test has the provider tell, and reads. */
export type RebateAccount = {
  readonly desk: Desk;
  readonly reseller: Reseller;
  readonly account: `acc_${string}`;
  readonly finance: DeskClient;
  /** This month of the zone of settlement, and the two before it: those that are read each night. */
  readonly periods: readonly [Period, Period, Period];
  /** Puts lines of a month into the provider's file or takes them out, and says how it is served. */
  tell(month: Period, change: Told): Promise<void>;
  /** Lets its night come; two workers find that at once. @returns the sync of that night, ended */
  night(): Promise<SyncView>;
  /** Has it read by hand. @returns the sync, ended */
  sync(periods?: readonly Period[], dryRun?: boolean): Promise<SyncView>;
  start(periods: readonly Period[]): Promise<SyncId>;
  ended(syncId: SyncId): Promise<SyncView>;
  /** All lines of a period, by record. */
  lines(period: Period, asOf?: string): Promise<readonly { readonly id: string }[]>;
  /** What was mailed to finance, oldest first, each line with the sync that it is about. */
  told(): Promise<readonly string[]>;
};

/** @param timeZone in which the account has its nights · @param at whose partner it is */
export async function rebateAccount(
  desk: Desk,
  timeZone = 'Asia/Singapore',
  at: RebateSite = tencentRebates,
): Promise<RebateAccount> {
  const { reseller, tell } = await at(desk, terms);
  const account = reseller.accountId as `acc_${string}`;
  const finance = await reseller.as('finance');
  if (timeZone !== 'Asia/Singapore') await moveTo(reseller, timeZone);
  const [now, last, before] = periodsBack(periodOf('Asia/Shanghai', systemClock().now()), 3);
  if (!now || !last || !before) throw new Error('three periods');

  const ended = (syncId: SyncId) =>
    vi.waitFor(async () => {
      const { sync } = (await expectOk(finance.getRebateSync({ params: { syncId } }))).json;
      if (!isSyncOutcome(sync.status)) throw new Error(`${syncId} is still ${sync.status}: ${sync.standing}`);
      return sync;
    }, patience);
  const start = async (periods?: readonly Period[], dryRun = false) => {
    const body = { account, dryRun, ...(periods && { periods: [...periods] }) };
    return (await expectOk(finance.startRebateSync({ body }))).json.sync.id;
  };

  return {
    desk,
    reseller,
    account,
    finance,
    periods: [now, last, before],
    tell,
    night: async () => {
      const known = await nightsOf(finance, account);
      await nightFalls(desk, reseller);
      await Promise.all([runNights(desk.cloud), runNights(desk.cloud)]);
      const [begun, ...others] = (await nightsOf(finance, account)).filter(
        (one) => !known.some(({ id }) => id === one.id),
      );
      expect(others).toEqual([]);
      if (!begun) throw new Error('no night was begun');
      return ended(begun.id);
    },
    start,
    ended,
    sync: async (periods, dryRun) => ended(await start(periods, dryRun)),
    lines: async (period, asOf) => {
      const query = { account, period, limit: 100, ...(asOf && { asOf }) };
      const { items } = (await expectOk(finance.listRebates({ query }))).json;
      return items.toSorted((a, b) => a.id.localeCompare(b.id));
    },
    told: async () => {
      const inbox = await readInbox(desk.cloud.engineUrl);
      const mails = inbox.filter(({ to }) => to.some((each) => each.startsWith('fin-') && isOf(each, reseller)));
      return mails.toReversed().flatMap(({ text }) => text.match(/^- .* \(rsy_\w+\)$/gm) ?? []);
    },
  };
}

/** The sync ended on this way of its machine, and its timeline tells each step of it once. */
export async function expectWay(desk: Desk, reseller: Reseller, sync: SyncView, way: SyncWayName): Promise<void> {
  const { outcome, states } = syncWays[way];
  expect(sync).toMatchObject({ status: outcome, attempt: 1 });
  const entered: readonly string[] = await statesEntered(desk, sync.execution);
  expect(entered).toEqual(states);
  const { pk } = recordKey(reseller.org, sync.id);
  const { items } = await desk.tables.query({ table: 'timeline', pk, limit: 100 });
  expect(items.map(({ seq }) => seq)).toEqual(items.map((_, index) => index + 1));
  const moved = entered.includes('Apply')
    ? ['comparing', 'applying']
    : entered.includes('Compare')
      ? ['comparing']
      : [];
  // what is given needs no reading: it is compared from the start
  const steps = ['created', ...(entered.includes('ReadSource') ? moved : moved.slice(1)), outcome];
  expect(items.map(({ type }) => type)).toEqual(steps.map((step) => `rebate_sync.${step}`));
}

async function nightsOf(finance: DeskClient, account: `acc_${string}`): Promise<readonly SyncView[]> {
  const query = { account, origin: 'night', limit: 100 } as const;
  return (await expectOk(finance.listRebateSyncs({ query }))).json.items;
}

/**
 * A day goes by for the nights of this account alone: its last night has not been worked in, and the one before that has
 * been, if there was one. The clocks of the desk, and so all other accounts, stay where they are.
 */
async function nightFalls({ tables }: Desk, { org, accountId }: Reseller): Promise<void> {
  const [stored, account] = await Promise.all([
    tables.get('desk', nightsKey(org, accountId)),
    readPartnerAccount(tables, org, accountId),
  ]);
  if (!stored || !account) throw new Error('an account without nights');
  const item = readStored(nightItemShape, stored);
  const { day, at } = latestNight({ zone: account.timeZone, syncTime: account.syncTime }, systemClock().now());
  const since = instant(Date.parse(at) - 1);
  const yesterday = daysAfter(day, -1);
  const before = item.done === undefined ? {} : { night: yesterday, done: yesterday };
  await expectOk(
    tables.transact([
      changeNights(item, { since, ...before }, ['leaseUntil']),
      {
        op: 'update',
        table: 'desk',
        key: recordKey(org, accountId),
        set: { statusSince: since },
        expect: [{ statusSince: { eq: account.statusSince } }],
        refusal: 'version',
      },
    ]),
  );
}

async function moveTo(reseller: Reseller, timeZone: string): Promise<void> {
  const admin = await reseller.as('admin');
  const params = { accountId: reseller.accountId as `acc_${string}` };
  const { items } = (await expectOk(admin.listPartnerAccounts())).json;
  const { version = 1 } = items.find(({ id }) => id === reseller.accountId) ?? {};
  await expectOk(admin.changePartnerAccount({ params, body: { timeZone }, ifMatch: version }));
}

/** Addresses of a reseller's members end in its mark, which is the end of its name. */
function isOf(address: string, { name }: Reseller): boolean {
  return address.endsWith(`-${name.replace('Reseller ', '')}@reseller.example`);
}
