import type { Instant } from '../../kernel/clock.ts';
import { receiptDue } from '../../receipts/index.ts';
import type { Step } from '../../sequence/sequence.ts';
import { transition } from '../../sequence/transition.ts';
import { isWatched } from '../look/next-look.ts';
import { tailDue } from '../money/money-due.ts';
import type { UnbindDeps } from '../ports.ts';
import type { Unbind } from '../unbind.ts';
import { unbindSequence } from '../unbind-sequence.ts';
import { endLink, linkOf } from './end-link.ts';

const actor = { kind: 'desk', part: 'unbind-machine' } as const;

/**
 * The provider has completed: the customer is its own official-website customer, the agreement between reseller and
 * customer is invalid, and the link is unbound, all three in one transaction with the case (R095). Nothing leads back.
 */
export async function completing(deps: UnbindDeps, record: Unbind, at: Instant): Promise<NonNullable<Step<Unbind>>> {
  const link = await linkOf(deps.tables, record);
  const since = record.completedAt ?? at;
  const ended = { ...record, status: 'completed', endedAt: at } as const;
  const drop = isWatched(ended, at) ? [] : (['nextLookAt'] as const);
  const data = { link: link.id };
  const moved = transition(unbindSequence, record, { to: 'completed', actor, at, drop, data }, deps.newId);
  return {
    ...moved,
    also: [
      ...endLink(link, record, { actor, at, since, becomes: 'official_website_customer' }, deps.newId),
      tailDue(record, at),
      receiptDue(record.org, record.id, at),
    ],
  };
}
