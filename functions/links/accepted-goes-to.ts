import type { LinkRequest } from './link-request.ts';
import type { CapabilitiesOf } from './ports.ts';

/** Where a request goes on with an application that is its customer's: to be approved, where anybody is asked to. */
export function acceptedGoesTo(
  { capabilitiesOf }: { readonly capabilitiesOf: CapabilitiesOf },
  { partnerAccount }: Pick<LinkRequest, 'partnerAccount'>,
): 'approving' | 'preparing' {
  return capabilitiesOf(partnerAccount.site)?.approval === 'none' ? 'preparing' : 'approving';
}
