import type { Tables } from '../../platform/tables.ts';
import { createGetLinkConsent } from './get-link-consent.ts';
import { createGetLinkRequestConsent } from './get-link-request-consent.ts';
import { createGetUnbindCertificate } from './get-unbind-certificate.ts';

/** What the group `links-read` serves of receipts. */
export const receiptsReadHandlers = (deps: { readonly tables: Tables }) => ({
  getLinkRequestConsent: createGetLinkRequestConsent(deps),
  getLinkConsent: createGetLinkConsent(deps),
});

/** What the group `unbinds-read` serves of certificates. */
export const certificatesReadHandlers = (deps: { readonly tables: Tables }) => ({
  getUnbindCertificate: createGetUnbindCertificate(deps),
});
