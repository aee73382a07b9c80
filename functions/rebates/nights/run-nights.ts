import { type Instant, plusSeconds } from '../../kernel/clock.ts';
import { asError } from '../../kernel/result.ts';
import { readStored } from '../../kernel/stored.ts';
import { dayIn, daysAfter } from '../../kernel/zoned-day.ts';
import { type PartnerAccount, readPartnerAccount } from '../../parties/index.ts';
import type { Tables } from '../../platform/tables.ts';
import type { SequenceDeps } from '../../sequence/sequence.ts';
import type { RebatesOf } from '../ports.ts';
import { createSync, missedSync } from '../sync/new-sync.ts';
import { readSync } from '../sync/sync-sequence.ts';
import { latestNight, type Night, type NightPlan, nightsBetween } from './night.ts';
import { changeNights, type NightItem, nightItemShape, nightShards, nightsPartition } from './night-item.ts';

export type NightsDeps = SequenceDeps & {
  readonly rebatesOf: RebatesOf;
  readonly failed: (account: string, error: Error) => void;
};

/** How many nights were begun and missed, and how many accounts have had no completed one for too long. */
export type NightsRun = { begun: number; missed: number; absent: number; failed: number };

/** A worker that has claimed a night and died leaves it to the next run. */
const LEASE_SECONDS = 600;
const MOST_ATTEMPTS = 3;
const ABSENT_AFTER_SECONDS = 26 * 3600;

/**
 * Begins the sync of every account whose night it is, each night once whoever runs at the same time (R115). After an
 * outage the latest night is worked in and those before it become records that say so. An account that fails holds up
 * no other one.
 */
export async function runNights(deps: NightsDeps): Promise<NightsRun> {
  const run: NightsRun = { begun: 0, missed: 0, absent: 0, failed: 0 };
  for (const shard of nightShards)
    for await (const item of itemsOf(deps.tables, nightsPartition(shard)))
      try {
        await workOn(deps, item, run);
      } catch (error) {
        run.failed += 1;
        deps.failed(item.account, asError(error));
      }
  return run;
}

async function* itemsOf(tables: Tables, pk: string): AsyncGenerator<NightItem> {
  let after: string | undefined;
  do {
    const page = await tables.query({ table: 'desk', pk, limit: 100, ...(after !== undefined && { after }) });
    for (const item of page.items) yield readStored(nightItemShape, item);
    after = page.more ? page.last : undefined;
  } while (after !== undefined);
}

async function workOn(deps: NightsDeps, found: NightItem, run: NightsRun): Promise<void> {
  const account = await readPartnerAccount(deps.tables, found.org, found.account);
  const source = account && deps.rebatesOf(account.site)?.source;
  if (account?.status !== 'active' || !source || source === 'none') return;
  const item = await noteEnd(deps, found);
  if (!item) return;
  const now = deps.clock.now();
  const since = item.since > account.statusSince ? item.since : account.statusSince;
  const seen = item.completedAt && item.completedAt > since ? item.completedAt : since;
  if (plusSeconds(seen, ABSENT_AFTER_SECONDS) < now) run.absent += 1;
  const plan = { zone: account.timeZone, syncTime: account.syncTime };
  const night = latestNight(plan, now);
  if (night.at <= since) return;
  const claimed = await claim(deps.tables, item, night, now);
  if (!claimed) return;
  await begin(deps, { item: claimed, account, plan, night, since }, run);
}

/** Learns how the sync of the last night ended; undefined where another worker is at this account. */
async function noteEnd({ tables }: NightsDeps, item: NightItem): Promise<NightItem | undefined> {
  if (!item.sync || item.ended) return item;
  const sync = await readSync(tables, item.org, item.sync);
  const { status, endedAt } = sync ?? {};
  if (status !== 'completed' && status !== 'failed') return item;
  const set = { ended: status, ...(status === 'completed' && endedAt && { completedAt: endedAt }) };
  const written = await tables.transact([changeNights(item, set)]);
  return written.ok ? { ...item, ...set, version: item.version + 1 } : undefined;
}

/** Takes a night for this worker: a new one, one that nobody has begun, or one that failed; three times at most. */
async function claim(tables: Tables, item: NightItem, night: Night, now: Instant): Promise<NightItem | undefined> {
  const isLater = item.night === undefined || night.day > item.night;
  const isBegun = item.done === night.day;
  const isFree = isBegun ? item.ended === 'failed' : (item.leaseUntil ?? now) <= now;
  if (!isLater && (item.night !== night.day || !isFree || item.attempts >= MOST_ATTEMPTS)) return undefined;
  const set = {
    night: night.day,
    attempts: isLater ? 1 : item.attempts + 1,
    leaseUntil: plusSeconds(now, LEASE_SECONDS),
  };
  const written = await tables.transact([changeNights(item, set)]);
  return written.ok ? { ...item, ...set, version: item.version + 1 } : undefined;
}

type Claimed = {
  readonly item: NightItem;
  readonly account: PartnerAccount;
  readonly plan: NightPlan;
  readonly night: Night;
  readonly since: Instant;
};

/** Writes the sync, the records of nights that were missed, and that this night has its sync: all at once. */
async function begin(deps: NightsDeps, { item, account, plan, night, since }: Claimed, run: NightsRun): Promise<void> {
  const by = { kind: 'desk', part: 'rebates-nights' } as const;
  const made = createSync(deps, { account, origin: 'night', dryRun: false, by, night: night.day });
  if (!made.ok) return;
  const after = item.done ?? daysAfter(dayIn(plan.zone, since), -1);
  const missed = nightsBetween(plan, after, night.day, since).map(({ day }) =>
    missedSync(deps, { account, night: day }),
  );
  const done = changeNights(item, { done: night.day, sync: made.value.value.id }, ['ended']);
  const written = await deps.tables.transact([
    ...made.value.intents,
    done,
    ...missed.flatMap(({ intents }) => intents),
  ]);
  // another sync of the account is at work: the night is tried again once its lease is over
  if (!written.ok) return;
  run.begun += 1;
  run.missed += missed.length;
}
