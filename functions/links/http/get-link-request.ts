import { err, ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { readLinkRequest } from '../advance.ts';
import type { linksRead } from '../contract-read.ts';
import type { LinkDeps } from '../ports.ts';
import { viewLinkRequest } from '../view.ts';

export const createGetLinkRequest =
  ({ tables, clock }: Pick<LinkDeps, 'tables' | 'clock'>): HttpHandler<typeof linksRead.getLinkRequest> =>
  async ({ caller, params }) => {
    const record = await readLinkRequest(tables, caller.org, params.requestId);
    if (!record) return err({ kind: 'not_found', params: { what: 'link request' } });
    return ok({ status: 200, json: { linkRequest: viewLinkRequest(record, caller, clock.now()) } });
  };
