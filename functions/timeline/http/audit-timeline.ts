import { err, ok } from '../../kernel/result.ts';
import type { Item } from '../../kernel/write.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { readPage } from '../../platform/read-page.ts';
import type { Tables } from '../../platform/tables.ts';
import type { timelineOperations } from '../contract.ts';
import { timelineEntryShape, timelineKey } from '../entry.ts';
import { readUnmoved } from '../read-timeline.ts';
import { verifyEntries, verifyHead } from '../verify.ts';

export const createAuditTimeline =
  ({ tables }: { readonly tables: Tables }): HttpHandler<typeof timelineOperations.auditTimeline> =>
  async ({ caller, params, query }) => {
    const of = { org: caller.org, subject: params.recordId };
    const { pk } = timelineKey(of.org, of.subject, 1);
    const lastBefore = async (after?: string) => {
      const newestFirst = { table: 'timeline', pk, descending: true, limit: 1 } as const;
      const { items } = await tables.query({ ...newestFirst, ...(after !== undefined && { after }) });
      return items[0];
    };
    const { record, found } = await readUnmoved(tables, of.org, of.subject, async () => {
      const page = await readPage(tables, { table: 'timeline', pk }, query);
      if (!page.ok) return page;
      const [first] = page.value.items;
      return ok({
        ...page.value,
        before: query.cursor && first && (await lastBefore(first.sk)),
        last: await lastBefore(),
      });
    });
    if (!found.ok) return err(found.error);
    const { items, before, last, next } = found.value;
    if (!record && !last) return err({ kind: 'not_found', params: { what: 'record' } });
    const chain = verifyEntries(of, items, before ? placeOf(before) : undefined);
    const head = verifyHead(of, record, last ? placeOf(last) : { seq: 0, hash: '' });
    const findings = [...chain.findings, ...head].map(({ seq, code, says }) => ({ seq, code, says }));
    return ok({
      status: 200,
      json: {
        head: record ? { seq: Number(record['timelineSeq']), hash: String(record['timelineHead']) } : null,
        intact: findings.length === 0,
        findings,
        items: items.flatMap(viewEntry),
        ...(next && { next }),
      },
    });
  };

function placeOf({ sk, hash }: Item) {
  return { seq: Number(sk.replace('SEQ#', '')) || 0, hash: String(hash) };
}

function viewEntry(item: Item) {
  const read = timelineEntryShape.schema.safeParse(item);
  if (!read.success) return [];
  const { org: _org, subject: _subject, ...entry } = read.data;
  return [entry];
}
