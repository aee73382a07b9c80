import { err, ok } from '../../kernel/result.ts';
import { readLink } from '../../links/link.ts';
import type { HttpHandler } from '../../platform/http.ts';
import type { Tables } from '../../platform/tables.ts';
import type { receiptsRead } from '../contract.ts';
import { receiptsOf } from '../receipt.ts';
import { viewReceipt } from '../view.ts';

/** A link's consents stand under the request that made it, and those of its changes under the link itself. */
export const createGetLinkConsent =
  ({ tables }: { readonly tables: Tables }): HttpHandler<typeof receiptsRead.getLinkConsent> =>
  async ({ caller, params }) => {
    const link = await readLink(tables, caller.org, params.linkId);
    if (!link) return err({ kind: 'not_found', params: { what: 'link' } });
    const records = [...(link.requestId ? [link.requestId] : []), link.id];
    const receipts = await Promise.all(records.map((record) => receiptsOf(tables, caller.org, record)));
    return ok({ status: 200, json: { receipts: receipts.flat().map(viewReceipt) } });
  };
