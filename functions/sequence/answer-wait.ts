import { countAttempt, type Decision, type DecisionRef, MAX_ATTEMPTS } from '../decisions/decision.ts';
import { recording } from '../decisions/record-decision.ts';
import type { Instant } from '../kernel/clock.ts';
import type { Problem } from '../kernel/problems.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { Fields, Refused, WriteIntent } from '../kernel/write.ts';
import type { Decided } from '../platform/change.ts';
import type { Caller, IdempotencyKey } from '../platform/contract.ts';
import { idempotencyIntent, type StoredAnswer } from '../platform/idempotency.ts';
import { append } from '../timeline/index.ts';
import { changeAsked } from './change-asked.ts';
import type { Asked, Sequence, SequenceDeps, Sequenced } from './sequence.ts';

/** A member's call that answers the question which a record waits for. */
export type AnswerCall = {
  readonly caller: Caller;
  readonly id: string;
  readonly idempotency: IdempotencyKey;
  readonly at: Instant;
};

/**
 * What is answered. `proof`: the account whose last four characters have to be typed for it. `also`: what is written
 * together with it.
 */
export type Given = {
  readonly verdict: string;
  readonly answer: Fields;
  readonly proof?: { readonly account: string; readonly typed: string | undefined };
  readonly also?: readonly WriteIntent[];
};

/** The record that is answered, and the reply in which the caller sees it. */
export type Answerable<R extends Sequenced, Reply extends StoredAnswer> = {
  readonly sequence: Sequence<R>;
  readonly reply: (record: R, caller: Caller, at: Instant) => Reply;
  readonly decide: (record: R) => Result<Given, Problem>;
};

type Deps = SequenceDeps & { readonly deliver: (ref: DecisionRef) => Promise<unknown> };
type Came<Reply> = { readonly reply: Reply; readonly decision: Decision } | { readonly problem: Problem };

/**
 * Records a member's answer, of any number of answers at once the first one; the machine, woken, takes it in. Characters
 * that are not those of the account are counted on the question, and the fifth time locks it for answers that need them.
 * Whoever tries to decide on their own request is told on the timeline (R026).
 * @returns the refusal of `decide`; `decision_closed`, `identifier_differs`, `too_many_attempts`
 */
export async function answerWait<R extends Sequenced, Reply extends StoredAnswer>(
  deps: Deps,
  call: AnswerCall,
  answerable: Answerable<R, Reply>,
): Promise<Result<Reply, Problem | Refused>> {
  const { sequence, decide } = answerable;
  const done = await changeAsked(
    sequence,
    deps,
    call.caller.org,
    call.id,
    (asked): Result<Decided<Came<Reply>>, Problem> => {
      const given = decide(asked.record);
      if (given.ok) return answered(deps, call, answerable, asked, given.value);
      return given.error.kind === 'self_approval'
        ? ok(toldRefusal(sequence, deps, call, asked.record, given.error))
        : given;
    },
  );
  if (!done.ok) return done;
  if ('problem' in done.value) return err(done.value.problem);
  await deps.deliver(done.value.decision);
  return ok(done.value.reply);
}

function answered<R extends Sequenced, Reply extends StoredAnswer>(
  deps: SequenceDeps,
  { caller, idempotency, at }: AnswerCall,
  answerable: Answerable<R, Reply>,
  { record, decision }: Asked<R>,
  { verdict, answer, proof, also = [] }: Given,
): Result<Decided<Came<Reply>>, Problem> {
  if (!decision || decision.status !== 'open' || decision.expiresAt <= at) return err({ kind: 'decision_closed' });
  const actor = { kind: 'member', id: caller.member } as const;
  const tell = (entry: Parameters<typeof append>[1]) => append(record, entry, deps.newId);
  const left = MAX_ATTEMPTS - decision.attempts;
  if (proof && left <= 0) return err({ kind: 'too_many_attempts' });
  if (proof && proof.typed === undefined) return err({ kind: 'invalid_input', errors: [lastFourMissing] });
  if (proof && proof.typed !== proof.account.slice(-4)) {
    const data = { kind: decision.kind, round: decision.round, left: left - 1 };
    const told = tell({ type: 'decision.wrong_identifier', actor, at, data });
    const problem =
      left === 1
        ? ({ kind: 'too_many_attempts' } as const)
        : ({ kind: 'identifier_differs', params: { left: left - 1 } } as const);
    return ok({ intents: [countAttempt(decision), ...told], value: { problem } });
  }
  const reply = answerable.reply(record, caller, at);
  const given = { verdict, answer: { ...answer, by: caller.member }, actor };
  const kept = idempotencyIntent(caller.org, idempotency, reply, at);
  return ok({ intents: [kept, ...recording(decision, given, at, tell), ...also], value: { reply, decision } });
}

const lastFourMissing = {
  field: '/lastFour',
  code: 'missing',
  detail: 'type the last four characters of the account identifier',
} as const;

function toldRefusal<R extends Sequenced>(
  { name }: Sequence<R>,
  deps: SequenceDeps,
  { caller, at }: AnswerCall,
  record: R,
  problem: Problem,
) {
  const actor = { kind: 'member', id: caller.member } as const;
  const entry = { type: `${name}.self_approval_refused`, actor, at, data: { status: record.status } } as const;
  return { intents: append(record, entry, deps.newId), value: { problem } };
}
