import { err, ok, type Result } from '../../kernel/result.ts';
import type { Calls, Receipt } from '../calls.ts';
import type { ReadFailure, Stage } from '../failure.ts';
import type { Customer, PartnerAccountRef } from '../provider.ts';
import { actions, type Wire } from './actions.ts';
import type { BudgetInfo, SubCustomer } from './schema.ts';

/** The association by which a customer's spending is on the partner's bill; 1 is a referral. 2 is the China site's. */
export const RESALE = '3';

type Found = { readonly row: SubCustomer | null; readonly receipts: readonly Receipt[] };

/**
 * The row of one account among the partner's customers; null where the provider counts none. Rows of other accounts only
 * are no answer: the filter is exact, and an absence may never come of one that was not applied.
 */
export async function findCustomer(
  calls: Calls<Wire>,
  ref: PartnerAccountRef,
  account: string,
  stage: Stage,
): Promise<Result<Found, ReadFailure>> {
  const parameters = { customer_id: account, ...onBehalf(ref), offset: 0, limit: 1 };
  const read = await calls.read({ ref, action: actions.listCustomers, parameters, stage });
  if (!read.ok) return read;
  const { answer, receipts } = read.value;
  const row = answer.customer_infos.find(({ customer_id }) => customer_id === account) ?? null;
  if (row === null && answer.count > 0) return err({ kind: 'malformed_answer', stage, raw: otherAccounts });
  return ok({ row, receipts });
}

const otherAccounts = { code: null, message: 'other accounts than the one that was asked for' };

/** The second-tier reseller for whom a distributor calls. */
export function onBehalf({ onBehalfOf }: PartnerAccountRef): { readonly indirect_partner_id?: string } {
  return onBehalfOf === undefined ? {} : { indirect_partner_id: onBehalfOf };
}

/** A customer from its row of ListSubCustomers and, where it was asked for, ShowSubCustomerBudget. */
export function asCustomer(row: SubCustomer, info: BudgetInfo | undefined): Customer {
  const budget = info?.budget ?? null;
  const used = info?.used ?? null;
  return {
    account: row.customer_id,
    name: row.customer ?? row.account_name,
    linkedAt: row.associated_on,
    relation: row.association_type === RESALE ? 'resale' : row.association_type === '1' ? 'referral' : 'unknown',
    standing: standings[row.is_frozen ?? ''] ?? 'unknown',
    identity: identities[row.verified_status ?? ''] ?? 'unknown',
    // without a budget the site may answer 0, which nobody has set: the least budget is above it
    creditLimit: budget?.isZero() ? null : budget,
    creditAvailable: budget === null || used === null || budget.isZero() ? null : budget.minus(used),
    words: wordsOf({ ...row, ...info?.words }),
  };
}

/** `is_frozen` 1 is taken for both kinds of freeze; what a customer owes is not told to its partner. */
const standings: Readonly<Record<string, Customer['standing']>> = { '0': 'active', '1': 'frozen' };

/** `verified_status` -1 none, 0 in review, 1 rejected, 2 verified, 3 failed. */
const identities: Readonly<Record<string, Customer['identity']>> = {
  '-1': 'unverified',
  '0': 'pending',
  '1': 'failed',
  '2': 'verified',
  '3': 'failed',
};

const wordNames = [
  'association_type',
  'budget_amount',
  'budget_type',
  'customer_type',
  'is_frozen',
  'used_amount',
  'verified_status',
] as const;

function wordsOf(rows: Partial<Record<(typeof wordNames)[number], string | null>>): Record<string, string> {
  return Object.fromEntries(wordNames.flatMap((name) => (rows[name] ? [[name, rows[name]]] : [])));
}
