import type { Instant } from '../kernel/clock.ts';
import type { Problem } from '../kernel/problems.ts';
import type { Result } from '../kernel/result.ts';
import type { Refused } from '../kernel/write.ts';
import type { Caller, IdempotencyKey } from '../platform/contract.ts';
import * as steps from '../sequence/answer-wait.ts';
import type { LinkRequest } from './link-request.ts';
import { linkSequence } from './link-sequence.ts';
import type { Deliver, LinkDeps } from './ports.ts';
import { type LinkRequestView, viewLinkRequest } from './view.ts';

/** A member's call that answers the question which a request waits for. */
export type AnswerCall = {
  readonly caller: Caller;
  readonly requestId: string;
  readonly idempotency: IdempotencyKey;
  readonly at: Instant;
};

type Reply = { readonly status: 202; readonly json: { readonly linkRequest: LinkRequestView } };

/** Records a member's answer to a request (`sequence/answer-wait.ts`). */
export function answerWait(
  deps: LinkDeps & { readonly deliver: Deliver },
  { requestId, ...call }: AnswerCall,
  decide: (record: LinkRequest) => Result<steps.Given, Problem>,
): Promise<Result<Reply, Problem | Refused>> {
  const reply = (record: LinkRequest, caller: Caller, at: Instant): Reply => ({
    status: 202,
    json: { linkRequest: viewLinkRequest(record, caller, at) },
  });
  return steps.answerWait(deps, { ...call, id: requestId }, { sequence: linkSequence, reply, decide });
}
