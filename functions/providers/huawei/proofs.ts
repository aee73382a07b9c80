import { ok, type Result } from '../../kernel/result.ts';
import type { Calls, Receipt } from '../calls.ts';
import type { ReadFailure } from '../failure.ts';
import { effects, type PartnerAccountRef, type Proof, type ProofItem, type ProviderReads } from '../provider.ts';
import { actions, type Wire } from './actions.ts';
import { huaweiIntl } from './capabilities.ts';
import { findCustomer, onBehalf, RESALE } from './customer.ts';
import { saysNotOurs } from './errors.ts';

type Proven = Result<Proof & { readonly receipts: readonly Receipt[] }, ReadFailure>;
type Try = { readonly calls: Calls<Wire>; readonly ref: PartnerAccountRef; readonly account: string };
const { stage } = effects.proveLink;

/**
 * Tries one item of the verification list by a real read on the customer's account. The provider's "not yours" is an
 * answer here: the link does not hold.
 */
export function createProofs(calls: Calls<Wire>): ProviderReads['proveLink'] {
  return async (ref, account, item) => {
    const proven = await tryItem({ calls, ref, account }, item);
    if (proven.ok) return proven;
    const { code, requestId = null } = proven.error.raw;
    if (!saysNotOurs(code)) return proven;
    const receipts = [{ action: huaweiIntl.proofs[item].actions[0] ?? '', requestId }];
    return ok({ holds: false, because: 'not_ours', words: { error_code: code }, receipts });
  };
}

function tryItem(what: Try, item: ProofItem): Promise<Proven> {
  switch (item) {
    case 'status':
      return status(what);
    case 'visibility':
      return visibility(what);
    case 'service':
      return resources(what, 'listOnDemand');
    case 'billing':
      return billing(what);
    case 'delegated_action':
      return resources(what, 'listPeriodic');
    case 'audit_trace':
      return auditTrace(what);
  }
}

/** In resale, and not frozen: a new customer is, until it has a budget and the freeze is lifted. */
async function status({ calls, ref, account }: Try): Promise<Proven> {
  const found = await findCustomer(calls, ref, account, stage);
  if (!found.ok) return found;
  const { row, receipts } = found.value;
  if (!row) return ok({ holds: false, because: 'not_ours', words: {}, receipts });
  const told = words({ association_type: row.association_type, is_frozen: row.is_frozen });
  return row.association_type === RESALE && row.is_frozen === '0'
    ? ok({ holds: true, words: told, receipts })
    : ok({ holds: false, because: 'contradicted', words: told, receipts });
}

/** Among our customers. */
async function visibility({ calls, ref, account }: Try): Promise<Proven> {
  const found = await findCustomer(calls, ref, account, stage);
  if (!found.ok) return found;
  const { row, receipts } = found.value;
  return row
    ? ok({ holds: true, words: words({ association_type: row.association_type }), receipts })
    : ok({ holds: false, because: 'not_ours', words: {}, receipts });
}

/** The customer may spend something on our bill. */
async function billing({ calls, ref, account }: Try): Promise<Proven> {
  const parameters = { customer_id: account, ...onBehalf(ref) };
  const read = await calls.read({ ref, action: actions.readBudget, parameters, stage });
  if (!read.ok) return read;
  const { answer, receipts } = read.value;
  const { budget, words: said } = answer;
  const told = words({ budget_amount: said.budget_amount, budget_type: said.budget_type });
  return budget && !budget.isZero() && !budget.isNegative()
    ? ok({ holds: true, words: told, receipts })
    : ok({ holds: false, because: 'nothing_yet', words: told, receipts });
}

/** We are told the customer's resources, be there any or none: on demand, or by the month and year. */
async function resources({ calls, ref, account }: Try, which: 'listOnDemand' | 'listPeriodic'): Promise<Proven> {
  // the operation for resources by the month knows no second-tier reseller
  const behalf = which === 'listOnDemand' ? onBehalf(ref) : {};
  const parameters = { customer_id: account, ...behalf, offset: 0, limit: 1 };
  const read = await calls.read({ ref, action: actions[which], parameters, stage });
  if (!read.ok) return read;
  const { answer, receipts } = read.value;
  return ok({ holds: true, words: { total_count: String(answer.total_count) }, receipts });
}

/** That a budget was set stands in the provider's own record of it. */
async function auditTrace({ calls, ref, account }: Try): Promise<Proven> {
  const parameters = { customer_id: account, operation_type: 'SETTING', ...onBehalf(ref), offset: 0, limit: 1 };
  const read = await calls.read({ ref, action: actions.listBudgetRecords, parameters, stage });
  if (!read.ok) return read;
  const { answer, receipts } = read.value;
  const row = answer.records.find(({ operation }) => operation === 'SETTING');
  return row
    ? ok({ holds: true, words: words({ operation_type: row.operation, operation_time: row.at }), receipts })
    : ok({ holds: false, because: 'nothing_yet', words: {}, receipts });
}

function words(told: Readonly<Record<string, string | null | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(told).flatMap(([name, word]) => (word ? [[name, word]] : [])));
}
