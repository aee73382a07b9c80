import * as z from 'zod';
import type { FieldError } from '../kernel/problems.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { Tables } from '../platform/tables.ts';
import {
  accountName,
  type CustomerRecord,
  type EnteredCustomer,
  readAccountOwners,
  readCustomerRecords,
} from './customer-record.ts';

/** What an import comes to. Customers that lose an account to another one count as changed. */
export const Counts = z.object({
  new: z.int().describe('customers that are not on record yet'),
  changed: z.int().describe('customers whose record becomes another, those that lose an account to another included'),
  unchanged: z.int().describe('customers whose record says the same already'),
  accountsMoved: z.int().describe('accounts that go from one customer to another'),
  accountsRemoved: z.int().describe('accounts that go from a customer to nobody'),
});
export type Counts = z.infer<typeof Counts>;

/** One customer's record, as it is and as it will be. */
export type CustomerChange = { readonly before?: CustomerRecord; readonly after: EnteredCustomer };

export type Plan = {
  readonly counts: Counts;
  /** The changes. Customers that take an account from one another stand in one group, which is written at once. */
  readonly groups: readonly (readonly CustomerChange[])[];
};

/** What is on record of the customers and accounts that a file names. */
export type Standing = {
  readonly records: ReadonlyMap<string, CustomerRecord>;
  /** Reference of whoever has an account, by `accountName`. */
  readonly owners: ReadonlyMap<string, string>;
};

/** Reads what a file of customers is compared with: three reads for each hundred lines at most. */
export async function readStanding(
  tables: Tables,
  org: string,
  customers: readonly EnteredCustomer[],
): Promise<Standing> {
  const named = customers.map(({ reference }) => reference);
  const [found, owned] = await Promise.all([
    readCustomerRecords(tables, org, named),
    readAccountOwners(
      tables,
      org,
      customers.flatMap(({ accounts }) => accounts),
    ),
  ]);
  const inFile = new Set(named);
  const losing = new Set(owned.map(({ reference }) => reference).filter((reference) => !inFile.has(reference)));
  const others = await readCustomerRecords(tables, org, [...losing]);
  return {
    records: new Map([...found, ...others].map((record) => [record.reference, record])),
    owners: new Map(owned.map((account) => [accountName(account), account.reference])),
  };
}

/** Writes that one group may need: what else a transaction of an import holds is at most four. */
export const MAX_GROUP_WRITES = 96;

/**
 * What has to change so that the records say what the file says. A customer of the file has the file's accounts and no
 * others after it; customers that the file does not name keep theirs, but for those that the file gives to others.
 * @returns `too_many_moves` where so many accounts change hands in a ring that they could not be written at once
 */
export function planImport(
  customers: readonly EnteredCustomer[],
  standing: Standing,
): Result<Plan, readonly FieldError[]> {
  const wanted = new Map(customers.map((customer) => [customer.reference, customer]));
  const moves = movesOf(customers, standing);
  for (const { account, from } of moves) {
    const loser = wanted.get(from) ?? standing.records.get(from);
    if (loser) wanted.set(from, without(loser, account));
  }
  const all = [...wanted.values()].map((after) => changeOf(standing.records.get(after.reference), after));
  const changes = all.filter(isChange);
  const groups = grouped(changes, moves);
  const slipped = groups.find((group) => writesOf(group) > MAX_GROUP_WRITES);
  if (slipped) return err([tooManyMoves(slipped)]);
  const isNew = changes.filter(({ before }) => !before).length;
  const dropped = changes.flatMap(droppedBy).length;
  return ok({
    groups,
    counts: {
      new: isNew,
      changed: changes.length - isNew,
      unchanged: all.length - changes.length,
      accountsMoved: moves.length,
      accountsRemoved: dropped - moves.length,
    },
  });
}

type Move = { readonly account: string; readonly from: string; readonly to: string };

function movesOf(customers: readonly EnteredCustomer[], { owners }: Standing): readonly Move[] {
  return customers.flatMap(({ reference, accounts }) =>
    accounts.flatMap((one) => {
      const account = accountName(one);
      const from = owners.get(account);
      return from === undefined || from === reference ? [] : [{ account, from, to: reference }];
    }),
  );
}

function without(customer: EnteredCustomer, account: string): EnteredCustomer {
  return { ...customer, accounts: customer.accounts.filter((one) => accountName(one) !== account) };
}

function changeOf(before: CustomerRecord | undefined, after: EnteredCustomer): CustomerChange {
  return { after, ...(before && { before }) };
}

function isChange({ before, after }: CustomerChange): boolean {
  return !before || said(before) !== said(after);
}

/** The order of accounts says nothing. */
function said({ reference, name, country, environment, accounts }: EnteredCustomer): string {
  return JSON.stringify([reference, name, country, environment, accounts.map(accountName).toSorted()]);
}

/** Accounts that a customer has no longer: moved to another one or gone. */
export function droppedBy({ before, after }: CustomerChange): EnteredCustomer['accounts'] {
  const kept = new Set(after.accounts.map(accountName));
  return before?.accounts.filter((account) => !kept.has(accountName(account))) ?? [];
}

/** Accounts that a customer has not had before. */
export function takenBy({ before, after }: CustomerChange): EnteredCustomer['accounts'] {
  const had = new Set(before?.accounts.map(accountName));
  return after.accounts.filter((account) => !had.has(accountName(account)));
}

/** Record and place in the list by name, and a pointer for each account that comes or goes. */
function writesOf(group: readonly CustomerChange[]): number {
  const pointers = group.flatMap((change) => [...droppedBy(change), ...takenBy(change)]).map(accountName);
  return 2 * group.length + new Set(pointers).size;
}

/** Customers tied by moves, however indirectly, in one group. */
function grouped(changes: readonly CustomerChange[], moves: readonly Move[]): readonly (readonly CustomerChange[])[] {
  const parents = new Map<string, string>();
  const headOf = (reference: string): string => {
    let head = reference;
    for (let above = parents.get(head); above !== undefined; above = parents.get(head)) head = above;
    return head;
  };
  for (const { from, to } of moves) {
    const [a, b] = [headOf(from), headOf(to)];
    if (a !== b) parents.set(a, b);
  }
  return [...Map.groupBy(changes, ({ after }) => headOf(after.reference)).values()];
}

/** That many at once come from a column that slipped by a line, not from customers that were sold. */
function tooManyMoves(group: readonly CustomerChange[]): FieldError {
  const some = group.slice(0, 3).map(({ after }) => after.reference);
  const detail =
    `${group.length} customers (${some.join(', ')} and others) would take accounts from one another; ` +
    'see whether a column has slipped. If it is meant, import it in several files';
  return { field: '', code: 'too_many_moves', detail };
}
