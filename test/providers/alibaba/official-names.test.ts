import * as official from '@alicloud/agency20221216';
import { describe, expect, test } from 'vitest';
import { Money } from '../../../functions/kernel/money.ts';
import type { ProviderPort } from '../../../functions/providers/provider.ts';
import { type Came, json, ref, startAlibaba } from '../../support/alibaba-port.ts';

const account = '5113766248601929';
const terms = { limit: Money.of('1000', 'USD'), whenUsedUp: 'stop', newPurchases: 'allowed' } as const;
const invitation = { email: 'it@a.example', legalName: 'A', registration: '1', terms };

/** The official models of requests: the provider's own names of every parameter. */
const models: Readonly<Record<string, { names: () => Record<string, string> }>> = {
  CreateCustomer: official.CreateCustomerRequest,
  InviteSubAccount: official.InviteSubAccountRequestAccountInfoList,
  ResendEmail: official.ResendEmailRequest,
  GetInviteStatus: official.GetInviteStatusRequestInviteStatusList,
  GetUnassociatedCustomer: official.GetUnassociatedCustomerRequest,
  GetAccountInfo: official.GetAccountInfoRequest,
  GetCreditInfo: official.GetCreditInfoRequest,
  GetCustomerOrders: official.GetCustomerOrdersRequest,
  CustomerQuotaRecordList: official.CustomerQuotaRecordListRequest,
  EditEndUserStatus: official.EditEndUserStatusRequest,
  GetMonthlyBill: official.GetMonthlyBillRequest,
};
/** Parameters inside the one list of an action, which the model of its items names. */
const lists: Readonly<Record<string, { names: () => Record<string, string> }>> = {
  AccountInfoList: official.InviteSubAccountRequest,
  InviteStatusList: official.GetInviteStatusRequest,
};

const methods: Readonly<Record<string, (port: ProviderPort) => Promise<unknown>>> = {
  registerCustomer: (port) =>
    port.registerCustomer(ref, {
      legalName: 'A',
      country: 'SG',
      fields: { CustomerSource: 'Other', CustomerTrade: '01', CustomerSubTrade: '010101' },
    }),
  invite: (port) => port.invite(ref, invitation),
  resendInvitation: (port) => port.resendInvitation(ref, { ...invitation, handle: '1' }),
  readInvitations: (port) => port.readInvitations(ref, ['1']),
  listInvitations: (port) => port.listInvitations(ref),
  listCustomers: (port) => port.listCustomers(ref),
  readCustomer: (port) => port.readCustomer(ref, account),
  'proof of status': (port) => port.proveLink(ref, account, 'status'),
  'proof of delegated_action': (port) => port.proveLink(ref, account, 'delegated_action'),
  'proof of audit_trace': (port) => port.proveLink(ref, account, 'audit_trace'),
  listCreditAllocations: (port) => port.listCreditAllocations(ref, account),
  readRebateFiles: (port) => port.readRebateFiles(ref, '2026-10'),
  unfreeze: (port) => port.unfreeze(ref, { account }),
};

describe('every parameter has the name that the official client gives it', () => {
  test.each(Object.entries(methods))('%s', async (_name, call) => {
    const { port, came } = await startAlibaba(() => json({ Success: false, Code: '3015' }));
    await call(port);
    expect(came.length).toBeGreaterThan(0);
    for (const one of came) expect(strange(one)).toEqual([]);
  });
});

function strange({ action, parameters }: Came): string[] {
  const named = new Set(Object.values(models[action]?.names() ?? {}));
  return Object.keys(parameters).filter((name) => {
    const [list = '', , field] = name.split('.');
    if (field === undefined) return !named.has(name);
    return !named.has(field) || !Object.values(lists[list]?.names() ?? {}).includes(list);
  });
}
