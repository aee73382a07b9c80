import type { Decision } from '../decisions/decision.ts';
import type { Instant } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Fields, WriteIntent } from '../kernel/write.ts';
import { takeLockForUnbind } from '../links/customer-lock.ts';
import { executionName, type Moved } from '../sequence/sequence.ts';
import { closeWait, fence, transition } from '../sequence/transition.ts';
import { type Actor, move } from '../timeline/index.ts';
import { Course } from './course.ts';
import { askDistributor } from './distributor/review.ts';
import type { Fact } from './fact.ts';
import { lookAfterMove } from './look/next-look.ts';
import { moneyDue } from './money/money-due.ts';
import { recheckAt } from './recheck/recheck-at.ts';
import { isFinal, isUnbindOutcome } from './status.ts';
import type { Unbind } from './unbind.ts';
import { placeOf, unbindSequence } from './unbind-sequence.ts';
import { waitFor } from './waits.ts';

/** What happened, besides where the course of the case has come to by it. */
export type Happened = {
  readonly actor: Actor;
  readonly at: Instant;
  /** The facts that were observed, in their order. */
  readonly facts?: readonly Fact[];
  readonly set?: Partial<Unbind>;
  /** Told on the timeline. */
  readonly data?: Fields;
};

/**
 * The writes by which a case follows its course: to another status with whoever is waited for there, into another round
 * of the same wait, or just a fact more. A case that had ended is taken up again with an execution of its own.
 * @param decision the question that the record waits for, withdrawn where the case moves on without its answer
 */
export function followCourse(
  record: Unbind,
  decision: Decision | undefined,
  course: Course,
  happened: Happened,
  newId: NewId,
): Moved<Unbind> {
  const { actor, at, facts = [] } = happened;
  const { status: to } = course;
  const set: Partial<Unbind> = {
    ...Course.parse(course),
    ...happened.set,
    ...(facts.length > 0 && { facts: [...record.facts, ...facts], ...factFields(record, facts) }),
  };
  const data = { ...happened.data, ...(facts.length > 0 && { facts: facts.map(told), flags: course.flags }) };
  const gone = goneFields(record, course);
  const money = moneyDue(record, course, at);
  if (to === record.status) {
    const same = noted(record, { actor, at, set, data, gone }, newId);
    return { record: same.record, intents: [...same.intents, ...money] };
  }
  const reopened = isUnbindOutcome(record.status) && !isUnbindOutcome(to);
  const attempt = record.attempt + 1;
  const again = reopened && { attempt, execution: executionName(record.id, attempt), attemptSince: at };
  const next: Unbind = { ...record, ...set, ...again, status: to };
  const wait = waitFor(next, at);
  const look = lookAfterMove({ ...next, spentUntil: at, ...(isUnbindOutcome(to) && { endedAt: at }) }, at);
  const moved = transition(
    unbindSequence,
    record,
    {
      to,
      actor,
      at,
      set: { ...set, ...again, ...look?.set },
      drop: [
        ...gone,
        ...(look ? [] : (['nextLookAt'] as const)),
        ...(reopened ? (['endedAt', 'reason'] as const) : []),
      ],
      data: { ...data, ...(again && { execution: again.execution }) },
      ...(wait && { wait }),
      ...(reopened && { as: 'reopened' }),
    },
    newId,
  );
  const lock: readonly WriteIntent[] = reopened
    ? [takeLockForUnbind(placeOf(record), record.id, record.link, 'others')]
    : [];
  return {
    record: moved.record,
    intents: [
      ...moved.intents,
      ...closeWait(decision, at),
      ...lock,
      ...money,
      ...(look?.intents ?? []),
      ...(to === 'awaiting_completion' ? [recheckAt(record, at)] : []),
      ...askDistributor(moved.record),
    ],
  };
}

/** Another round of the wait that a case is in: nobody has acted in time, and nothing may be given up for that. */
export function anotherRound(record: Unbind, happened: Happened, newId: NewId): Moved<Unbind> {
  const { actor, at, data } = happened;
  const wait = waitFor(record, at);
  return transition(
    unbindSequence,
    record,
    { to: record.status, actor, at, ...(data && { data }), ...(wait && { wait }), as: 'asked_again' },
    newId,
  );
}

type Noted = {
  readonly actor: Actor;
  readonly at: Instant;
  readonly set: Partial<Unbind>;
  readonly data: Fields;
  readonly gone: readonly string[];
};

/** What is known besides, without a change of whose turn it is. */
function noted(record: Unbind, { actor, at, set, data, gone }: Noted, newId: NewId): Moved<Unbind> {
  const entry = { type: 'unbind.noted', actor, at, data: { status: record.status, ...data } } as const;
  const next: Unbind = { ...record, ...set, version: record.version + 1 };
  return { record: next, intents: move(record, { set, remove: [...gone], expect: fence(record) }, entry, newId) };
}

/** A fact as the timeline tells it: a reason is somebody's own words, so it stays with the record. */
function told({ reason: _words, ...fact }: Fact) {
  return fact;
}

/** What facts say of the case as a whole; of one that is final they say nothing more (R096). */
function factFields(record: Unbind, facts: readonly Fact[]): Partial<Unbind> {
  if (isFinal(record.status) || record.status === 'completing') return {};
  return facts.reduce<Partial<Unbind>>((fields, { kind, reference, at, condition, reason }) => {
    if (kind === 'submitted')
      return isAnotherApplication(record, reference)
        ? { ...fields, submittedAt: at, ...(reference && { reference }) }
        : fields;
    if (kind === 'completed') return { ...fields, completedAt: at };
    if (kind === 'blocked' || kind === 'refused_at_submission')
      return { ...fields, ...(condition && { blocker: condition }) };
    return reason ? { ...fields, reason } : fields;
  }, {});
}

/** Whether it is not the application that the case knows by its number already. */
export function isAnotherApplication(record: Pick<Unbind, 'reference' | 'submittedAt'>, reference?: string): boolean {
  return record.submittedAt === undefined || reference === undefined || reference !== record.reference;
}

type Gone = 'leaving' | 'reason' | 'verdict' | 'reviewed' | 'blocker';

/** What is no longer so: the case was to be withdrawn, somebody's verdict, or the condition that stood in the way. */
function goneFields(record: Unbind, course: Course): readonly Gone[] {
  const gone: readonly (Gone | false)[] = [
    record.leaving !== undefined && course.leaving === undefined && 'leaving',
    record.leaving !== undefined && course.leaving === undefined && 'reason',
    record.verdict !== undefined && course.verdict === undefined && 'verdict',
    record.verdict !== undefined && course.verdict === undefined && 'reviewed',
    !record.ready && course.ready && 'blocker',
  ];
  return gone.filter((field) => field !== false);
}
