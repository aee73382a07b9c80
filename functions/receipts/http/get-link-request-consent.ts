import { err, ok } from '../../kernel/result.ts';
import { readLinkRequest } from '../../links/advance.ts';
import type { HttpHandler } from '../../platform/http.ts';
import type { Tables } from '../../platform/tables.ts';
import type { receiptsRead } from '../contract.ts';
import { receiptsOf } from '../receipt.ts';
import { viewReceipt } from '../view.ts';

export const createGetLinkRequestConsent =
  ({ tables }: { readonly tables: Tables }): HttpHandler<typeof receiptsRead.getLinkRequestConsent> =>
  async ({ caller, params }) => {
    const [record, receipts] = await Promise.all([
      readLinkRequest(tables, caller.org, params.requestId),
      receiptsOf(tables, caller.org, params.requestId),
    ]);
    if (!record) return err({ kind: 'not_found', params: { what: 'link request' } });
    return ok({ status: 200, json: { receipts: receipts.map(viewReceipt) } });
  };
