import * as z from 'zod';
import { action, distributorOnly, documented, paging, uinNumber } from './action.ts';
import { refusal } from './api-error.ts';
import type { PartnerAccount } from './state.ts';
import { sum, wireList, wireMoney, wireTime } from './wire-format.ts';
import { compare, customersOf, pageOf, type World } from './world.ts';

const filters = z.enum(['Name', 'SubAgentUin', 'Remark', 'Mobile', 'Email', 'ClientUin']);

const querySubAgentsDetailV2 = action({
  name: 'QuerySubAgentsDetailV2',
  rate: documented(20),
  roles: distributorOnly,
  parameters: z.strictObject({
    ...paging,
    FilterType: filters.optional(),
    Filter: z.string().optional(),
    // Written so in the model, "acs" included.
    Order: z.enum(['Desc', 'acs']).default('Desc'),
  }),
  run: ({ world, partner }, { Page, PageSize, FilterType, Filter, Order }) => {
    const found = secondLevelOf(world, partner).filter(
      (each) => FilterType === undefined || Filter === undefined || fits(world, each, FilterType, Filter),
    );
    const rows = Order === 'acs' ? found.toReversed() : found;
    return {
      Total: rows.length,
      Data: wireList(pageOf(rows, Page, PageSize).map((each) => wireSecondLevel(world, each))),
    };
  },
});

/** E-mail, own UIN and customer UIN exactly, the others by part, as the model says. */
function fits(world: World, partner: PartnerAccount, by: z.output<typeof filters>, filter: string): boolean {
  switch (by) {
    case 'SubAgentUin':
      return partner.uin === filter;
    case 'Email':
      return partner.email === filter;
    case 'ClientUin':
      return world.state.customers[filter]?.reseller === partner.uin;
    case 'Name':
      return partner.name.includes(filter);
    case 'Remark':
      return partner.remark.includes(filter);
    case 'Mobile':
      return partner.mobile.includes(filter);
  }
}

function wireSecondLevel(world: World, partner: PartnerAccount): Record<string, unknown> {
  const customers = customersOf(world, partner);
  return {
    SubAgentUin: Number(partner.uin),
    Name: partner.name,
    Remark: partner.remark,
    Mobile: partner.mobile,
    Email: partner.email,
    CountOfCustomers: customers.length,
    BindTime: wireTime(partner.boundAt),
    Credit: wireMoney(partner.credit),
    RemainingCredit: wireMoney(sum(customers.map(({ creditRemaining }) => creditRemaining))),
    Voucher: wireMoney(partner.voucherQuota),
    RemainingVoucher: wireMoney(partner.voucherQuota),
  };
}

const queryT1IndirectCustomersDetail = action({
  name: 'QueryT1IndirectCustomersDetail',
  rate: documented(20),
  roles: distributorOnly,
  parameters: z.strictObject({ SubAgentUin: uinNumber, ...paging }),
  run: ({ world, partner }, { SubAgentUin, Page, PageSize }) => {
    const secondLevel = secondLevelOf(world, partner).find(({ uin }) => uin === String(SubAgentUin));
    if (secondLevel === undefined) throw refusal('FailedOperation.InvalidSubAgentUin');
    const rows = customersOf(world, secondLevel);
    return {
      Total: rows.length,
      SubAgentUin: Number(secondLevel.uin),
      SubAgentName: secondLevel.name,
      Data: wireList(
        pageOf(rows, Page, PageSize).map((customer) => ({
          ClientUin: Number(customer.uin),
          ClientName: customer.name,
          ClientBindTime: wireTime(customer.boundAt),
        })),
      ),
    };
  },
});

function secondLevelOf(world: World, partner: PartnerAccount): PartnerAccount[] {
  return Object.values(world.state.partners)
    .filter(({ distributor }) => distributor === partner.uin)
    .toSorted((one, other) => compare(other.boundAt ?? '', one.boundAt ?? '') || compare(one.uin, other.uin));
}

/** A distributor's second-level resellers and their customers. */
export const treeActions = [querySubAgentsDetailV2, queryT1IndirectCustomersDetail];
