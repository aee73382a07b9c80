import type { Instant } from '../kernel/clock.ts';
import type { WriteIntent } from '../kernel/write.ts';
import { due } from '../platform/due.ts';

/**
 * What a customer's yes or a completion makes due: its receipt. Belongs in the transaction that records it.
 * @param of the name of the decision, as due items have it, or the id of the unbind
 */
export function receiptDue(org: string, of: string, at: Instant): WriteIntent {
  return due({ kind: 'receipt.issue', org, id: of, at });
}
