import { type Instant, plusSeconds } from '../kernel/clock.ts';
import { err, ok } from '../kernel/result.ts';
import { change } from '../platform/change.ts';
import { move } from '../timeline/index.ts';
import { readLinkRequest } from './advance.ts';
import { type Asked, readAsked } from './change-request.ts';
import { executionName, type LinkRequest } from './link-request.ts';
import type { LinkDeps } from './ports.ts';
import { isOutcome } from './request-status.ts';
import { closeWait, failing, fence, transition, WATCH_AFTER_SECONDS, watch } from './transition.ts';

/** What became of an execution, as far as a watch can tell. */
export type ExecutionState =
  | { readonly kind: 'missing' }
  | { readonly kind: 'running' }
  | { readonly kind: 'ended'; readonly at: Instant };

/** How executions are looked at. */
export type Executions = { state(name: string): Promise<ExecutionState> };

export type ReconcileDeps = LinkDeps & {
  readonly executions: Executions;
  /** Seconds after the death of the first, second and third execution until the next one starts. */
  readonly restartAfter: readonly [number, number, number];
};

const desk = { kind: 'desk', part: 'reconcile' } as const;

/**
 * Looks whether the machine of a record still lives. A dead one is followed by a new attempt after a pause that grows;
 * the record names the new execution, so the old one can change nothing even if it runs on. The fourth death ends the
 * request as failed, in the stage where it stood.
 */
export async function reconcile(deps: ReconcileDeps, org: string, id: string): Promise<void> {
  const record = await readLinkRequest(deps.tables, org, id);
  if (!record || isOutcome(record.status)) return;
  const state = await deps.executions.state(record.execution);
  const now = deps.clock.now();
  const diedAt = deathOf(record, state, now);
  if (!diedAt) return watchOn(deps, record, now);
  const pause = deps.restartAfter[record.attempt - 1];
  const again = pause === undefined ? undefined : plusSeconds(diedAt, pause);
  const read = () => readAsked(deps, org, id);
  await change(deps.tables, read, (asked) => {
    const current = asked?.record;
    if (!current || current.execution !== record.execution || isOutcome(current.status))
      return err({ kind: 'stale' as const });
    if (again === undefined) return ok({ intents: giveUp(deps, asked, now), value: undefined });
    if (again > now) return ok({ intents: [watch(record, again)], value: undefined });
    return ok({ intents: raiseAttempt(deps, current, now), value: undefined });
  });
}

/** A wait has a watch of its own at its end; while a machine works, somebody goes on looking. */
async function watchOn({ tables }: ReconcileDeps, record: LinkRequest, now: Instant): Promise<void> {
  if (record.waitingOn) return;
  await tables.transact([watch(record, plusSeconds(now, WATCH_AFTER_SECONDS))]);
}

function deathOf(record: LinkRequest, state: ExecutionState, now: Instant): Instant | undefined {
  if (state.kind === 'missing') return record.attemptSince;
  if (state.kind === 'ended') return state.at;
  const { waitingOn, attemptSince } = record;
  if (!waitingOn || plusSeconds(waitingOn.until, WATCH_AFTER_SECONDS) > now) return undefined;
  return waitingOn.until > attemptSince ? waitingOn.until : attemptSince;
}

/** The relay starts `execution` from this entry. */
function raiseAttempt(deps: ReconcileDeps, record: LinkRequest, at: Instant) {
  const attempt = record.attempt + 1;
  const execution = executionName(record.id, attempt);
  const entry = {
    type: 'link_request.attempt_raised',
    actor: desk,
    at,
    data: { execution, attempt, before: record.execution },
  } as const;
  return [
    ...move(record, { set: { attempt, execution, attemptSince: at }, expect: fence(record) }, entry, deps.newId),
    watch(record, plusSeconds(at, 120)),
  ];
}

const stages = {
  checking: 'validation',
  awaiting_second_person: 'validation',
  awaiting_customer: 'approval',
  inviting: 'submission',
  awaiting_application: 'approval',
  awaiting_reseller_review: 'approval',
  refusing: 'approval',
  approving: 'approval',
  awaiting_customer_remedy: 'approval',
  preparing: 'propagation',
  cancelling: 'submission',
} as const;

function giveUp(deps: ReconcileDeps, { record, decision }: Asked, at: Instant) {
  if (isOutcome(record.status)) return [];
  const failure = { stage: stages[record.status], code: 'machine_died' } as const;
  const failed = failing(failure, 'the machine died four times');
  const moved = transition(record, { ...failed, actor: desk, at }, deps.newId);
  return [...moved.intents, ...closeWait(decision, at)];
}
