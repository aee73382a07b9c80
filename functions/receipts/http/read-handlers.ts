import type { Tables } from '../../platform/tables.ts';
import { createGetLinkConsent } from './get-link-consent.ts';
import { createGetLinkRequestConsent } from './get-link-request-consent.ts';

/** What the group `links-read` serves of receipts. */
export const receiptsReadHandlers = (deps: { readonly tables: Tables }) => ({
  getLinkRequestConsent: createGetLinkRequestConsent(deps),
  getLinkConsent: createGetLinkConsent(deps),
});
