import type { Instant } from '../../kernel/clock.ts';
import { InvariantBroken } from '../../kernel/result.ts';
import { releaseLock } from '../../links/customer-lock.ts';
import { readLink } from '../../links/link.ts';
import { receiptDue } from '../../receipts/index.ts';
import type { Step } from '../../sequence/sequence.ts';
import { transition } from '../../sequence/transition.ts';
import { move } from '../../timeline/index.ts';
import { tailDue } from '../money/money-due.ts';
import type { UnbindDeps } from '../ports.ts';
import type { Unbind } from '../unbind.ts';
import { placeOf, unbindSequence } from '../unbind-sequence.ts';
import { invalidAgreement } from './agreement.ts';

const actor = { kind: 'desk', part: 'unbind-machine' } as const;

/**
 * The provider has completed: the customer is its own official-website customer, the agreement between reseller and
 * customer is invalid, and the link is unbound, all three in one transaction with the case (R095). Nothing leads back.
 */
export async function completing(deps: UnbindDeps, record: Unbind, at: Instant): Promise<NonNullable<Step<Unbind>>> {
  const link = await readLink(deps.tables, record.org, record.link);
  if (!link) throw new InvariantBroken(`${record.id} has no link`);
  const since = record.completedAt ?? at;
  const unbound = { since, unbind: record.id, becomes: 'official_website_customer' } as const;
  const entry = { type: 'link.unbound', actor, at, data: { ...unbound, site: link.partnerAccount.site } } as const;
  const moved = transition(unbindSequence, record, { to: 'completed', actor, at, data: { link: link.id } }, deps.newId);
  return {
    ...moved,
    also: [
      ...move(
        link,
        {
          set: { status: 'unbound', readyToProvision: false, unbound },
          remove: ['nextCheckAt', 'waitingOn', 'waitingPk', 'waitingSk'],
          expect: { status: { eq: 'active' } },
        },
        entry,
        deps.newId,
      ),
      invalidAgreement(record, since),
      releaseLock(placeOf(record), record.id),
      tailDue(record, at),
      receiptDue(record.org, record.id, at),
    ],
  };
}
