import type * as z from 'zod';
import { ControlRefusal } from '../../control.ts';
import type { controlContract } from '../control-contract.ts';
import { partnerOf } from '../customer-side.ts';
import type { Bill, CommissionFile } from '../state.ts';
import type { World } from '../world.ts';
import { columnsOf } from './columns.ts';

type Rows = readonly Readonly<Record<string, string>>[];

/** Puts a month's bill in place of the one before. */
export function setBill(world: World, { account, ...bill }: z.output<typeof controlContract.setBill.input>): Bill {
  partnerOf(world, account);
  refuseStrange(columnsOf[bill.type], bill.rows);
  const next: Bill = { ...bill, partner: account };
  const { bills } = world.state;
  world.state.bills = bills.filter(
    ({ partner, owner, type, month }) =>
      partner !== account || owner !== next.owner || type !== next.type || month !== next.month,
  );
  world.state.bills.push(next);
  return next;
}

/** Puts a month's commission files in place of those before; names are drawn in the form of the sample. */
export function setCommission(
  world: World,
  { account, month, files }: z.output<typeof controlContract.setCommission.input>,
): CommissionFile[] {
  partnerOf(world, account);
  for (const { rows } of files) refuseStrange(columnsOf.commission, rows);
  const next = files.map(({ policy, name, rows, serves, renamed }) => ({
    partner: account,
    month,
    policy,
    name: name ?? `${policy}_${world.random.digits(10)}.xlsx`,
    rows: rows.map((row) => ({
      'Bill Month': month,
      'Partner UID': account,
      'Commission Policy': policy,
      ...row,
    })),
    serves,
    renamed,
    status: 'init' as const,
  }));
  const kept = world.state.commissionFiles.filter((file) => file.partner !== account || file.month !== month);
  world.state.commissionFiles = [...kept, ...next];
  return next;
}

function refuseStrange(columns: readonly string[], rows: Rows): void {
  const strange = rows.flatMap((row) => Object.keys(row)).find((column) => !columns.includes(column));
  if (strange !== undefined) throw new ControlRefusal(400, 'no_such_column', `There is no column ${strange}.`);
}
