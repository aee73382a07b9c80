import { err, ok } from '../../../kernel/result.ts';
import { readStored } from '../../../kernel/stored.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { MOST_MILLISECONDS, readPage } from '../../../platform/read-page.ts';
import { linkShape } from '../../link.ts';
import type { LinkDeps } from '../../ports.ts';
import type { caseOperations } from '../contract.ts';
import { type RegisterEntry, registerCsv, registerEntry } from '../link-register.ts';

type Handler = HttpHandler<typeof caseOperations.readLinkRegister>;
type Tables = LinkDeps['tables'];

/** Lines of one table: a Lambda answers at most 6 MB, and a line is some 300 bytes. */
const MOST_LINES = 10_000;

export const createReadLinkRegister =
  ({ tables }: Pick<LinkDeps, 'tables'>): Handler =>
  async ({ caller, query }) => {
    const isCsv = query.format === 'csv';
    const page = await entriesOf(tables, caller.org, query, isCsv ? MOST_LINES : query.limit);
    if (!page.ok) return err(page.error);
    const { items, next } = page.value;
    if (!isCsv) return ok({ status: 200, json: { items, ...(next && { next }) } });
    const headers = {
      'content-disposition': 'attachment; filename="link-register.csv"',
      ...(next && { 'next-cursor': next }),
    };
    return ok({ status: 200, csv: registerCsv(items), headers });
  };

async function entriesOf(tables: Tables, org: string, { cursor }: { cursor?: string | undefined }, most: number) {
  const list = { table: 'desk', index: 'list', pk: `ORG#${org}#LINKS`, descending: true } as const;
  const items: RegisterEntry[] = [];
  const began = Date.now();
  let next = cursor;
  do {
    const page = await readPage(tables, list, { limit: most - items.length, cursor: next });
    if (!page.ok) return page;
    items.push(...page.value.items.map((item) => registerEntry(readStored(linkShape, item))));
    next = page.value.next;
  } while (next !== undefined && items.length < most && Date.now() - began < MOST_MILLISECONDS);
  return ok({ items, next });
}
