import { err, ok } from '../../kernel/result.ts';
import { readStored } from '../../kernel/stored.ts';
import type { HttpHandler } from '../../platform/http.ts';
import type { linksRead } from '../contract-read.ts';
import { linkShape } from '../link.ts';
import { whereOfLinks } from '../list-filter.ts';
import { listRecords } from '../list-records.ts';
import type { LinkDeps } from '../ports.ts';
import { viewLink } from '../view.ts';

export const createListLinks =
  ({ tables }: Pick<LinkDeps, 'tables'>): HttpHandler<typeof linksRead.listLinks> =>
  async ({ caller, query }) => {
    const where = whereOfLinks(query);
    const list = { table: 'desk', index: 'list', pk: `ORG#${caller.org}#LINKS`, descending: true, where } as const;
    const page = await listRecords(tables, caller.org, list, query, 'link');
    if (!page.ok) return err(page.error);
    const items = page.value.items.map((item) => viewLink(readStored(linkShape, item)));
    return ok({ status: 200, json: { items, ...(page.value.next && { next: page.value.next }) } });
  };
