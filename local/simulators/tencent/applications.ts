import { Big } from 'big.js';
import * as z from 'zod';
import { action, type Caller, documented, everyRole, paging, uinNumber } from './action.ts';
import { type ApiError, refusal } from './api-error.ts';
import type { Application, Customer } from './state.ts';
import { maskedMobile, wireList, wireTime } from './wire-format.ts';
import { compare, customersOf, pageOf } from './world.ts';

const queryPendingClientsV2 = action({
  name: 'QueryPendingClientsV2',
  rate: documented(5),
  roles: everyRole,
  allowlist: 'QueryPendingClientsV2',
  parameters: z.strictObject(paging),
  run: ({ world, partner }, { Page, PageSize }) => {
    const pending = world.state.applications
      .filter((application) => application.partner === partner.uin && application.role === 'Client')
      .toSorted((one, other) => compare(other.appliedAt, one.appliedAt) || compare(one.uin, other.uin));
    return { Total: pending.length, Data: wireList(pageOf(pending, Page, PageSize).map(wireApplication)) };
  },
});

const approveClientApply = action({
  name: 'ApproveClientApply',
  rate: documented(5),
  roles: everyRole,
  allowlist: 'ApproveClientApply',
  parameters: z.strictObject({
    ClientUin: uinNumber,
    ApproveType: z.enum(['pass', 'reject']),
    RejectReason: z.string().min(1).optional(),
  }),
  run: (caller, { ClientUin, ApproveType, RejectReason }) => {
    if (ApproveType === 'reject' && RejectReason === undefined) throw refusal('MissingParameter', 'RejectReason');
    const { application, customer } = applicationOf(caller, String(ClientUin));
    if (ApproveType === 'pass') link(caller, customer, application);
    const { applications } = caller.world.state;
    applications.splice(applications.indexOf(application), 1);
    return {};
  },
});

function wireApplication(application: Application): Record<string, unknown> {
  return {
    // The model declares a number, the sample shows a string: the sample is what a caller meets.
    ClientUin: application.uin,
    Name: application.name,
    Type: 'A',
    Mobile: maskedMobile(application.mobile),
    Email: application.email,
    ApplyTime: wireTime(application.appliedAt),
    Status: 'Reviewing',
  };
}

function applicationOf({ world, partner }: Caller, uin: string): { application: Application; customer: Customer } {
  if (partner.revoked) throw refusal('FailedOperation.UinNotReseller');
  const customer = world.state.customers[uin];
  if (customer === undefined) throw refusal('InvalidParameterValue.InvalidUin');
  const applications = world.state.applications.filter((each) => each.uin === uin && each.role === 'Client');
  const application = applications.find((each) => each.partner === partner.uin);
  if (application !== undefined) return { application, customer };
  if (applications.length > 0) throw refusal('UnauthorizedOperation.UinNoAuth');
  if (customer.reseller !== null && customer.reseller !== partner.uin) {
    throw refusal('InvalidParameterValue.UinAlreadyClient');
  }
  throw refusal('FailedOperation.ClientNotApply');
}

function link(caller: Caller, customer: Customer, application: Application): void {
  const { world, partner } = caller;
  const obstacle = obstacleTo(caller, customer);
  if (obstacle !== undefined) throw obstacle;
  customer.reseller = partner.uin;
  customer.boundAt = world.clock.now().toISOString();
  customer.remark = '';
  customer.creditTotal = '0.00';
  customer.creditRemaining = '0.00';
  const invitation = world.state.invitations.find(({ token }) => token === application.token);
  if (invitation !== undefined) invitation.boundAt = customer.boundAt;
}

/** The codes of ApproveClientApply by the customer's state (Go SDK, intl edition); their order is ours. */
function obstacleTo({ world, partner }: Caller, customer: Customer): ApiError | undefined {
  if (customer.subAccount) return refusal('InvalidParameterValue.UinIsSubAccount');
  if (customer.keyAccount) return refusal('FailedOperation.UinAlreadyKA');
  if (customer.reseller !== null) return refusal('InvalidParameterValue.UinAlreadyClient');
  if (customer.organisation !== 'none') return refusal('FailedOperation.BindOrganizationAccount');
  if (customer.savingsPlan) return refusal('FailedOperation.ClientBuySP');
  if (customer.sharedUnit === 'created') return refusal('FailedOperation.ClientCreateShareUnit');
  if (customer.sharedUnit === 'joined') return refusal('FailedOperation.ClientJoinShareUnit');
  // The name says "less or equal", the text of the code "less than zero"; a fresh account stands at zero.
  if (new Big(customer.balance).lt('0')) return refusal('FailedOperation.ClientBalanceIsLessOrEqualZero');
  if (customersOf(world, partner).length >= partner.maxCustomers) return refusal('FailedOperation.ExceedMaxBindCount');
  return undefined;
}

/** Applications that wait, and the partner's decision. */
export const applicationActions = [queryPendingClientsV2, approveClientApply];
