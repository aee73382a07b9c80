import { type Instant, plusSeconds } from '../../kernel/clock.ts';
import { InvariantBroken } from '../../kernel/result.ts';
import type { Tables } from '../../platform/tables.ts';
import type { PartnerAccountRef } from '../../providers/provider.ts';
import { advance, type StepAnswer, type StepInput, whereItStands } from '../../sequence/advance.ts';
import type { SequenceDeps, Step } from '../../sequence/sequence.ts';
import { fence, transition } from '../../sequence/transition.ts';
import { recordKey } from '../../timeline/index.ts';
import type { RebatesOf } from '../ports.ts';
import { type Asked, type ReadOriginalDeps, readOriginal } from '../sync/read-original.ts';
import type { RebateSync, SyncPeriod } from '../sync/sync.ts';
import { readSync, syncSequence } from '../sync/sync-sequence.ts';

export type ReadSourceDeps = SequenceDeps & ReadOriginalDeps & { readonly rebatesOf: RebatesOf };

/** For how long a source is asked for what it has not ready, or does not answer; then the next night asks. */
const PATIENCE_SECONDS = 15 * 60;
/** Pauses between two questions: doubled each time. */
const FIRST_PAUSE = 5;
const LONGEST_PAUSE = 60;

const actor = { kind: 'desk', part: 'rebates-provider' } as const;

/**
 * Asks the source for the periods that a sync still awaits. What came is in the bucket; what did not is asked for again,
 * or unread once patience is over. A sync that could read nothing fails, and what is known stays as it is.
 */
export const createReadSource =
  (deps: ReadSourceDeps) =>
  async (input: StepInput): Promise<StepAnswer> => {
    const record = await readSync(deps.tables, input.org, input.requestId);
    if (record?.execution !== input.execution || record.status !== 'reading')
      return whereItStands(syncSequence, deps, input);
    const source = deps.rebatesOf(record.partnerAccount.site);
    if (!source) throw new InvariantBroken(`no adapter for ${record.partnerAccount.site}`);
    const isOver = plusSeconds(record.attemptSince, PATIENCE_SECONDS) <= deps.clock.now();
    const periods: SyncPeriod[] = [];
    // one after the other: each file is held until it is known by its hash
    for (const one of record.periods) {
      const isAwaited = one.state === 'awaited';
      const asked = isAwaited ? await readOriginal(deps, refOf(record), source.source, one.period) : undefined;
      periods.push(await after(one, asked, isOver));
    }
    if (periods.some(({ state }) => state === 'awaited')) {
      await note(deps.tables, record, periods);
      const waitSeconds = Math.min(FIRST_PAUSE * 2 ** record.asked, LONGEST_PAUSE);
      return { status: 'reading', waitSeconds };
    }
    return advance(syncSequence, deps, input, 'reading', (current, at) => allAsked(deps, current, periods, at));
  };

async function after(one: SyncPeriod, asked: Asked | undefined, isOver: boolean): Promise<SyncPeriod> {
  if (!asked) return one;
  if ('done' in asked) return asked.done;
  if (!isOver) return one;
  return asked.otherwise ? asked.otherwise() : { ...one, state: 'unread', because: asked.later };
}

/** What came so far, and that it was asked once more; the same question by another worker is no harm. */
async function note(tables: Tables, record: RebateSync, periods: RebateSync['periods']): Promise<void> {
  await tables.transact([
    {
      op: 'update',
      table: 'desk',
      key: recordKey(record.org, record.id),
      set: { periods, asked: record.asked + 1 },
      expect: [{ ...fence(record), asked: { eq: record.asked } }],
      refusal: 'version',
    },
  ]);
}

function allAsked(
  { newId }: Pick<ReadSourceDeps, 'newId'>,
  record: RebateSync,
  periods: RebateSync['periods'],
  at: Instant,
): Step<RebateSync> {
  const isRead = periods.some(({ state }) => state !== 'unread');
  const failure = { stage: 'reading', code: 'unread' };
  const told = periods.map(({ period, state, because }) => ({ period, state, ...(because && { because }) }));
  const step = isRead
    ? { to: 'comparing' as const, set: { periods }, data: { periods: told } }
    : { to: 'failed' as const, set: { periods, failure }, data: { periods: told, failure } };
  return transition(syncSequence, record, { ...step, actor, at }, newId);
}

function refOf({ org, partnerAccount }: RebateSync): PartnerAccountRef {
  return { org, account: partnerAccount.id, site: partnerAccount.site, environment: partnerAccount.environment };
}
