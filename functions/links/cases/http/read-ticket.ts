import { err, ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import type { LookDeps } from '../../look.ts';
import { viewLinkRequest } from '../../view.ts';
import { readRequestCase } from '../case.ts';
import type { caseOperations } from '../contract.ts';
import { ticketDocument } from '../ticket-document.ts';

export const createReadTicket =
  (deps: LookDeps): HttpHandler<typeof caseOperations.readTicket> =>
  async ({ caller, params }) => {
    const found = await readRequestCase(deps, caller, params.requestId);
    if (!found?.record) return err({ kind: 'not_found', params: { what: 'link request' } });
    const shown = viewLinkRequest(found.record, caller, found.now);
    return ok({ status: 200, json: { ticket: ticketDocument(found, shown) } });
  };
