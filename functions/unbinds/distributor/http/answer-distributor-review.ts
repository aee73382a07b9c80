import { asFollowed, readDecision } from '../../../decisions/change-decision.ts';
import { recording } from '../../../decisions/record-decision.ts';
import type { Problem } from '../../../kernel/problems.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import { change, type Decided } from '../../../platform/change.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { idempotencyIntent, refusedOrReplayed } from '../../../platform/idempotency.ts';
import { append, recordKey } from '../../../timeline/index.ts';
import type { UnbindWriteDeps } from '../../ports.ts';
import { distributorWrite } from '../contract.ts';
import { decisionOfReview } from '../decision-of-review.ts';
import { readReview } from '../review.ts';
import { type DistributorReviewView, viewReview } from '../view.ts';

const operation = distributorWrite.answerDistributorReview;
type Answer = { readonly status: 202; readonly json: { readonly review: DistributorReviewView } };

/** Records the distributor's word on the reseller's case, whose timeline names the distributor and none of its people. */
export const createAnswerDistributorReview =
  (deps: UnbindWriteDeps): HttpHandler<typeof operation> =>
  async ({ caller, params, body: { verdict, reason }, idempotency }) => {
    const { tables, newId } = deps;
    const review = await readReview(tables, caller.org, params.unbindId);
    if (!review) return err({ kind: 'not_found', params: { what: 'distributor review' } });
    const ref = decisionOfReview(review);
    const at = deps.clock.now();
    const read = () => Promise.all([readDecision(tables, ref), tables.get('desk', recordKey(ref.org, ref.subject))]);
    const done = await change(tables, read, ([decision, record]): Result<Decided<Answer>, Problem> => {
      if (decision?.status !== 'open' || decision.expiresAt <= at) return err({ kind: 'decision_closed', params: {} });
      const said = verdict === 'approve' ? 'confirmed' : 'rejected';
      const decided = { ...decision, status: 'decided', verdict: said, decidedAt: at } as const;
      const value: Answer = { status: 202, json: { review: viewReview(review, decided, at) } };
      const given = { verdict: said, answer: { ...(reason && { reason }) }, actor: { kind: 'distributor' } } as const;
      const tell = (entry: Parameters<typeof append>[1]) => append(asFollowed(record), entry, newId);
      const once = idempotencyIntent(caller.org, idempotency, value, at);
      return ok({ intents: [once, ...recording(ref, given, at, tell)], value });
    });
    if (!done.ok) return refusedOrReplayed(tables, operation, caller.org, idempotency, done.error);
    await deps.deliver(ref);
    return ok(done.value);
  };
