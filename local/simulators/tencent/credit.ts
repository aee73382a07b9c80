import { Big } from 'big.js';
import * as z from 'zod';
import { action, assumed, documented, everyRole, paging, uinNumber } from './action.ts';
import { refusal } from './api-error.ts';
import type { Customer, PartnerAccount } from './state.ts';
import { sum, wireList, wireMoney, wireTime } from './wire-format.ts';
import { compare, customersOf, ownCustomer, pageOf, type World } from './world.ts';

const queryCreditByUinList = action({
  name: 'QueryCreditByUinList',
  rate: documented(5),
  roles: everyRole,
  parameters: z.strictObject({
    UinList: z
      .array(uinNumber)
      .min(1, { error: 'InvalidParameterValue.UinList' })
      .max(50, { error: 'InvalidParameterValue.UinList' }),
  }),
  run: ({ world, partner }, { UinList }) => {
    const notCustomer = refusal('UnauthorizedOperation.NotCustomerUin');
    return { Data: wireList(UinList.map((uin) => wireCredit(ownCustomer(world, partner, uin, notCustomer)))) };
  },
});

const queryDirectCustomersCredit = action({
  name: 'QueryDirectCustomersCredit',
  rate: documented(5),
  roles: everyRole,
  parameters: z.strictObject({}),
  run: ({ world, partner }) => ({ Data: wireList(customersOf(world, partner).map(wireCredit)) }),
});

function wireCredit(customer: Customer): Record<string, unknown> {
  return {
    Uin: Number(customer.uin),
    TotalCredit: wireMoney(customer.creditTotal),
    RemainingCredit: wireMoney(customer.creditRemaining),
  };
}

const queryPartnerCredit = action({
  name: 'QueryPartnerCredit',
  rate: assumed,
  roles: everyRole,
  parameters: z.strictObject({}),
  run: ({ world, partner }) => {
    const { allocated, allocable } = creditOf(world, partner);
    const customers = customersOf(world, partner);
    return {
      AllocatedCredit: wireMoney(allocated),
      TotalCredit: wireMoney(partner.credit),
      RemainingCredit: wireMoney(allocable),
      CustomerTotalCredit: wireMoney(sum(customers.map(({ creditTotal }) => creditTotal))),
      CustomerRemainingCredit: wireMoney(sum(customers.map(({ creditRemaining }) => creditRemaining))),
    };
  },
});

const allocateCustomerCredit = action({
  name: 'AllocateCustomerCredit',
  rate: assumed,
  roles: everyRole,
  parameters: z.strictObject({ ClientUin: uinNumber, AddedCredit: z.number(), Remark: z.string().default('') }),
  run: ({ world, partner }, { ClientUin, AddedCredit, Remark }) => {
    const customer = ownCustomer(world, partner, ClientUin);
    const added = new Big(String(AddedCredit));
    // Which of the action's two codes answers which limit is not documented.
    if (added.gt(creditOf(world, partner).allocable)) throw refusal('FailedOperation.BalanceInsufficient');
    const remaining = new Big(customer.creditRemaining).plus(added);
    if (added.lt('0') && remaining.lt('0')) throw refusal('InvalidParameterValue.CreditAmountOutOfRange');
    customer.creditTotal = new Big(customer.creditTotal).plus(added).toFixed(2);
    customer.creditRemaining = remaining.toFixed(2);
    // "The customer's service will be suspended when its available credit is set to 0."
    customer.accountStatus = remaining.gt('0') ? '0' : '2';
    world.state.allocations.push({
      partner: partner.uin,
      uin: customer.uin,
      at: world.clock.now().toISOString(),
      operator: partner.name,
      credit: added.toFixed(2),
      totalAfter: customer.creditTotal,
      remainingAfter: customer.creditRemaining,
      remark: Remark,
    });
    return { TotalCredit: wireMoney(customer.creditTotal), RemainingCredit: wireMoney(customer.creditRemaining) };
  },
});

/** A partner's credit goes to its customers and, for a distributor, to its second-level resellers. */
function creditOf(world: World, partner: PartnerAccount): { allocated: Big; allocable: Big } {
  const below = Object.values(world.state.partners).filter(({ distributor }) => distributor === partner.uin);
  const allocated = sum([
    ...customersOf(world, partner).map(({ creditTotal }) => creditTotal),
    ...below.map(({ credit }) => credit),
  ]);
  return { allocated, allocable: new Big(partner.credit).minus(allocated) };
}

const queryCreditAllocationHistory = action({
  name: 'QueryCreditAllocationHistory',
  rate: assumed,
  roles: everyRole,
  parameters: z.strictObject({
    ClientUin: uinNumber,
    Page: paging.Page.default(1),
    PageSize: paging.PageSize.default(10),
  }),
  run: ({ world, partner }, { ClientUin, Page, PageSize }) => {
    const { uin } = ownCustomer(world, partner, ClientUin);
    const history = world.state.allocations
      .filter((allocation) => allocation.uin === uin && allocation.partner === partner.uin)
      .toReversed()
      .toSorted((one, other) => compare(other.at, one.at));
    return {
      Total: history.length,
      History: wireList(
        pageOf(history, Page, PageSize).map((allocation) => ({
          AllocatedTime: wireTime(allocation.at),
          Operator: allocation.operator,
          Credit: wireMoney(allocation.credit),
          AllocatedCredit: wireMoney(allocation.totalAfter),
          ClientCreditAfter: wireMoney(allocation.remainingAfter),
          Remark: allocation.remark,
        })),
      ),
    };
  },
});

const queryVoucherPool = action({
  name: 'QueryVoucherPool',
  rate: assumed,
  roles: everyRole,
  parameters: z.strictObject({}),
  run: ({ partner }) => ({
    AgentName: partner.name,
    AccountType: { reseller: 1, distributor: 2, second_level_reseller: 3 }[partner.role],
    TotalQuota: wireMoney(partner.voucherQuota),
    RemainingQuota: wireMoney(partner.voucherQuota),
    IssuedNum: 0,
  }),
});

/** Credit of customers and of the partner itself; QueryVoucherPool also tells the caller's own role. */
export const creditActions = [
  queryCreditByUinList,
  queryDirectCustomersCredit,
  queryPartnerCredit,
  allocateCustomerCredit,
  queryCreditAllocationHistory,
  queryVoucherPool,
];
