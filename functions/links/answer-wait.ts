import { countAttempt, type Decision, MAX_ATTEMPTS } from '../decisions/decision.ts';
import { recording } from '../decisions/record-decision.ts';
import type { Instant } from '../kernel/clock.ts';
import type { Problem } from '../kernel/problems.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { Fields, Refused } from '../kernel/write.ts';
import type { Decided } from '../platform/change.ts';
import type { Caller, IdempotencyKey } from '../platform/contract.ts';
import { idempotencyIntent } from '../platform/idempotency.ts';
import { append } from '../timeline/index.ts';
import { type Asked, changeRequest } from './change-request.ts';
import type { LinkRequest } from './link-request.ts';
import type { Deliver, LinkDeps } from './ports.ts';
import { type LinkRequestView, viewLinkRequest } from './view.ts';

/** A member's call that answers the question which a request waits for. */
export type AnswerCall = {
  readonly caller: Caller;
  readonly requestId: string;
  readonly idempotency: IdempotencyKey;
  readonly at: Instant;
};

/** What is answered. `proof`: the account whose last four characters have to be typed for it. */
export type Given = {
  readonly verdict: string;
  readonly answer: Fields;
  readonly proof?: { readonly account: string; readonly typed: string | undefined };
};

type Reply = { readonly status: 202; readonly json: { readonly linkRequest: LinkRequestView } };
type Came = { readonly reply: Reply; readonly decision: Decision } | { readonly problem: Problem };

/**
 * Records a member's answer, of any number of answers at once the first one; the machine, woken, takes it in. Characters
 * that are not those of the account are counted on the question, and the fifth time locks it for answers that need them.
 * Whoever tries to decide on their own request is told on the timeline (R026).
 * @returns the refusal of `decide`; `decision_closed`, `identifier_differs`, `too_many_attempts`
 */
export async function answerWait(
  deps: LinkDeps & { readonly deliver: Deliver },
  call: AnswerCall,
  decide: (record: LinkRequest) => Result<Given, Problem>,
): Promise<Result<Reply, Problem | Refused>> {
  const { caller, requestId } = call;
  const done = await changeRequest(deps, caller.org, requestId, (asked): Result<Decided<Came>, Problem> => {
    const given = decide(asked.record);
    if (given.ok) return answered(deps, call, asked, given.value);
    return given.error.kind === 'self_approval' ? ok(toldRefusal(deps, call, asked.record, given.error)) : given;
  });
  if (!done.ok) return done;
  if ('problem' in done.value) return err(done.value.problem);
  await deps.deliver(done.value.decision);
  return ok(done.value.reply);
}

function answered(
  deps: LinkDeps,
  { caller, idempotency, at }: AnswerCall,
  { record, decision }: Asked,
  { verdict, answer, proof }: Given,
): Result<Decided<Came>, Problem> {
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
  const reply: Reply = { status: 202, json: { linkRequest: viewLinkRequest(record, caller, at) } };
  const given = { verdict, answer: { ...answer, by: caller.member }, actor };
  const intents = [idempotencyIntent(caller.org, idempotency, reply, at), ...recording(decision, given, at, tell)];
  return ok({ intents, value: { reply, decision } });
}

const lastFourMissing = {
  field: '/lastFour',
  code: 'missing',
  detail: 'type the last four characters of the account identifier',
} as const;

function toldRefusal(deps: LinkDeps, { caller, at }: AnswerCall, record: LinkRequest, problem: Problem): Decided<Came> {
  const actor = { kind: 'member', id: caller.member } as const;
  const data = { status: record.status };
  const entry = { type: 'link_request.self_approval_refused', actor, at, data } as const;
  return { intents: append(record, entry, deps.newId), value: { problem } };
}
