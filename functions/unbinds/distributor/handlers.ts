import type { UnbindReadDeps, UnbindWriteDeps } from '../ports.ts';
import { createAnswerDistributorReview } from './http/answer-distributor-review.ts';
import { createListDistributorReviews } from './http/list-distributor-reviews.ts';

/** What the group `unbinds-read` serves to distributors. */
export const distributorReadHandlers = (deps: Pick<UnbindReadDeps, 'tables' | 'clock'>) => ({
  listDistributorReviews: createListDistributorReviews(deps),
});

/** What the group `unbinds-write` serves to distributors. */
export const distributorWriteHandlers = (deps: UnbindWriteDeps) => ({
  answerDistributorReview: createAnswerDistributorReview(deps),
});
