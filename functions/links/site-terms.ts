import { Money } from '../kernel/money.ts';
import type { SiteCapabilities, SpendingTerms } from '../providers/provider.ts';
import type { LinkRequest } from './link-request.ts';
import type { CapabilitiesOf } from './ports.ts';

/** What the customer may spend, for the call that carries it at the site; null where that is another one, or none. */
export function termsAt(
  at: NonNullable<SiteCapabilities['terms']>['at'],
  capabilitiesOf: CapabilitiesOf,
  { partnerAccount, terms }: LinkRequest,
): SpendingTerms | null {
  if (!terms || capabilitiesOf(partnerAccount.site)?.terms?.at !== at) return null;
  return { ...terms, limit: Money.of(terms.limit.amount, terms.limit.currency) };
}
