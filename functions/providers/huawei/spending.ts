import { err, InvariantBroken, ok } from '../../kernel/result.ts';
import type { Calls, Receipt } from '../calls.ts';
import type { RefusalCode } from '../failure.ts';
import { nextPage, pageOf } from '../pages.ts';
import { effects, type PartnerAccountRef, type ProviderPort, type SpendingTerms } from '../provider.ts';
import type { CreditAllocation } from '../spending.ts';
import { actions, PAGE_SIZE, type Wire } from './actions.ts';
import { findCustomer, onBehalf } from './customer.ts';
import { saysNotOurs } from './errors.ts';
import { type BudgetRecord, budgetPattern, LARGEST_BUDGET } from './schema.ts';

type Spending = Pick<ProviderPort, 'prepareAccount' | 'listCreditAllocations' | 'unfreeze' | 'readOwner'>;

/** For whoever reads the provider's own list of freezes. */
const UNFREEZE_REASON = 'Unfrozen by the reseller';

/** What a customer may spend, and who has it, at Huawei Cloud's international site. */
export function createSpending(calls: Calls<Wire>): Spending {
  return {
    /**
     * One call: it sets the monthly budget, which is absolute, and lifts the freeze by which a new customer comes. Terms
     * that the site has no way to set are refused before anything is sent.
     */
    async prepareAccount(ref, { account, terms }) {
      const { stage } = effects.prepareAccount;
      const set = budgetOf(terms);
      if ('refused' in set) return err({ kind: 'refused', code: set.refused, stage, raw: notSettable(set.because) });
      const parameters = { customer_id: account, ...set, cancel_partner_frozen: '1', ...onBehalf(ref) };
      const done = await calls.effect({ ref, action: actions.setBudget, parameters, stage });
      return done.ok ? ok({ receipts: done.value.receipts }) : done;
    },

    async listCreditAllocations(ref, account, cursor) {
      const { stage } = effects.listCreditAllocations;
      const page = pageOf(cursor);
      const parameters = {
        customer_id: account,
        ...onBehalf(ref),
        offset: (page - 1) * PAGE_SIZE,
        limit: PAGE_SIZE,
      };
      const read = await calls.read({ ref, action: actions.listBudgetRecords, parameters, stage });
      if (!read.ok) {
        const { raw } = read.error;
        // An empty list would look as if nothing had been set.
        return saysNotOurs(raw.code) ? err({ kind: 'refused', code: 'account_unknown', stage, raw }) : read;
      }
      const { answer, receipts } = read.value;
      const items = answer.records
        .map(allocation)
        .toSorted((one, other) => (other.allocatedAt ?? '').localeCompare(one.allocatedAt ?? ''));
      return ok({ items, ...nextPage(page, items.length, PAGE_SIZE), total: answer.total, receipts });
    },

    /** Of the kind `ACCOUNT`: kinds have to be the same, which one it was is not told, and the other is refused. */
    async unfreeze(ref, { account }) {
      const { stage } = effects.unfreeze;
      const parameters = { customer_ids: [account], reason: UNFREEZE_REASON, ...onBehalf(ref) };
      const lifted = await calls.effect({ ref, action: actions.unfreeze, parameters, stage });
      return lifted.ok ? ok({ receipts: lifted.value.receipts }) : lifted;
    },

    /** No call names a customer's owner: our own list is asked first, then that of each second-tier reseller. */
    async readOwner({ org, account: partner, site, environment }, account) {
      const { stage } = effects.readOwner;
      const ref: PartnerAccountRef = { org, account: partner, site, environment };
      const direct = await findCustomer(calls, ref, account, stage);
      if (!direct.ok) return direct;
      const receipts: Receipt[] = [...direct.value.receipts];
      if (direct.value.row) return ok({ secondLevel: null, receipts });
      for (let offset = 0; ; offset += PAGE_SIZE) {
        const parameters = { offset, limit: PAGE_SIZE };
        const listed = await calls.read({ ref, action: actions.listSecondLevel, parameters, stage });
        if (!listed.ok) return listed;
        receipts.push(...listed.value.receipts);
        const resellers = listed.value.answer.indirect_partners;
        for (const { indirect_partner_id: id, name, account_name } of resellers) {
          const found = await findCustomer(calls, { ...ref, onBehalfOf: id }, account, stage);
          if (!found.ok) return found;
          receipts.push(...found.value.receipts);
          if (found.value.row) return ok({ secondLevel: { account: id, name: name ?? account_name }, receipts });
        }
        if (resellers.length < PAGE_SIZE) return ok({ secondLevel: null, receipts });
      }
    },
  };
}

type Refused = { readonly refused: RefusalCode; readonly because: string };
type Budget = {
  readonly budget_amount: number;
  readonly budget_type: 'MONTHLY';
  readonly frozen_operate_type: 0 | 1;
};

/**
 * A budget is above 0, with two decimals at most: all such amounts are exact as the JSON numbers that the API takes. What
 * is over it freezes the account at once, or somebody does; there is neither a later stop nor a switch for purchases.
 * @throws InvariantBroken for another currency than US dollars
 */
function budgetOf({ limit, whenUsedUp, newPurchases }: SpendingTerms): Budget | Refused {
  if (limit.currency !== 'USD') throw new InvariantBroken('a budget in another currency than US dollars');
  if (newPurchases === 'barred') return { refused: 'input_invalid', because: 'purchases can not be barred here' };
  if (whenUsedUp === 'stop_later') return { refused: 'input_invalid', because: 'services can not stop later here' };
  const amount = Number(limit.amount);
  if (!budgetPattern.test(limit.amount) || limit.isZero() || amount > Number(LARGEST_BUDGET))
    return { refused: 'amount_out_of_range', because: `a budget is above 0 and at most ${LARGEST_BUDGET}, in cents` };
  return { budget_amount: amount, budget_type: 'MONTHLY', frozen_operate_type: whenUsedUp === 'stop' ? 1 : 0 };
}

function notSettable(message: string) {
  return { code: null, message };
}

/** A budget is set, not added to: how much it changed by is not told, and no text of ours is kept. */
function allocation({ at, budget, operation }: BudgetRecord): CreditAllocation {
  return {
    allocatedAt: at,
    amount: null,
    limitAfter: operation === 'SETTING' ? budget : null,
    availableAfter: null,
    mark: null,
    remark: operation,
  };
}
