import { err, ok } from '../../kernel/result.ts';
import { readStored } from '../../kernel/stored.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { readPage } from '../../platform/read-page.ts';
import { timelineEntryShape, timelineKey } from '../../timeline/index.ts';
import { readLinkRequest } from '../advance.ts';
import type { linksRead } from '../contract-read.ts';
import type { LinkDeps } from '../ports.ts';

export const createGetLinkRequestTimeline =
  ({ tables }: Pick<LinkDeps, 'tables'>): HttpHandler<typeof linksRead.getLinkRequestTimeline> =>
  async ({ caller, params, query }) => {
    const record = await readLinkRequest(tables, caller.org, params.requestId);
    if (!record) return err({ kind: 'not_found', params: { what: 'link request' } });
    const { pk } = timelineKey(caller.org, record.id, 1);
    const page = await readPage(tables, { table: 'timeline', pk, begins: 'SEQ#' }, query);
    if (!page.ok) return err(page.error);
    const items = page.value.items.map((item) => {
      const { org: _org, subject: _subject, ...entry } = readStored(timelineEntryShape, item);
      return entry;
    });
    return ok({ status: 200, json: { items, ...(page.value.next && { next: page.value.next }) } });
  };
