import type { CapabilitiesOf, LinkDeps } from '../../links/ports.ts';
import { createGetLinkComparison } from './get-link-comparison.ts';
import { createGetLinkVerification } from './get-link-verification.ts';
import { createRecordCustomerView } from './record-customer-view.ts';
import { createVerifyLinkNow } from './verify-link.ts';

/** What the group `links-read` serves of verification. */
export const verificationReadHandlers = (
  deps: Pick<LinkDeps, 'tables'> & { readonly capabilitiesOf: CapabilitiesOf },
) => ({
  getLinkVerification: createGetLinkVerification(deps),
  getLinkComparison: createGetLinkComparison(deps),
});

/** The operations of the group `verification-write`. */
export const verificationWriteHandlers = (deps: LinkDeps) => ({
  verifyLink: createVerifyLinkNow(deps),
  recordCustomerView: createRecordCustomerView(deps),
});
