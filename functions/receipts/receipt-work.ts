import { parseDecisionName } from '../decisions/decision.ts';
import { InvariantBroken } from '../kernel/result.ts';
import { DueItem } from '../platform/due.ts';
import type { Work } from '../platform/work-group.ts';
import { type IssueDeps, issueReceipt } from './issue-receipt.ts';

/** The queue of `receipts-work`: yeses that have no receipt yet. */
export const createReceiptWork =
  (deps: IssueDeps): Work =>
  async (message) => {
    const item = DueItem.parse(message);
    const ref = parseDecisionName(item.org, item.id);
    if (!ref) throw new InvariantBroken(`not a decision: ${item.id}`);
    await issueReceipt(deps, ref);
  };
