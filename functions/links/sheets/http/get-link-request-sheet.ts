import { ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { readContact } from '../../contact.ts';
import type { LinkDeps } from '../../ports.ts';
import type { sheetOperations } from '../contract.ts';
import { readInHand } from '../in-hand.ts';
import { viewInvitationSheet } from '../view.ts';

export const createGetLinkRequestSheet =
  (deps: LinkDeps): HttpHandler<typeof sheetOperations.getLinkRequestSheet> =>
  async ({ caller, params, query, language }) => {
    const [read, contact] = await Promise.all([
      readInHand(deps, caller.org, params.requestId),
      readContact(deps.tables, caller.org, params.requestId),
    ]);
    if (!read.ok) return read;
    const sheet = viewInvitationSheet(read.value, query.language ?? language);
    const invite = contact && { email: contact.email, ...(contact.name && { name: contact.name }) };
    return ok({ status: 200, json: { sheet, ...(invite && { invite }) } });
  };
