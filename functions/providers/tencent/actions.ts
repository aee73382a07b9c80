import type * as z from 'zod';
import type { Action } from '../calls.ts';
import type { Product } from './client.ts';
import * as schema from './schema.ts';

/** The partner product of the international site. */
export const product: Product = {
  host: 'intlpartnersmgt.intl.tencentcloudapi.com',
  version: '2022-09-28',
  language: 'en-US',
};

/** The most rows that one page gives. */
export const PAGE_SIZE = 100;

function action<S extends z.ZodType>(name: string, perSecond: number, answer: S): Action<S, null> {
  return { name, perSecond, answer, wire: null };
}

/**
 * The actions that we call. Requests per second as the action pages state them; 5, the lowest that is common
 * there, where no page was read (QueryVoucherPool). Whether they count per key or per account is not stated: we count
 * per partner account.
 */
export const actions = {
  readOwnRole: action('QueryVoucherPool', 5, schema.VoucherPool),
  sendInvitation: action('CreateAndSendClientInvitationMail', 1, schema.InvitationMail),
  readInvitations: action('QueryInvitationInfo', 20, schema.InvitationInfo),
  listApplications: action('QueryPendingClientsV2', 5, schema.PendingClients),
  decideApplication: action('ApproveClientApply', 5, schema.Approval),
  listCustomers: action('QueryCustomersCredit', 5, schema.CustomersCredit),
  describeCustomers: action('DescribeCustomerInfo', 20, schema.CustomerInfos),
  readCredit: action('QueryCreditByUinList', 5, schema.CreditByUin),
  sumBill: action('DescribeCustomerBillSummary', 1, schema.BillSummary),
  findSecondLevel: action('QuerySubAgentsDetailV2', 20, schema.SubAgents),
  listCreditAllocations: action('QueryCreditAllocationHistory', 5, schema.CreditHistory),
  allocateCredit: action('AllocateCustomerCredit', 5, schema.AllocatedCredit),
  findRebateFile: action('DescribeRebateDownloadUrl', 20, schema.RebateDownload),
  forceOrLift: action('ForceQN', 2, schema.Forced),
};
