import { err, ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { readEntries } from '../../timeline/index.ts';
import { readLinkRequest } from '../advance.ts';
import type { linksRead } from '../contract-read.ts';
import type { LinkDeps } from '../ports.ts';

export const createGetLinkRequestTimeline =
  ({ tables }: Pick<LinkDeps, 'tables'>): HttpHandler<typeof linksRead.getLinkRequestTimeline> =>
  async ({ caller, params, query }) => {
    const record = await readLinkRequest(tables, caller.org, params.requestId);
    if (!record) return err({ kind: 'not_found', params: { what: 'link request' } });
    const page = await readEntries(tables, caller.org, record.id, query);
    return page.ok ? ok({ status: 200, json: page.value }) : page;
  };
