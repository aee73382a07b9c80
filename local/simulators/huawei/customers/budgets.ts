import { Big } from 'big.js';
import * as z from 'zod';
import { action, type Caller, idParameter, indirectPartner, pageOf, paging } from '../action.ts';
import { budgetTypeSchema, type Customer } from '../customer-state.ts';
import type { PartnerAccount } from '../state.ts';
import { amount, measure, wireTime } from '../wire-format.ts';
import { actingPartner, customersOf, nowOf, resaleCustomer } from '../world.ts';

const permissions = ['BPC_ITEM_SUBCUSTSERV_010111', 'BPC_ITEM_SUBCUSTSERV_010503'];

const showSubCustomerBudget = action({
  name: 'ShowSubCustomerBudget',
  at: 'GET /v2/partners/sub-customers/budget',
  permissions,
  parameters: z.object({ customer_id: idParameter, indirect_partner_id: indirectPartner }),
  run: ({ world, partner }, { customer_id, indirect_partner_id }) => {
    const owner = actingPartner(world, partner, indirect_partner_id);
    return { ...wireBudget(resaleCustomer(world, partner, owner, customer_id)), ...measure };
  },
});

const listSubCustomerBudget = action({
  name: 'ListSubCustomerBudget',
  at: 'POST /v2/partners/sub-customers/budget/query',
  permissions: ['BPC_ITEM_ACCOUNT_010500'],
  parameters: z.object({
    customer_ids: z.array(idParameter).min(1).max(100),
    indirect_partner_id: indirectPartner,
  }),
  run: ({ world, partner }, { customer_ids, indirect_partner_id }) => {
    const owner = actingPartner(world, partner, indirect_partner_id);
    // Whoever is no customer, or not of the resale mode, is left out without a word.
    const found = customersOf(world, owner).filter(
      ({ id, associationType }) => associationType === '3' && customer_ids.includes(id),
    );
    return {
      ...measure,
      budget_infos: found.map((customer) => ({ customer_id: customer.id, ...wireBudget(customer) })),
    };
  },
});

const updateSubCustomerBudget = action({
  name: 'UpdateSubCustomerBudget',
  at: 'POST /v2/partners/sub-customers/budget',
  permissions,
  parameters: z.object({
    customer_id: idParameter,
    /** A JSON number: above 0, with two decimals at most. */
    budget_amount: z
      .number()
      .gt(0)
      .max(2_147_483_647)
      .refine((given) => new Big(String(given)).round(2).eq(String(given))),
    cancel_partner_frozen: z.enum(['0', '1']).default('0'),
    budget_type: budgetTypeSchema.default('MONTHLY'),
    /** 0 by hand, 1 by itself when the budget is used up. */
    frozen_operate_type: z.union([z.literal(0), z.literal(1)]).default(0),
    indirect_partner_id: indirectPartner,
  }),
  run: ({ world, partner }, wanted) => {
    const owner = actingPartner(world, partner, wanted.indirect_partner_id);
    const customer = resaleCustomer(world, partner, owner, wanted.customer_id);
    const given = new Big(String(wanted.budget_amount)).toFixed(2);
    setBudget({ world, partner }, customer, {
      amount: given,
      type: wanted.budget_type,
      freezesByItself: wanted.frozen_operate_type === 1,
    });
    if (wanted.cancel_partner_frozen === '1') customer.frozen = 'no';
    return {};
  },
});

const listSubCustomerBudgetRecords = action({
  name: 'ListSubCustomerBudgetRecords',
  at: 'GET /v2/partners/sub-customers/budget/records',
  permissions,
  parameters: z.object({
    customer_id: idParameter,
    operation_type: z.enum(['SETTING', 'DELETE']).optional(),
    budget_type: budgetTypeSchema.optional(),
    indirect_partner_id: indirectPartner,
    ...paging,
  }),
  run: ({ world, partner }, wanted) => {
    const owner = actingPartner(world, partner, wanted.indirect_partner_id);
    const records = readable({ world, partner }, owner, wanted.customer_id)
      .budgetRecords.filter(
        (record) =>
          record.partner === owner.id &&
          (wanted.operation_type === undefined || record.operation === wanted.operation_type) &&
          (wanted.budget_type === undefined || record.type === wanted.budget_type),
      )
      .toReversed();
    return {
      total_count: records.length,
      ...measure,
      record_list: pageOf(records, wanted).map((record) => ({
        budget_amount: amount(record.amount),
        operation_type: record.operation,
        operation_time: wireTime(record.at),
        operator: record.operator,
        budget_type: record.type,
        partner_corp_name: owner.name,
        partner_account_name: owner.accountName,
      })),
    };
  },
});

/** Sets a budget, which is absolute, and remembers who did. What was used of the one before stays used. */
export function setBudget(
  { world, partner }: Caller,
  customer: Customer,
  given: Pick<NonNullable<Customer['budget']>, 'amount' | 'type' | 'freezesByItself'>,
): void {
  customer.budget = { ...given, used: customer.budget?.used ?? '0.00' };
  customer.budgetRecords.push({
    partner: customer.partner ?? partner.id,
    amount: given.amount,
    operation: 'SETTING',
    at: nowOf(world),
    operator: partner.accountName,
    type: given.type,
  });
}

/** One that was released only where the caller's readings say that its records stay readable. */
function readable({ world, partner }: Caller, owner: PartnerAccount, id: string): Customer {
  const former = Object.values(world.state.customers).find(
    (each) => each.id === id && each.partner !== owner.id && each.formerPartners.includes(owner.id),
  );
  return former !== undefined && partner.readings.recordsAfterRelease === 'answer'
    ? former
    : resaleCustomer(world, partner, owner, id);
}

/** Without a budget the amounts are 0; that is ours. */
function wireBudget({ budget }: Customer) {
  return {
    budget_amount: amount(budget?.amount ?? '0'),
    used_amount: amount(budget?.used ?? '0'),
    budget_type: budget?.type ?? 'MONTHLY',
  };
}

/** What a customer may spend, and who set it. */
export const budgetActions = [
  showSubCustomerBudget,
  listSubCustomerBudget,
  updateSubCustomerBudget,
  listSubCustomerBudgetRecords,
];
