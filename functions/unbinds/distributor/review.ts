import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import { idSchema } from '../../kernel/ids.ts';
import { readStored, storedShape, toStored } from '../../kernel/stored.ts';
import type { Key, WriteIntent } from '../../kernel/write.ts';
import type { Tables } from '../../platform/tables.ts';
import type { Unbind } from '../unbind.ts';

/**
 * What a distributor with an organisation of its own on this desk is asked, and all that it may know of the case: it
 * stands under the distributor, while the case itself stays the reseller's (R088). How it was answered, its decision says.
 */
export const DistributorReview = z.object({
  /** The distributor. */
  org: z.string(),
  unbind: idSchema('unbind'),
  /** Whose case it is: never shown, needed to answer. */
  of: z.string(),
  round: z.int().positive(),
  asks: z.string(),
  secondLevel: z.string(),
  customerName: z.string(),
  site: z.string(),
  askedAt: Instant,
  until: Instant,
});
export type DistributorReview = z.infer<typeof DistributorReview>;

export const distributorReviewShape = storedShape({
  name: 'distributor review',
  version: 1,
  schema: DistributorReview,
  upcasts: {},
});

function reviewKey(org: string, unbind: string): Key {
  return { pk: `ORG#${org}#${unbind}`, sk: 'REVIEW' };
}

/** Where a distributor's reviews are listed. */
export const reviewsOf = (org: string): string => `ORG#${org}#DISTRIBUTOR_REVIEWS`;

/**
 * Asks the distributor in its own organisation, where it has one here. Belongs in the transaction of the move into the
 * wait; asked anew, the newer question stands in the place of the older.
 */
export function askDistributor({ org: of, id, waitingOn, distributor, ...record }: Unbind): readonly WriteIntent[] {
  if (waitingOn?.kind !== 'distributor' || !distributor?.org) return [];
  const review: DistributorReview = {
    org: distributor.org,
    unbind: id,
    of,
    round: waitingOn.round,
    asks: record.asks,
    secondLevel: distributor.secondLevel.name,
    customerName: record.customer.name,
    site: record.partnerAccount.site,
    askedAt: waitingOn.since,
    until: waitingOn.until,
  };
  const fields = { ...toStored(distributorReviewShape, review), listPk: reviewsOf(review.org), listSk: id };
  return [{ op: 'put', table: 'desk', key: reviewKey(review.org, id), fields, expect: [], refusal: 'exists' }];
}

export async function readReview(tables: Tables, org: string, unbind: string): Promise<DistributorReview | undefined> {
  const item = await tables.get('desk', reviewKey(org, unbind));
  return item && readStored(distributorReviewShape, item);
}
