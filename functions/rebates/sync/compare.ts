import { buffer } from 'node:stream/consumers';
import type { Clock, Instant } from '../../kernel/clock.ts';
import { InvariantBroken } from '../../kernel/result.ts';
import { readStored } from '../../kernel/stored.ts';
import { dayIn } from '../../kernel/zoned-day.ts';
import { type PolicyTerms, readPolicy } from '../../parties/index.ts';
import type { Tables } from '../../platform/tables.ts';
import { recordKey } from '../../timeline/index.ts';
import type { Change } from '../change.ts';
import { changeOf } from '../diff/change-of.ts';
import { compareSnapshots, type Difference } from '../diff/compare-snapshots.ts';
import { leftBehind, type Move, type Survey, surveyMoves } from '../diff/moves.ts';
import { assertAddsUp, makePlan } from '../diff/plan.ts';
import { knownMappings } from '../mappings/own-mapping.ts';
import type { RebateObjects } from '../objects.ts';
import { billedOn, type Period, periodOf } from '../period.ts';
import type { RebatesOf } from '../ports.ts';
import { lineId } from '../rebate.ts';
import { settlementCalendar } from '../settlement-calendar.ts';
import { accept } from '../snapshot/accept.ts';
import { type Manifest, objectKeys } from '../snapshot/manifest.ts';
import { type RebatePeriod, readPeriods } from '../store/period-record.ts';
import { rebateUploadShape } from '../uploads/upload.ts';
import { heldSnapshots, snapshotsBefore } from './earlier-snapshots.ts';
import { nextSnapshots, type Reading } from './next-snapshots.ts';
import type { RebateSync, SyncPeriod } from './sync.ts';

/** What comparing stands on. */
export type CompareDeps = {
  readonly tables: Tables;
  readonly objects: RebateObjects;
  readonly clock: Clock;
  readonly rebatesOf: RebatesOf;
};

/** A period with the snapshot that is to become current, and the one that is. */
type Pair = { readonly one: SyncPeriod; readonly next: Manifest; readonly previous: Manifest | undefined };

/**
 * Everything between reading and applying: originals become snapshots, snapshots are judged (B12) and compared with what
 * is believed, and what differs is planned. Writes objects only, each named by what it holds or by the sync, so that a
 * repeat after a crash finds its own and says the same.
 * @param sync in `comparing`; its periods in `read` are compared, all others stay as they are
 * @returns the periods, oldest first: `quarantined`, `held`, `unchanged` or `planned`
 * @throws InvariantBroken for a snapshot that is torn, or a plan that does not add up to what the totals did
 */
export async function compareSync(deps: CompareDeps, sync: RebateSync): Promise<SyncPeriod[]> {
  const at = deps.clock.now();
  const known = await readPeriods(deps.tables, sync.org, sync.partnerAccount.id);
  const read = await withSnapshots(deps, sync, known, at);
  const current = new Map(known.map(({ period, manifest }) => [period, manifest]));
  const pairs = read.flatMap((one): readonly Pair[] => {
    const previous = current.get(one.period);
    return one.state === 'read' && one.snapshot && one.snapshot.sha256 !== previous?.sha256
      ? [{ one, next: one.snapshot, previous }]
      : [];
  });
  const survey = await surveyMoves(
    // a period that came without a record is held without a look
    pairs
      .filter(({ next }) => next.records > 0 || sync.origin === 'withdrawal')
      .map((pair) => ({
        period: pair.one.period,
        // all records of a period that was not known are new: there is nothing to lose
        loses: pair.previous !== undefined,
        differences: () => differencesOf(deps, sync, pair),
      })),
  );
  const { rebates: mayBeGone } = await readPolicy(deps.tables, sync.org);
  const judging = { sync, survey, known, mayBeGone, zone: calendarOf(deps, sync).zone, at };
  const judged = pairs.map((pair) => ({ ...pair, doubts: doubtsOf(judging, pair) }));
  const taken = judged.filter(({ doubts }) => doubts.length === 0);
  const moves = [...survey.moves].filter(([, { from, to }]) =>
    [from, to].every((period) => taken.some(({ one }) => one.period === period)),
  );
  const done = new Map<Period, SyncPeriod>();
  for (const { doubts, ...pair } of judged) {
    const plan =
      doubts.length === 0 ? { plan: await planOf(deps, sync, pair, new Map(moves), at) } : { doubts: [...doubts] };
    const previous = pair.previous && { previous: pair.previous };
    done.set(pair.one.period, { ...pair.one, ...previous, ...plan, state: doubts.length === 0 ? 'planned' : 'held' });
  }
  return read.map((one) => done.get(one.period) ?? (one.state === 'read' ? { ...one, state: 'unchanged' } : one));
}

/** Each period that was read, with the snapshot that would become current, or quarantined. */
async function withSnapshots(
  deps: CompareDeps,
  sync: RebateSync,
  known: readonly RebatePeriod[],
  at: Instant,
): Promise<readonly SyncPeriod[]> {
  if (sync.origin === 'acceptance') return heldSnapshots(deps, sync);
  if (sync.origin === 'withdrawal') return snapshotsBefore(deps, sync, known, at);
  const upload =
    sync.upload === undefined ? undefined : await deps.tables.get('desk', recordKey(sync.org, sync.upload));
  const reading: Reading = {
    objects: deps.objects,
    sync,
    at,
    mappings: await knownMappings(deps.tables, sync.org),
    zone: calendarOf(deps, sync).zone,
    current: new Map(known.map(({ period, manifest }) => [period, manifest])),
    upload: upload && readStored(rebateUploadShape, upload),
  };
  const originals = new Map(
    sync.periods.flatMap(({ state, original }) => (state === 'read' && original ? [[original.sha256, original]] : [])),
  );
  const read: SyncPeriod[] = [];
  for (const [sha256, original] of originals) {
    const periods = sync.periods.filter((one) => one.state === 'read' && one.original?.sha256 === sha256);
    read.push(...(await nextSnapshots(reading, original, periods)));
  }
  const others = sync.periods.filter((one) => !read.some(({ period }) => period === one.period));
  return [...others, ...read].toSorted((a, b) => (a.period < b.period ? -1 : 1));
}

type Judging = {
  readonly sync: RebateSync;
  readonly survey: Survey;
  readonly known: readonly RebatePeriod[];
  readonly mayBeGone: PolicyTerms['rebates'];
  readonly zone: string;
  readonly at: Instant;
};

function doubtsOf({ sync, survey, known, mayBeGone, zone, at }: Judging, { one, next, previous }: Pair) {
  // a person has judged already
  if (sync.origin === 'acceptance' || sync.origin === 'withdrawal') return [];
  return accept(previous, next, {
    gone: survey.gone.get(one.period) ?? 0,
    mayBeGone,
    announced: one.original?.announced,
    others: known.flatMap(({ period, manifest }) => (period === one.period ? [] : [manifest])),
    over: periodOf(zone, at) > one.period,
  });
}

const calendarOf = ({ rebatesOf }: CompareDeps, { partnerAccount }: RebateSync) =>
  settlementCalendar(rebatesOf, partnerAccount);

/** Puts the plan of a period and returns what it comes to. */
async function planOf(deps: CompareDeps, sync: RebateSync, pair: Pair, moves: ReadonlyMap<string, Move>, at: Instant) {
  const { one, next, previous } = pair;
  const left = [...moves.values()].filter(({ from }) => from === one.period).flatMap(leftBehind);
  const { packed, summary } = await makePlan(changesOf(deps, sync, pair, moves, at), left);
  assertAddsUp(summary, previous, next);
  const key = objectKeys.plan(sync.org, sync.partnerAccount.id, sync.id, one.period);
  if (!(await deps.objects.putNew(key, packed))) {
    const found = await buffer(await deps.objects.read(key));
    if (!found.equals(packed)) throw new InvariantBroken(`${sync.id} had planned ${one.period} otherwise before`);
  }
  return summary;
}

async function* changesOf(
  deps: CompareDeps,
  sync: RebateSync,
  pair: Pair,
  moves: ReadonlyMap<string, Move>,
  at: Instant,
): AsyncGenerator<Change, void> {
  const { period } = pair.one;
  const { zone, billDay } = calendarOf(deps, sync);
  const context = {
    period,
    billed: pair.previous !== undefined && dayIn(zone, at) >= billedOn(period, billDay),
    withdrawn: sync.origin === 'withdrawal',
  };
  for await (const difference of differencesOf(deps, sync, pair)) {
    const { before, after } = difference;
    const line = after ?? before;
    const move =
      line === undefined || (before !== undefined && after !== undefined) ? undefined : moves.get(lineId(line));
    if (after === undefined && move?.from === period) continue;
    const from = move?.to === period ? { from: { period: move.from, line: move.line } } : {};
    yield changeOf(difference, { ...context, ...from });
  }
}

/** Read anew each time it is asked for, so that nothing of it is held. */
async function* differencesOf(
  { objects }: CompareDeps,
  { org, partnerAccount: { id } }: RebateSync,
  { one, next, previous }: Pair,
): AsyncGenerator<Difference, void> {
  const rowsKey = one.original && objectKeys.rows(org, id, next, one.original.sha256);
  const open = (manifest: Manifest) => objects.read(objectKeys.snapshot(org, id, manifest));
  yield* compareSnapshots(
    previous && (await open(previous)),
    await open(next),
    rowsKey === undefined ? undefined : await objects.read(rowsKey),
  );
}
