import { ok } from '../../kernel/result.ts';
import { readStored } from '../../kernel/stored.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { readPage } from '../../platform/read-page.ts';
import { accessCsv, accessLine } from '../access-review.ts';
import type { partiesRead } from '../contract.ts';
import { listOf } from '../keys.ts';
import { memberShape, readPerson } from '../member.ts';
import type { ReadDeps } from '../ports.ts';

export const createGetAccessReview =
  ({ tables }: ReadDeps): HttpHandler<typeof partiesRead.reviewAccess> =>
  async ({ caller, query: { format, ...query } }) => {
    const page = await readPage(tables, { table: 'desk', index: 'list', pk: listOf.members(caller.org) }, query);
    if (!page.ok) return page;
    const { next } = page.value;
    const items = await Promise.all(
      page.value.items.map(async (item) => {
        const member = readStored(memberShape, item);
        return accessLine(tables, member, await readPerson(tables, caller.org, member.id));
      }),
    );
    if (format === 'json') return ok({ status: 200, json: { items, ...(next && { next }) } });
    const headers = {
      'content-disposition': 'attachment; filename="access-review.csv"',
      ...(next && { 'next-cursor': next }),
    };
    return ok({ status: 200, csv: accessCsv(items), headers });
  };
