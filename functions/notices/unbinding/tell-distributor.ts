import type { DecisionRef } from '../../decisions/decision.ts';
import { readUnbind } from '../../unbinds/change-unbind.ts';
import { readReview } from '../../unbinds/distributor/review.ts';
import { noteFor } from '../members/tell-members.ts';
import type { MailDeps } from '../send-mail.ts';

/**
 * Notes for those who may decide at a distributor that has an organisation here what it is asked to review (R088): once
 * for each review, however often the question goes out.
 * @returns how many are told; none where the distributor is asked by mail
 */
export async function tellDistributor(
  deps: Pick<MailDeps, 'tables' | 'clock'>,
  { org, subject, round }: DecisionRef,
): Promise<number> {
  const unbind = await readUnbind(deps.tables, org, subject);
  const at = unbind?.distributor?.org;
  const review = at === undefined ? undefined : await readReview(deps.tables, at, subject);
  if (review?.round !== round) return 0;
  const event = `${subject}.review.${round}`;
  return noteFor(deps, { org: review.org, subject, event, matter: 'distributor_review', at: review.askedAt });
}
