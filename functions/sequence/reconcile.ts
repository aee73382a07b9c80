import { readDecision } from '../decisions/change-decision.ts';
import { type Instant, plusSeconds } from '../kernel/clock.ts';
import { err, ok } from '../kernel/result.ts';
import { change } from '../platform/change.ts';
import { move } from '../timeline/index.ts';
import { readRecord } from './advance.ts';
import { type Asked, executionName, type Sequence, type SequenceDeps, type Sequenced, waitingRef } from './sequence.ts';
import { closeWait, fence, transition, WATCH_AFTER_SECONDS, watch } from './transition.ts';

/** What became of an execution, as far as a watch can tell. */
export type ExecutionState =
  | { readonly kind: 'missing' }
  | { readonly kind: 'running' }
  | { readonly kind: 'ended'; readonly at: Instant };

/** How executions are looked at. */
export type Executions = { state(name: string): Promise<ExecutionState> };

export type ReconcileDeps = SequenceDeps & {
  readonly executions: Executions;
  /** Seconds after the death of the first, second and third execution until the next one starts. */
  readonly restartAfter: readonly [number, number, number];
};

const desk = { kind: 'desk', part: 'reconcile' } as const;

/** The record with the question that it waits for. */
export async function readAsked<R extends Sequenced>(
  sequence: Pick<Sequence<R>, 'read'>,
  { tables }: Pick<SequenceDeps, 'tables'>,
  org: string,
  id: string,
): Promise<Asked<R> | undefined> {
  const record = await readRecord(sequence, tables, org, id);
  const ref = record && waitingRef(record);
  return record && { record, decision: ref && (await readDecision(tables, ref)) };
}

/**
 * Looks whether the machine of a record still lives. A dead one is followed by a new attempt after a pause that grows;
 * the record names the new execution, so the old one can change nothing even if it runs on. The fourth death ends the
 * record as failed.
 */
export async function reconcile<R extends Sequenced>(
  sequence: Sequence<R>,
  deps: ReconcileDeps,
  org: string,
  id: string,
): Promise<void> {
  const record = await readRecord(sequence, deps.tables, org, id);
  if (!record || sequence.isEnd(record.status)) return;
  const state = await deps.executions.state(record.execution);
  const now = deps.clock.now();
  const diedAt = deathOf(record, state, now);
  if (!diedAt) return watchOn(sequence, deps, record, now);
  const pause = deps.restartAfter[record.attempt - 1];
  const again = pause === undefined ? undefined : plusSeconds(diedAt, pause);
  const read = () => readAsked(sequence, deps, org, id);
  await change(deps.tables, read, (asked) => {
    const current = asked?.record;
    if (!current || current.execution !== record.execution || sequence.isEnd(current.status))
      return err({ kind: 'stale' as const });
    if (again === undefined) return ok({ intents: giveUp(sequence, deps, asked, now), value: undefined });
    if (again > now) return ok({ intents: [watch(sequence, record, again)], value: undefined });
    return ok({ intents: raiseAttempt(sequence, deps, current, now), value: undefined });
  });
}

/** A wait has a watch of its own at its end; while a machine works, somebody goes on looking. */
async function watchOn<R extends Sequenced>(
  sequence: Sequence<R>,
  { tables }: ReconcileDeps,
  record: R,
  now: Instant,
): Promise<void> {
  if (record.waitingOn) return;
  await tables.transact([watch(sequence, record, plusSeconds(now, WATCH_AFTER_SECONDS))]);
}

function deathOf(record: Sequenced, state: ExecutionState, now: Instant): Instant | undefined {
  if (state.kind === 'missing') return record.attemptSince;
  if (state.kind === 'ended') return state.at;
  const { waitingOn, attemptSince } = record;
  if (!waitingOn || plusSeconds(waitingOn.until, WATCH_AFTER_SECONDS) > now) return undefined;
  return waitingOn.until > attemptSince ? waitingOn.until : attemptSince;
}

/** The relay starts `execution` from this entry. */
function raiseAttempt<R extends Sequenced>(sequence: Sequence<R>, deps: ReconcileDeps, record: R, at: Instant) {
  const attempt = record.attempt + 1;
  const execution = executionName(record.id, attempt);
  const entry = {
    type: `${sequence.name}.attempt_raised`,
    actor: desk,
    at,
    data: { execution, attempt, before: record.execution },
  } as const;
  return [
    ...move(record, { set: { attempt, execution, attemptSince: at }, expect: fence(record) }, entry, deps.newId),
    watch(sequence, record, plusSeconds(at, 120)),
  ];
}

function giveUp<R extends Sequenced>(
  sequence: Sequence<R>,
  deps: ReconcileDeps,
  { record, decision }: Asked<R>,
  at: Instant,
) {
  const moved = transition(sequence, record, { ...sequence.machineDied(record), actor: desk, at }, deps.newId);
  return [...moved.intents, ...closeWait(decision, at)];
}
