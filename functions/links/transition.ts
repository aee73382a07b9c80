import {
  close,
  type Decision,
  type DecisionRef,
  decisionName,
  openDecision,
  type Question,
  waitSeconds,
} from '../decisions/decision.ts';
import { type Instant, plusSeconds } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import { InvariantBroken } from '../kernel/result.ts';
import type { Fields, WriteIntent } from '../kernel/write.ts';
import { due } from '../platform/due.ts';
import type { EffectOutcome } from '../providers/effects.ts';
import { type Actor, type EntryDraft, move } from '../timeline/index.ts';
import { caseFacts } from './case-facts.ts';
import { freeLock, type Place } from './customer-lock.ts';
import { type Failure, type LinkRequest, listKeys, toldFailure, type WaitingOn } from './link-request.ts';
import { isOutcome, type LinkRequestStatus, linkRequestMoves } from './request-status.ts';

/** A question that the record starts to wait for with this move. */
export type Wait = Pick<WaitingOn, 'kind' | 'party' | 'for'> & {
  readonly seconds: number;
  readonly question?: Question;
};

export type Transition = {
  readonly to: LinkRequestStatus;
  readonly actor: Actor;
  readonly at: Instant;
  readonly set?: Partial<LinkRequest>;
  /** What is no longer so. */
  readonly drop?: readonly ('application' | 'remedy')[];
  readonly wait?: Wait;
  /** Told on the timeline besides the status. */
  readonly data?: Fields;
};

/** The writes of a move, and the record as it stands after them. */
export type Moved = { readonly intents: readonly WriteIntent[]; readonly record: LinkRequest };

/** How long after a wait's end, or after a move to where nobody waits, somebody looks whether the machine still lives. */
export const WATCH_AFTER_SECONDS = 600;

/**
 * The one way in which a link request changes its status: guarded by the table of moves, by the execution that was
 * read and by the version, written together with its timeline entry, the question that it opens and the watch over it.
 * Ending without a new link frees the customer.
 */
export function transition(record: LinkRequest, step: Transition, newId: NewId): Moved {
  const allowed: readonly string[] = linkRequestMoves[record.status];
  if (!allowed.includes(step.to)) throw new InvariantBroken(`${record.status} does not lead to ${step.to}`);
  const opened = step.wait && openWait(record, step.wait, step.at);
  const set = {
    ...step.set,
    status: step.to,
    ...billed(record, step.at),
    ...(opened && { waitingOn: opened.waitingOn, rounds: opened.rounds }),
    ...(isOutcome(step.to) && { endedAt: step.at }),
  };
  const { waitingOn: _left, ...kept } = without(record, step.drop ?? []);
  const next: LinkRequest = { ...kept, ...set, version: record.version + 1 };
  const entry: EntryDraft = {
    type: `link_request.${step.to}`,
    actor: step.actor,
    at: step.at,
    data: {
      from: record.status,
      site: record.partnerAccount.site,
      ...(isOutcome(step.to) && { startedAt: record.createdAt, spent: set.spent }),
      case: caseFacts(next),
      ...step.data,
      ...(opened && { waitingOn: opened.waitingOn }),
    },
  };
  const remove = [...(step.drop ?? []), ...(opened ? [] : ['waitingOn', 'waitingPk', 'waitingSk'])];
  return {
    record: next,
    intents: [
      ...move(record, { set: { ...set, ...(opened && listKeys(next)) }, remove, expect: fence(record) }, entry, newId),
      ...(opened
        ? opened.intents
        : isOutcome(step.to)
          ? []
          : [watch(record, plusSeconds(step.at, WATCH_AFTER_SECONDS))]),
      ...(isOutcome(step.to) && (step.to !== 'completed' || record.changes)
        ? [freeLock(placeOf(record), record.id)]
        : []),
    ],
  };
}

/** The step that ends a request as failed: why stands in the record, and without the provider's text on the timeline. */
export function failing(failure: Failure, reason: string) {
  return { to: 'failed', set: { failure, reason }, data: { failure: toldFailure(failure) } } as const;
}

/** A provider's final no, as the failure of a request. */
export function failureOf({ refusal, raw }: Extract<EffectOutcome, { kind: 'refused' }>): Failure {
  return { stage: refusal.stage, code: refusal.code, raw };
}

/** Makes somebody look, at that instant, whether the machine of a request still lives. */
export function watch({ org, id }: Pick<LinkRequest, 'org' | 'id'>, at: Instant): WriteIntent {
  return due({ kind: 'link.watch', org, id, at });
}

/** Withdraws a question that is still open: for moves that do not come from its answer. */
export function closeWait(decision: Decision | undefined, at: Instant): readonly WriteIntent[] {
  return decision?.status === 'open' ? close(decision, at) : [];
}

/** Which question the record waits for. */
export function waitingRef({ org, id, waitingOn }: LinkRequest): DecisionRef | undefined {
  return waitingOn && { org, subject: id, kind: waitingOn.kind, round: waitingOn.round };
}

/** The customer's place in the locks. */
export function placeOf({ id, org, partnerAccount, customer }: LinkRequest): Place {
  const at = { org, site: partnerAccount.site };
  if (customer.accountId !== undefined) return { ...at, accountId: customer.accountId };
  if (customer.mailLock === undefined) throw new InvariantBroken(`${id} names its customer by nothing`);
  return { ...at, mailLock: customer.mailLock };
}

/**
 * The customer's account where the step can't be without it.
 * @throws InvariantBroken while it is not known: nothing that needs it comes before the application
 */
export function accountOf({ id, customer }: Pick<LinkRequest, 'id' | 'customer'>): string {
  if (customer.accountId === undefined) throw new InvariantBroken(`${id} does not know its customer’s account yet`);
  return customer.accountId;
}

/**
 * Bills the time since the last move to whoever had the request in hand (B14). Clocks of two functions may differ: a
 * move that seems to come before the last one took no time.
 */
export function billed({ spent, spentUntil, waitingOn }: LinkRequest, at: Instant) {
  const party = waitingOn?.party ?? 'desk';
  const until = at > spentUntil ? at : spentUntil;
  const passed = Date.parse(until) - Date.parse(spentUntil);
  return { spent: { ...spent, [party]: (spent[party] ?? 0) + passed }, spentUntil: until };
}

function without({ application, remedy, ...kept }: LinkRequest, drop: readonly string[]): LinkRequest {
  return {
    ...kept,
    ...(application && !drop.includes('application') && { application }),
    ...(remedy && !drop.includes('remedy') && { remedy }),
  };
}

/** Only the execution that the record names may write. */
export function fence(record: LinkRequest) {
  return { execution: { eq: record.execution }, status: { eq: record.status } } as const;
}

/** What a task tells the machine: the status to route on, and how long a wait of this status may last. */
export function stepAnswer({ status, waitingOn }: LinkRequest, now: Instant) {
  return { status, waitSeconds: waitingOn ? waitSeconds(now, waitingOn.until) : 1 };
}

function openWait(record: LinkRequest, wait: Wait, at: Instant) {
  const round = (record.rounds[wait.kind] ?? 0) + 1;
  const until = plusSeconds(at, wait.seconds);
  const ref: DecisionRef = { org: record.org, subject: record.id, kind: wait.kind, round };
  return {
    waitingOn: { kind: wait.kind, round, party: wait.party, for: wait.for, since: at, until },
    rounds: { ...record.rounds, [wait.kind]: round },
    intents: [
      ...openDecision(ref, at, until, wait.question),
      watch(record, plusSeconds(until, WATCH_AFTER_SECONDS)),
      ...escalateAt(ref, plusSeconds(at, record.windows.escalate), until),
      ...(wait.kind === 'customer' || wait.kind === 'application'
        ? remindAt(ref, record.windows.remind, at, until)
        : []),
    ],
  };
}

/** Whoever has not acted by then is reminded (R131); a window that is shorter than a step has no such step. */
function remindAt(ref: DecisionRef, before: readonly number[], at: Instant, until: Instant): readonly WriteIntent[] {
  return before.flatMap((seconds, step) => {
    const remind = plusSeconds(until, -seconds);
    return remind > at
      ? [due({ kind: 'notice.remind', org: ref.org, id: `${decisionName(ref)}#${step + 1}`, at: remind })]
      : [];
  });
}

/** A wait that lasts too long is handed to the owner of escalations; one that ends before needs nobody (R061). */
function escalateAt(ref: DecisionRef, at: Instant, until: Instant): readonly WriteIntent[] {
  return at < until ? [due({ kind: 'link.escalate', org: ref.org, id: decisionName(ref), at })] : [];
}
