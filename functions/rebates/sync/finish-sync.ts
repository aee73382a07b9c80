import type { Clock, Instant } from '../../kernel/clock.ts';
import type { NewId } from '../../kernel/ids.ts';
import { InvariantBroken } from '../../kernel/result.ts';
import { toStored } from '../../kernel/stored.ts';
import type { WriteIntent } from '../../kernel/write.ts';
import { readOrganisation, readPartnerAccount } from '../../parties/index.ts';
import type { Tables } from '../../platform/tables.ts';
import { transition } from '../../sequence/transition.ts';
import type { RebatesOf } from '../ports.ts';
import { openLines, remindAt } from '../reminders/remind.ts';
import { settlementCalendar } from '../settlement-calendar.ts';
import { tellDistributor } from '../store/distributed-total.ts';
import {
  periodKey,
  periodVersionKey,
  type RebatePeriod,
  readPeriods,
  rebatePeriodShape,
} from '../store/period-record.ts';
import { addCounts, quickenPace, readPace } from '../store/settling-pace.ts';
import { OutOfStep } from './out-of-step.ts';
import type { RebateSync, SyncPeriod } from './sync.ts';
import { syncSequence } from './sync-sequence.ts';
import { unfinished } from './undo-unfinished.ts';

const desk = { kind: 'desk', part: 'rebates-tasks' } as const;

/** What finishing stands on. */
export type FinishDeps = {
  readonly tables: Tables;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly rebatesOf: RebatesOf;
};

/**
 * Ends a sync whose plans are applied, or that had nothing to apply: in one transaction the periods' records become those
 * of the new snapshots, each with what was current from then on (B13), and the sync is completed with its counts. A
 * period that had not changed only says when it was read. A trial ends without touching any period. Where an earlier sync
 * of the account has left something behind, the sync does not end yet: it goes on to applying, which takes that back.
 * @returns the sync as it stands then; undefined when somebody else has moved it since it was read: read it again
 * @throws OutOfStep when a period's record is another one than the sync was compared with
 */
export async function finishSync(deps: FinishDeps, sync: RebateSync): Promise<RebateSync | undefined> {
  const at = deps.clock.now();
  const isFirst = sync.status === 'comparing' && !sync.dryRun;
  if (isFirst && (await unfinished(deps.tables, sync)).length > 0) return goOn(deps, sync, at);
  const written = sync.dryRun ? [] : await finishPeriods(deps, sync, at);
  const periods = sync.dryRun ? sync.periods : sync.periods.map(asApplied);
  const step = {
    to: 'completed' as const,
    actor: desk,
    at,
    set: { periods },
    data: countsOf(periods),
  };
  const moved = transition(syncSequence, sync, step, deps.newId);
  const done = await deps.tables.transact([...moved.intents, ...written]);
  if (done.ok) return moved.record;
  if (done.error.reason === 'version') return undefined;
  throw new OutOfStep(`${done.error.key.sk} of ${done.error.key.pk} is not what the sync was compared with`);
}

async function goOn({ tables, newId }: FinishDeps, sync: RebateSync, at: Instant): Promise<RebateSync | undefined> {
  const moved = transition(syncSequence, sync, { to: 'applying', actor: desk, at }, newId);
  return (await tables.transact(moved.intents)).ok ? moved.record : undefined;
}

async function finishPeriods(
  { tables, rebatesOf }: FinishDeps,
  sync: RebateSync,
  at: Instant,
): Promise<readonly WriteIntent[]> {
  const { org, partnerAccount, periods } = sync;
  const [account, organisation, records, pace] = await Promise.all([
    readPartnerAccount(tables, org, partnerAccount.id),
    readOrganisation(tables, org),
    readPeriods(tables, org, partnerAccount.id),
    readPace(tables, org, partnerAccount.id),
  ]);
  if (!account) throw new InvariantBroken(`no partner account ${partnerAccount.id}`);
  const current = new Map(records.map((record) => [record.period, record]));
  const calendar = settlementCalendar(rebatesOf, partnerAccount);
  const settled = addCounts(...periods.map(({ settledAfter }) => settledAfter));
  const each = periods.flatMap((one) => {
    const before = current.get(one.period);
    if (one.state === 'unchanged') return before ? [readAgain(before, readAtOf(one, at))] : [];
    if (!isPlanned(one)) return [];
    const record = becomes(sync, one, before, at);
    // one a cycle: written twice it is the same item
    const reminder = openLines(record) > 0 ? [remindAt(record, calendar, at)] : [];
    return [...makeCurrent(record, before), ...reminder, ...tellDistributor(record, account, organisation)];
  });
  return [...each, ...quickenPace({ org, account: partnerAccount.id }, pace, settled)];
}

function becomes(sync: RebateSync, one: SyncPeriod, before: RebatePeriod | undefined, at: Instant): RebatePeriod {
  const { period, snapshot, previous, plan, applied = 0 } = one;
  const currentFrom = sync.currentFrom ?? at;
  if (!snapshot || applied !== plan?.changes) throw new InvariantBroken(`the plan of ${period} is not applied`);
  if (before?.manifest.sha256 !== previous?.sha256) throw new OutOfStep(`${period} has another snapshot by now`);
  const { since = currentFrom, ...brought } = one.restored ?? broughtBy(sync, one);
  return {
    org: sync.org,
    account: sync.partnerAccount.id,
    period,
    manifest: snapshot,
    sync: sync.id,
    acceptedAt: currentFrom,
    since,
    ...(sync.accepts && { acceptedBecause: sync.accepts.reason }),
    ...brought,
    version: (before?.version ?? 0) + 1,
    readAt: readAtOf(one, at),
  };
}

function broughtBy({ upload }: RebateSync, { original }: SyncPeriod): NonNullable<SyncPeriod['restored']> {
  return { ...(upload && { upload }), ...(original && { original: original.sha256 }) };
}

function makeCurrent(record: RebatePeriod, before: RebatePeriod | undefined): readonly WriteIntent[] {
  const { org, account, period, acceptedAt } = record;
  const fields = toStored(rebatePeriodShape, record);
  const put = { op: 'put', table: 'desk', fields, refusal: 'exists' } as const;
  const isNew = [{ pk: { absent: true } }] as const;
  const expect = before ? [{ version: { eq: before.version } }] : isNew;
  return [
    { ...put, key: periodKey(org, account, period), expect },
    { ...put, key: periodVersionKey(org, account, period, acceptedAt), expect: isNew },
  ];
}

function readAgain({ org, account, period, version }: RebatePeriod, readAt: Instant): WriteIntent {
  const key = periodKey(org, account, period);
  return {
    op: 'update',
    table: 'desk',
    key,
    set: { readAt },
    expect: [{ version: { eq: version } }],
    refusal: 'exists',
  };
}

const isPlanned = ({ state }: SyncPeriod): boolean => state === 'planned' || state === 'applied';
const readAtOf = ({ original, snapshot }: SyncPeriod, at: Instant): Instant =>
  original?.readAt ?? snapshot?.madeAt ?? at;
const asApplied = (one: SyncPeriod): SyncPeriod => (isPlanned(one) ? { ...one, state: 'applied' } : one);

/** Told with the end: how many periods ended how, and what all plans come to. */
function countsOf(periods: readonly SyncPeriod[]) {
  const states: Record<string, number> = {};
  const kinds: Record<string, number> = {};
  for (const { state } of periods) states[state] = (states[state] ?? 0) + 1;
  for (const { plan } of periods)
    for (const [kind, count] of Object.entries(plan?.kinds ?? {})) kinds[kind] = (kinds[kind] ?? 0) + count;
  const sum = (of: (one: SyncPeriod) => number) => periods.reduce((all, one) => all + of(one), 0);
  return {
    periods: states,
    kinds,
    changes: sum(({ plan }) => plan?.changes ?? 0),
    unexplained: sum(({ plan }) => plan?.unexplained ?? 0),
  };
}
