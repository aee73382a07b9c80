import { type Instant, plusSeconds } from '../../kernel/clock.ts';
import type { Problem } from '../../kernel/problems.ts';
import { err, InvariantBroken, ok, type Result } from '../../kernel/result.ts';
import { toStored } from '../../kernel/stored.ts';
import type { Day } from '../../kernel/zoned-day.ts';
import type { PartnerAccount } from '../../parties/index.ts';
import type { Decided } from '../../platform/change.ts';
import { firstAttempt, type SequenceDeps } from '../../sequence/sequence.ts';
import { watch } from '../../sequence/transition.ts';
import { type Actor, create, timelineStart } from '../../timeline/index.ts';
import { type Period, periodOf, periodsBack } from '../period.ts';
import type { RebatesOf } from '../ports.ts';
import { type Original, type RebateSync, rebateSyncShape, syncListKeys } from './sync.ts';
import { holdAccount } from './sync-lock.ts';
import { syncSequence } from './sync-sequence.ts';

/** The watch that catches a sync whose machine never started looks after two minutes. */
const FIRST_WATCH_SECONDS = 120;

type SyncDeps = Pick<SequenceDeps, 'clock' | 'newId'> & { readonly rebatesOf: RebatesOf };

/** What is asked for. Nights and hands read the source; all other origins say what is compared instead. */
export type AskedSync = Pick<RebateSync, 'origin' | 'dryRun' | 'upload' | 'accepts'> & {
  readonly account: PartnerAccount;
  readonly by: Actor;
  /** Those that the site still corrects, unless given. */
  readonly periods?: readonly Period[];
  /** Local date, of a night. */
  readonly night?: Day;
  /** The file that all these periods are in, already in the bucket, and how it is read. */
  readonly original?: Original;
  readonly mapping?: string;
};

/**
 * A new sync with the writes that make it: its record with the first timeline entry, from which the relay starts the
 * machine, the watch over it, and the account's lock, which is refused as `lock` (`atWorkProblem`).
 * @returns `no_rebate_source` where a source was to be read and the site has none
 */
export function createSync(deps: SyncDeps, asked: AskedSync): Result<Decided<RebateSync>, Problem> {
  const { account, origin } = asked;
  const at = deps.clock.now();
  const source = deps.rebatesOf(account.site);
  const reads = origin === 'night' || origin === 'hand';
  if (reads && (!source || source.source === 'none')) return err({ kind: 'no_rebate_source' });
  const periods = asked.periods ?? (source && periodsBack(periodOf(source.zone, at), source.periods));
  if (!periods) throw new InvariantBroken(`a sync by ${origin} names its periods`);
  const record: RebateSync = {
    ...newRecord(deps, asked, at),
    status: reads ? 'reading' : 'comparing',
    periods: [...new Set(periods)].sort().map((period) => ({
      period,
      state: reads ? ('awaited' as const) : ('read' as const),
      ...(asked.original && { original: asked.original }),
      ...(asked.mapping && { mapping: asked.mapping }),
    })),
  };
  const intents = [
    ...written(deps, record, 'created', asked.by),
    holdAccount(record),
    watch(syncSequence, record, plusSeconds(at, FIRST_WATCH_SECONDS)),
  ];
  return ok({ value: record, intents });
}

/** The record of a night that nobody worked in, while the desk was not there: what it would have found, the next finds. */
export function missedSync(
  deps: Pick<SyncDeps, 'clock' | 'newId'>,
  missed: { readonly account: PartnerAccount; readonly night: Day },
): Decided<RebateSync> {
  const at = deps.clock.now();
  const by = { kind: 'desk', part: 'rebates-nights' } as const;
  const asked = { ...missed, origin: 'night', dryRun: false, by } as const;
  const record: RebateSync = { ...newRecord(deps, asked, at), status: 'missed', periods: [], endedAt: at };
  return { value: record, intents: written(deps, record, 'missed', by) };
}

function newRecord(
  { newId }: Pick<SyncDeps, 'newId'>,
  { account, origin, dryRun, upload, accepts, night, by }: AskedSync,
  at: Instant,
) {
  const id = newId('rebateSync');
  const { site, partnerId, environment, timeZone } = account;
  return {
    ...timelineStart,
    ...firstAttempt(id, at),
    org: account.org,
    id,
    version: 1,
    origin,
    dryRun,
    ...(night && { night }),
    ...(upload && { upload }),
    ...(accepts && { accepts }),
    partnerAccount: { id: account.id, site, partnerId, environment, timeZone },
    asked: 0,
    owner: by.kind === 'member' ? by.id : 'unowned',
    createdAt: at,
  };
}

function written({ newId }: Pick<SyncDeps, 'newId'>, record: RebateSync, type: 'created' | 'missed', actor: Actor) {
  const { execution, status, upload, accepts } = record;
  const fields = { ...toStored(rebateSyncShape, record), ...record, ...syncListKeys(record) };
  const data = {
    ...syncSequence.told(record),
    ...(type === 'created' && { execution, status, periods: record.periods.map(({ period }) => period) }),
    ...(upload && { upload }),
    ...(accepts && { accepts }),
  };
  return create(fields, { type: `rebate_sync.${type}`, actor, at: record.createdAt, data }, newId);
}
