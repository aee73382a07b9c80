import type { Instant } from '../kernel/clock.ts';
import type { WriteIntent } from '../kernel/write.ts';
import { due } from '../platform/due.ts';

/**
 * What a customer's yes makes due: its receipt. Belongs in the transaction that records the yes.
 * @param decision the name of the decision, as due items have it
 */
export function receiptDue(org: string, decision: string, at: Instant): WriteIntent {
  return due({ kind: 'receipt.issue', org, id: decision, at });
}
