import { parseDecisionName } from '../decisions/decision.ts';
import { idSchema } from '../kernel/ids.ts';
import { InvariantBroken } from '../kernel/result.ts';
import { DueItem } from '../platform/due.ts';
import type { Work } from '../platform/work-group.ts';
import { issueCertificate } from './issue-certificate.ts';
import { issueReceipt } from './issue-receipt.ts';
import type { IssueDeps } from './sign-receipt.ts';

/** The queue of `receipts-work`: yeses that have no receipt yet, and completions that have no certificate. */
export const createReceiptWork =
  (deps: IssueDeps): Work =>
  async (message) => {
    const item = DueItem.parse(message);
    if (idSchema('unbind').safeParse(item.id).success) return void (await issueCertificate(deps, item));
    const ref = parseDecisionName(item.org, item.id);
    if (!ref) throw new InvariantBroken(`not a decision: ${item.id}`);
    await issueReceipt(deps, ref);
  };
