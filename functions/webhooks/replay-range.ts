import type { Instant } from '../kernel/clock.ts';
import { readStored } from '../kernel/stored.ts';
import type { Tables } from '../platform/tables.ts';
import type { Condition } from '../platform/where.ts';
import { type Delivery, deliveries, deliveryKey, deliveryShape, replayDelivery } from './delivery.ts';

/** What is to be sent again: events that happened from `since` on and before `until`. */
export type Range = { readonly since: Instant; readonly until: Instant; readonly of: 'failed' | 'all' };

/** Deliveries that are written side by side, and that one read looks at. */
const AT_ONCE = 25;
const READ_AT_ONCE = 200;

/**
 * Replays the deliveries of a range, oldest first, at most so many. Each is a transaction of its own, marked with the
 * request, so that a request that broke half way and comes again goes on where it stopped, and one that lost to another
 * writer leaves that delivery alone.
 */
export async function replayRange(
  tables: Tables,
  of: Pick<Delivery, 'org' | 'webhook'>,
  range: Range,
  { at, by, most }: { readonly at: Instant; readonly by: string; readonly most: number },
): Promise<{ readonly replayed: number; readonly more: boolean }> {
  const chosen = await choose(tables, of, range, by, most + 1);
  let replayed = 0;
  for (let from = 0; from < Math.min(chosen.length, most); from += AT_ONCE) {
    const chunk = chosen.slice(from, Math.min(from + AT_ONCE, most));
    const written = await Promise.all(chunk.map((one) => tables.transact(replayDelivery(one, at, by).intents)));
    replayed += written.filter(({ ok }) => ok).length;
  }
  return { replayed, more: chosen.length > most };
}

async function choose(
  tables: Tables,
  of: Pick<Delivery, 'org' | 'webhook'>,
  range: Range,
  by: string,
  most: number,
): Promise<readonly Delivery[]> {
  const { pk } = deliveryKey({ ...of, id: 'dlv_' });
  const found: Delivery[] = [];
  let after: string | undefined;
  do {
    const page = await tables.query({
      table: 'desk',
      pk,
      begins: deliveries,
      where: whereOf(range),
      limit: READ_AT_ONCE,
      ...(after !== undefined && { after }),
    });
    const ours = page.items
      .map((item) => readStored(deliveryShape, item))
      .filter(({ replayedBy }) => replayedBy !== by);
    found.push(...ours);
    after = page.more ? page.last : undefined;
  } while (after !== undefined && found.length < most);
  return found.slice(0, most);
}

function whereOf({ since, until, of }: Range): readonly (readonly Condition[])[] {
  const status = (eq: Delivery['status']): Condition => ({ field: 'status', eq });
  return [
    [{ field: 'occurredAt', gte: since }],
    [{ field: 'occurredAt', lt: until }],
    of === 'failed' ? [status('failed')] : [status('failed'), status('delivered')],
  ];
}
