import { err, ok } from '../../kernel/result.ts';
import { readStored } from '../../kernel/stored.ts';
import { type LinkRequest, linkRequestShape } from '../../links/link-request.ts';
import { isOutcome } from '../../links/request-status.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { readFiltered } from '../../platform/read-page.ts';
import type { Tables } from '../../platform/tables.ts';
import type { Where } from '../../platform/where.ts';
import type { AuditedRequest, timelineOperations } from '../contract.ts';

type Handler = HttpHandler<typeof timelineOperations.auditLinkRequests>;
type Filters = Parameters<Handler>[0]['query'];

export const createAuditLinkRequests =
  ({ tables }: { readonly tables: Tables }): Handler =>
  async ({ caller, query }) => {
    const list = { table: 'desk', index: 'list', pk: `ORG#${caller.org}#LINK_REQUESTS`, descending: true } as const;
    const page = await readFiltered(tables, { ...list, where: where(query) }, query, (item) =>
      isNamed(readStored(linkRequestShape, item).customer, query.customer),
    );
    if (!page.ok) return err(page.error);
    const { items, next } = page.value;
    const facts = items.map((item) => audited(readStored(linkRequestShape, item)));
    return ok({ status: 200, json: { items: facts, ...(next && { next }) } });
  };

/** What the store can filter by. */
function where({ createdFrom, createdTo, status, member }: Filters): Where {
  return [
    ...(createdFrom === undefined ? [] : [[{ field: 'createdAt', gte: createdFrom }]]),
    ...(createdTo === undefined ? [] : [[{ field: 'createdAt', lt: createdTo }]]),
    ...(status === undefined ? [] : [[{ field: 'status', eq: status }]]),
    ...(member === undefined ? [] : [[{ field: 'createdBy', eq: member }]]),
  ];
}

function isNamed({ accountId, reference, name }: LinkRequest['customer'], sought: string | undefined): boolean {
  if (sought === undefined || accountId === sought || reference === sought) return true;
  return name.toLowerCase().includes(sought.toLowerCase());
}

function audited({ id, customer, createdAt, createdBy, status, endedAt }: LinkRequest): AuditedRequest {
  const { name, reference = null, accountId = null } = customer;
  return {
    requestId: id,
    customer: { name, reference, accountId },
    createdAt,
    operator: createdBy,
    status,
    final: isOutcome(status),
    endedAt: endedAt ?? null,
  };
}
