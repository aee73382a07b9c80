import { readDecision } from '../../../decisions/change-decision.ts';
import { err, ok } from '../../../kernel/result.ts';
import { readStored } from '../../../kernel/stored.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { readPage } from '../../../platform/read-page.ts';
import type { UnbindReadDeps } from '../../ports.ts';
import type { distributorRead } from '../contract.ts';
import { decisionOfReview } from '../decision-of-review.ts';
import { distributorReviewShape, reviewsOf } from '../review.ts';
import { viewReview } from '../view.ts';

/** How each stands is read from the reseller's own question, so that nothing has to be kept the same in two places. */
export const createListDistributorReviews =
  ({
    tables,
    clock,
  }: Pick<UnbindReadDeps, 'tables' | 'clock'>): HttpHandler<typeof distributorRead.listDistributorReviews> =>
  async ({ caller, query }) => {
    const list = { table: 'desk', index: 'list', pk: reviewsOf(caller.org), descending: true } as const;
    const page = await readPage(tables, list, query);
    if (!page.ok) return err(page.error);
    const now = clock.now();
    const shown = await Promise.all(
      page.value.items.map(async (item) => {
        const review = readStored(distributorReviewShape, item);
        return viewReview(review, await readDecision(tables, decisionOfReview(review)), now);
      }),
    );
    const items = shown.filter(({ status }) => query.status === undefined || status === query.status);
    return ok({ status: 200, json: { items, ...(page.value.next && { next: page.value.next }) } });
  };
