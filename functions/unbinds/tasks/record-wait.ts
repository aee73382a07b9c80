import type { Decision } from '../../decisions/decision.ts';
import type { Instant } from '../../kernel/clock.ts';
import { InvariantBroken } from '../../kernel/result.ts';
import { type StepAnswer, type StepInput, standing } from '../../sequence/advance.ts';
import { type Answered, takeAnswer } from '../../sequence/take-answer.ts';
import type { Actor } from '../../timeline/index.ts';
import { readUnbind } from '../change-unbind.ts';
import { act, type OwnMove, observe } from '../course.ts';
import type { Fact, FactKind, Observer } from '../fact.ts';
import { anotherRound, followCourse } from '../follow-course.ts';
import type { UnbindDeps } from '../ports.ts';
import type { Unbind } from '../unbind.ts';
import { unbindSequence } from '../unbind-sequence.ts';

const desk = { kind: 'desk', part: 'unbind-machine' } as const;

/**
 * Takes in the answer that a state waited for, or that none came in time. What was observed meanwhile has moved the record
 * on already: then this task only tells where it stands.
 */
export const createRecordWait =
  (deps: UnbindDeps) =>
  async (input: StepInput): Promise<StepAnswer> => {
    const record = await readUnbind(deps.tables, input.org, input.requestId);
    if (record?.execution !== input.execution || !record.waitingOn) return standing(record, input, deps.clock.now());
    return takeAnswer(unbindSequence, deps, input, record.status, {
      decided: (answered) => answer(deps, answered),
      expired: ({ record: current, at }) => timeOver(deps, current, at),
    });
  };

/** The answers that are our own moves. */
const moves: Readonly<Record<string, OwnMove>> = {
  'second_person/agreed': { kind: 'agreed' },
  'second_person/declined': { kind: 'declined' },
  'remedy/mended': { kind: 'mended' },
  'initiator/taken_up': { kind: 'acknowledged' },
  'review/approve': { kind: 'reviewed', verdict: 'approve' },
  'review/refuse': { kind: 'reviewed', verdict: 'refuse' },
};

/** The answers that are somebody's statement about the provider's process. */
const statements: Readonly<Record<string, { readonly kind: FactKind; readonly observedBy: Observer }>> = {
  'distributor/confirmed': { kind: 'distributor_approved', observedBy: 'distributor' },
  'distributor/rejected': { kind: 'distributor_refused', observedBy: 'distributor' },
  'confirmation/rejected': { kind: 'customer_rejected', observedBy: 'customer' },
  'card/confirmed': { kind: 'card_bound', observedBy: 'customer' },
  'card/rejected': { kind: 'customer_rejected', observedBy: 'customer' },
};

function answer({ newId }: UnbindDeps, { record, decision, at }: Answered<Unbind>) {
  const name = `${decision.kind}/${decision.verdict}`;
  const by = textOf(decision, 'by');
  const reason = textOf(decision, 'reason');
  const actor: Actor = by
    ? { kind: 'member', id: by }
    : { kind: decision.kind === 'distributor' ? 'distributor' : 'customer' };
  const statement = statements[name];
  if (statement) {
    const fact: Fact = {
      ...statement,
      at: decision.decidedAt ?? at,
      seenAt: at,
      ...(reason && { reason }),
      ...(by && { by }),
      ...(decision.agreed && { agreed: decision.agreed }),
    };
    return followCourse(record, undefined, observe(record, fact), { actor, at, facts: [fact] }, newId);
  }
  const move = moves[name];
  if (!move) throw new InvariantBroken(`no answer to an unbind: ${name}`);
  const moved = act(record, move);
  if (!moved.ok) throw new InvariantBroken(`${move.kind} is not possible in ${record.status}`);
  const set = fieldsOf(record, move, { by, reason, at });
  return followCourse(record, undefined, moved.value, { actor, at, ...(set && { set }) }, newId);
}

type Word = { readonly by: string | undefined; readonly reason: string | undefined; readonly at: Instant };

/** What an answer says besides its verdict. */
function fieldsOf(record: Unbind, move: OwnMove, { by, reason, at }: Word): Partial<Unbind> | undefined {
  if (move.kind === 'agreed' && by) return { secondPerson: { ...record.secondPerson, agreedBy: by, agreedAt: at } };
  if (move.kind === 'reviewed' && by) return { reviewed: { by, at, reason: reason ?? '' } };
  return reason ? { reason } : undefined;
}

function textOf({ answer: given }: Decision, field: string): string | undefined {
  const text = given?.[field];
  return typeof text === 'string' && text !== '' ? text : undefined;
}

/**
 * Nobody answered in time: the case ends where nothing is live at the provider, else the application is taken back first;
 * what has to be seen through is asked for again.
 */
function timeOver({ newId }: UnbindDeps, record: Unbind, at: Instant) {
  const moved = act(record, { kind: 'time_over', ...(!record.providerDeadline && { undecided: true }) });
  if (!moved.ok) throw new InvariantBroken(`${record.status} has no time that is over`);
  const happened = { actor: desk, at, data: { because: 'time_over' } } as const;
  if (moved.value.status === record.status) return anotherRound(record, happened, newId);
  const byClock = moved.value.flags.includes('decided_by_clock') && !record.flags.includes('decided_by_clock');
  const fact: Fact = {
    kind: 'approved_by_clock',
    observedBy: 'clock',
    at: record.providerDeadline?.at ?? at,
    seenAt: at,
  };
  const told = { owner: record.owner, told: (record.reviewClock?.told ?? []).map(({ owner }) => owner) };
  const data = byClock ? { ...happened.data, ...told } : happened.data;
  return followCourse(record, undefined, moved.value, { ...happened, data, ...(byClock && { facts: [fact] }) }, newId);
}
