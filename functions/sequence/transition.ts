import {
  close,
  type Decision,
  type DecisionRef,
  decisionName,
  openDecision,
  waitSeconds,
} from '../decisions/decision.ts';
import { type Instant, plusSeconds } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import { InvariantBroken } from '../kernel/result.ts';
import type { WriteIntent } from '../kernel/write.ts';
import { due } from '../platform/due.ts';
import { type EntryDraft, move } from '../timeline/index.ts';
import { type Moved, type Sequence, type Sequenced, type Transition, type Wait } from './sequence.ts';

/** How long after a wait's end, or after a move to where nobody waits, somebody looks whether the machine still lives. */
export const WATCH_AFTER_SECONDS = 600;

/**
 * The one way in which a record changes its status: guarded by its table of moves, by the execution that was read and by
 * the version, written together with its timeline entry, the question that it opens and the watch over it.
 * @throws InvariantBroken for a move that the table does not have, and for a wait of a kind of record that has none
 */
export function transition<R extends Sequenced>(
  sequence: Sequence<R>,
  record: R,
  step: Transition<R>,
  newId: NewId,
): Moved<R> {
  const { to, actor, at, wait, as = to, drop = [] } = step;
  if (!sequence.moves[record.status]?.includes(to))
    throw new InvariantBroken(`${record.status} does not lead to ${to}`);
  const opened = wait && openWait(sequence, record, wait, at);
  const ended = sequence.isEnd(to);
  const spent = billed(record, at);
  const set = {
    ...step.set,
    status: to,
    ...spent,
    ...(opened && { waitingOn: opened.waitingOn, rounds: opened.rounds }),
    ...(ended && { endedAt: at }),
  };
  const gone = Object.fromEntries(['waitingOn', ...drop].map((field) => [field, undefined]));
  const next: R = { ...record, ...gone, ...set, version: record.version + 1 };
  const entry: EntryDraft = {
    type: `${sequence.name}.${as}`,
    actor,
    at,
    data: {
      from: record.status,
      ...(as !== to && { to }),
      ...(ended && { startedAt: record.createdAt, spent: spent.spent }),
      ...sequence.told(next),
      ...step.data,
      ...(opened && { waitingOn: opened.waitingOn }),
    },
  };
  const remove = [...drop, ...(opened ? [] : ['waitingOn', 'waitingPk', 'waitingSk'])];
  const fields = { ...set, ...opened?.listKeys(next) };
  return {
    record: next,
    intents: [
      ...move(record, { set: fields, remove, expect: fence(record) }, entry, newId),
      ...(opened?.intents ?? (ended ? [] : [watch(sequence, record, plusSeconds(at, WATCH_AFTER_SECONDS))])),
      ...(ended ? sequence.atEnd(record, to) : []),
    ],
  };
}

/** Makes somebody look, at that instant, whether the machine of a record still lives. */
export function watch<R extends Sequenced>(
  sequence: Pick<Sequence<R>, 'watch'>,
  { org, id }: Pick<Sequenced, 'org' | 'id'>,
  at: Instant,
): WriteIntent {
  return due({ kind: sequence.watch, org, id, at });
}

/** Withdraws a question that is still open: for moves that do not come from its answer. */
export function closeWait(decision: Decision | undefined, at: Instant): readonly WriteIntent[] {
  return decision?.status === 'open' ? close(decision, at) : [];
}

/**
 * Bills the time since the last move to whoever had the record in hand (B14). Clocks of two functions may differ: a move
 * that seems to come before the last one took no time.
 */
export function billed({ spent, spentUntil, waitingOn }: Sequenced, at: Instant) {
  const party = waitingOn?.party ?? 'desk';
  const until = at > spentUntil ? at : spentUntil;
  const passed = Date.parse(until) - Date.parse(spentUntil);
  return { spent: { ...spent, [party]: (spent[party] ?? 0) + passed }, spentUntil: until };
}

/** Only the execution that the record names may write. */
export function fence({ execution, status }: Pick<Sequenced, 'execution' | 'status'>) {
  return { execution: { eq: execution }, status: { eq: status } } as const;
}

/** What a task tells the machine: the status to route on, and how long a wait of this status may last. */
export function stepAnswer({ status, waitingOn }: Sequenced, now: Instant) {
  return { status, waitSeconds: waitingOn ? waitSeconds(now, waitingOn.until) : 1 };
}

function openWait<R extends Sequenced>(sequence: Sequence<R>, record: R, wait: Wait<R>, at: Instant) {
  const { waits } = sequence;
  if (!waits) throw new InvariantBroken(`${sequence.name} waits for nobody`);
  const round = (record.rounds[wait.kind] ?? 0) + 1;
  const until = plusSeconds(at, wait.seconds);
  const ref: DecisionRef = { org: record.org, subject: record.id, kind: wait.kind, round };
  const escalate = plusSeconds(at, waits.escalateAfter(record));
  return {
    waitingOn: { kind: wait.kind, round, party: wait.party, for: wait.for, since: at, until },
    rounds: { ...record.rounds, [wait.kind]: round },
    listKeys: waits.listKeys,
    intents: [
      ...openDecision(ref, at, until, wait.question),
      watch(sequence, record, plusSeconds(until, WATCH_AFTER_SECONDS)),
      // one that ends before needs nobody (R061)
      ...(escalate < until ? [due({ kind: waits.escalate, org: ref.org, id: decisionName(ref), at: escalate })] : []),
      ...remindAt(ref, waits.remindBefore(record, wait.kind), at, until),
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
