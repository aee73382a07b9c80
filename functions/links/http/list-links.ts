import { err, ok } from '../../kernel/result.ts';
import { readStored } from '../../kernel/stored.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { readPage } from '../../platform/read-page.ts';
import type { linksRead } from '../contract-read.ts';
import { linkShape } from '../link.ts';
import type { LinkDeps } from '../ports.ts';
import { viewLink } from '../view.ts';

export const createListLinks =
  ({ tables }: Pick<LinkDeps, 'tables'>): HttpHandler<typeof linksRead.listLinks> =>
  async ({ caller, query }) => {
    const page = await readPage(
      tables,
      { table: 'desk', index: 'list', pk: `ORG#${caller.org}#LINKS`, descending: true },
      query,
    );
    if (!page.ok) return err(page.error);
    const items = page.value.items.map((item) => viewLink(readStored(linkShape, item)));
    return ok({ status: 200, json: { items, ...(page.value.next && { next: page.value.next }) } });
  };
