import type { Instant } from '../../kernel/clock.ts';
import type { Page } from '../../kernel/paging.ts';
import type { Problem } from '../../kernel/problems.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { Tables } from '../../platform/tables.ts';
import type { RebateObjects } from '../objects.ts';
import { parseLine, type Rebate } from '../rebate.ts';
import { objectKeys } from '../snapshot/manifest.ts';
import { packedLines } from '../store/packed-lines.ts';
import { readPeriodAsOf } from '../store/period-record.ts';
import type { Wanted } from './asked.ts';
import { lastOf, type Place, pageOf, placeOf } from './find-rebates.ts';

type Deps = { readonly tables: Tables; readonly objects: Pick<RebateObjects, 'read'> };
type Asked = { readonly limit: number; readonly cursor?: string | undefined; readonly at: Instant };

/**
 * One page of the rebates that are wanted as they were believed at an instant (B13): read from the snapshots that were
 * current then, which nothing changes.
 * @returns `invalid_input` for a cursor that is not one of ours
 */
export async function findAsOf(
  { tables, objects }: Deps,
  { org, account }: Place,
  wanted: Wanted,
  { limit, cursor, at }: Asked,
): Promise<Result<Page<Rebate>, Problem>> {
  const from = placeOf(cursor, wanted.periods);
  if (!from.ok) return from;
  const found: Rebate[] = [];
  let { after } = from.value;
  for (const period of from.value.periods) {
    const believed = await readPeriodAsOf(tables, org, account, period, at);
    const lines = believed ? packedLines(await objects.read(objectKeys.snapshot(org, account, believed.manifest))) : [];
    for await (const line of lines) {
      if (idOf(line) <= after) continue;
      const record = parseLine(line);
      if (!isWanted(wanted, record)) continue;
      if (found.length === limit) return ok(pageOf(found, lastOf(found.at(-1))));
      found.push(record);
    }
    after = '';
  }
  return ok({ items: found });
}

/** Whether a record passes all filters but the period: what the store decides for lists of what is believed now. */
export function isWanted({ order, customer, product, status, kind }: Wanted, record: Rebate): boolean {
  const is = (wanted: string | undefined, value: string | undefined) => wanted === undefined || wanted === value;
  const named = product === undefined || record.product === product || record.productName === product;
  return (
    is(order, record.order) &&
    is(customer, record.customer) &&
    named &&
    is(status, record.status) &&
    is(kind, record.kind)
  );
}

/** A canonical line begins with its id, which needs no escaping: what lies before the cursor is never parsed. */
function idOf(line: string): string {
  const start = '{"id":"'.length;
  return line.slice(start, line.indexOf('"', start));
}
