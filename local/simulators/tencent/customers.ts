import * as z from 'zod';
import { action, assumed, documented, everyRole, notSecondLevel, paging, uinNumber } from './action.ts';
import { refusal } from './api-error.ts';
import type { Customer } from './state.ts';
import { maskedEmail, wireList, wireMoney, wireTime } from './wire-format.ts';
import { customersOf, ownCustomer, pageOf } from './world.ts';

/** Used when the caller sends none; the default is not documented. */
const defaultPageSize = 10;

const queryCustomersCredit = action({
  name: 'QueryCustomersCredit',
  rate: documented(5),
  roles: everyRole,
  parameters: z.strictObject({
    FilterType: z.enum(['ClientUin', 'Name', 'Remark', 'Email']).optional(),
    Filter: z.string().optional(),
    Page: paging.Page.default(1),
    PageSize: paging.PageSize.default(defaultPageSize),
    Order: z.enum(['desc', 'asc']).default('desc'),
  }),
  run: ({ world, partner }, { FilterType, Filter, Page, PageSize, Order }) => {
    if (FilterType === 'ClientUin' && !/^\d+$/.test(Filter ?? '')) throw refusal('InvalidParameterValue.InvalidUin');
    const found = customersOf(world, partner).filter(
      (customer) => FilterType === undefined || Filter === undefined || fits(customer, FilterType, Filter),
    );
    const rows = Order === 'asc' ? found.toReversed() : found;
    return { Total: rows.length, Data: wireList(pageOf(rows, Page, PageSize).map(wireCustomer)) };
  },
});

/** UIN and e-mail exactly, name and remark by part; the page names the filters only. */
function fits(customer: Customer, by: 'ClientUin' | 'Name' | 'Remark' | 'Email', filter: string): boolean {
  switch (by) {
    case 'ClientUin':
      return customer.uin === filter;
    case 'Email':
      return customer.email === filter;
    case 'Name':
      return customer.name.includes(filter);
    case 'Remark':
      return customer.remark.includes(filter);
  }
}

function wireCustomer(customer: Customer): Record<string, unknown> {
  const verified = customer.authStatus === '3';
  return {
    ClientUin: Number(customer.uin),
    Name: customer.name,
    Type: 'new',
    Mobile: customer.mobile,
    Email: maskedEmail(customer.email),
    // Always "-" in the provider's own sample, whatever the customer owes.
    Arrears: '-',
    AssociationTime: wireTime(customer.boundAt),
    RecentExpiry: wireTime(customer.recentExpiry),
    Credit: wireMoney(customer.creditTotal),
    RemainingCredit: wireMoney(customer.creditRemaining),
    IdentifyType: verified ? { none: 0, individual: 1, enterprise: 2 }[customer.identity] : 0,
    Remark: customer.remark,
    Force: customer.force,
  };
}

const describeCustomerUin = action({
  name: 'DescribeCustomerUin',
  rate: documented(20),
  roles: everyRole,
  parameters: z.strictObject({
    Page: z.int().min(1, { error: 'InvalidParameter.Page' }),
    PageSize: paging.PageSize,
  }),
  run: ({ world, partner }, { Page, PageSize }) => {
    const rows = customersOf(world, partner);
    return {
      Data: wireList(pageOf(rows, Page, PageSize).map(({ uin }) => ({ CustomerUin: uin }))),
      Total: String(rows.length),
    };
  },
});

const describeCustomerInfo = action({
  name: 'DescribeCustomerInfo',
  rate: documented(20),
  roles: notSecondLevel,
  parameters: z.strictObject({ CustomerUin: z.array(uinNumber).min(1).max(20) }),
  run: ({ world, partner }, { CustomerUin }) => {
    const own = CustomerUin.flatMap((uin) => {
      if (partner.foreignUin === 'refuse') return [ownCustomer(world, partner, uin)];
      const customer = world.state.customers[String(uin)];
      return customer?.reseller === partner.uin ? [customer] : [];
    });
    return { Data: wireList(own.map(wireCustomerInfo)) };
  },
});

function wireCustomerInfo(customer: Customer): Record<string, unknown> {
  return {
    CustomerUin: customer.uin,
    Email: customer.email,
    Phone: customer.mobile,
    Mark: customer.remark,
    Name: customer.name,
    BindTime: wireTime(customer.boundAt),
    AccountStatus: customer.accountStatus,
    AuthStatus: customer.authStatus,
    AuthType: { none: -1, individual: 0, enterprise: 1 }[customer.identity],
    CidRegisterTime: wireTime(customer.registeredAt),
    UinRegisterTime: wireTime(customer.registeredAt),
    AuthPassTime: wireTime(customer.authPassedAt),
    HasExpense: customer.hasExpense ? 1 : 0,
  };
}

const queryAccountVerificationStatus = action({
  name: 'QueryAccountVerificationStatus',
  rate: documented(20),
  roles: notSecondLevel,
  parameters: z.strictObject({ ClientUin: uinNumber }),
  run: ({ world, partner }, { ClientUin }) => {
    if (world.state.customers[String(ClientUin)] === undefined) throw refusal('FailedOperation.UinInvalid');
    const notCustomer = refusal('UnauthorizedOperation.NotCustomerUin');
    return { AccountStatus: ownCustomer(world, partner, ClientUin, notCustomer).authStatus === '3' };
  },
});

const modifyClientRemark = action({
  name: 'ModifyClientRemark',
  rate: assumed,
  roles: everyRole,
  // The only action that wants the UIN as a string.
  parameters: z.strictObject({ ClientUin: z.string().regex(/^\d+$/), Remark: z.string() }),
  run: ({ world, partner }, { ClientUin, Remark }) => {
    const customer = ownCustomer(world, partner, ClientUin);
    customer.remark = Remark;
    return { ClientRemark: customer.remark };
  },
});

const forceQn = action({
  name: 'ForceQN',
  rate: documented(2),
  roles: everyRole,
  allowlist: 'ForceQN',
  parameters: z.strictObject({ ClientUin: uinNumber, Type: z.union([z.literal(0), z.literal(2)]) }),
  run: ({ world, partner }, { ClientUin, Type }) => {
    // InvalidParameterValue is the only code the SDK names for this action.
    ownCustomer(world, partner, ClientUin, refusal('InvalidParameterValue', 'ClientUin')).force = Type;
    return {};
  },
});

/** Reading and marking a partner's own customers. */
export const customerActions = [
  queryCustomersCredit,
  describeCustomerUin,
  describeCustomerInfo,
  queryAccountVerificationStatus,
  modifyClientRemark,
  forceQn,
];
