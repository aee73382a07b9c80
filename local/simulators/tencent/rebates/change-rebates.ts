import { ControlRefusal } from '../../control.ts';
import type { RebateMonth } from '../state.ts';
import type { World } from '../world.ts';
import { columns, idColumn } from './columns.ts';

type Row = RebateMonth['rows'][number];
type Change = {
  readonly account: string;
  readonly month: string;
  readonly put: readonly Row[];
  readonly remove: readonly string[];
  readonly readyAfter?: number | undefined;
  readonly serves?: RebateMonth['serves'] | undefined;
};

/** Puts and removes rows of a month; its file is made anew by that. */
export function changeRebates(world: World, { account, month, put, remove, readyAfter, serves }: Change): RebateMonth {
  if (!world.state.partners[account]) {
    throw new ControlRefusal(404, 'no_such_partner', `There is no partner account ${account}.`);
  }
  const known: ReadonlySet<string> = new Set(columns);
  const strange = put.flatMap((row) => Object.keys(row)).find((column) => !known.has(column));
  if (strange !== undefined) throw new ControlRefusal(400, 'no_such_column', `There is no column ${strange}.`);
  const { rebates } = world.state;
  const found = rebates.find((each) => each.partner === account && each.month === month);
  const before = found ?? { partner: account, month, rows: [], asked: 0, readyAfter: 1, serves: 'whole' as const };
  const rows = new Map(before.rows.map((row) => [row[idColumn], row]));
  for (const row of put) rows.set(row[idColumn], { 'Reseller UIN': account, 'Settlement Month': month, ...row });
  for (const id of remove) rows.delete(id);
  const isChanged = put.length > 0 || remove.length > 0;
  const after: RebateMonth = {
    ...before,
    rows: [...rows.values()],
    asked: isChanged ? 0 : before.asked,
    ...(readyAfter !== undefined && { readyAfter }),
    ...(serves && { serves }),
  };
  if (found) rebates[rebates.indexOf(found)] = after;
  else rebates.push(after);
  return after;
}
