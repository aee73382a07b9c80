import { err, ok } from '../../kernel/result.ts';
import { readStored } from '../../kernel/stored.ts';
import type { HttpHandler } from '../../platform/http.ts';
import type { linksRead } from '../contract-read.ts';
import { linkRequestShape } from '../link-request.ts';
import { whereOfRequests } from '../list-filter.ts';
import { listRecords } from '../list-records.ts';
import type { LinkDeps } from '../ports.ts';
import { viewLinkRequest } from '../view.ts';

export const createListLinkRequests =
  ({ tables, clock }: Pick<LinkDeps, 'tables' | 'clock'>): HttpHandler<typeof linksRead.listLinkRequests> =>
  async ({ caller, query }) => {
    const list = query.waitingOn
      ? ({ table: 'desk', index: 'waiting', pk: `ORG#${caller.org}#WAITING#${query.waitingOn}` } as const)
      : ({ table: 'desk', index: 'list', pk: `ORG#${caller.org}#LINK_REQUESTS`, descending: true } as const);
    const filtered = { ...list, where: whereOfRequests(query) };
    const page = await listRecords(tables, caller.org, filtered, query, 'request');
    if (!page.ok) return err(page.error);
    const now = clock.now();
    const items = page.value.items.map((item) => viewLinkRequest(readStored(linkRequestShape, item), caller, now));
    return ok({ status: 200, json: { items, ...(page.value.next && { next: page.value.next }) } });
  };
