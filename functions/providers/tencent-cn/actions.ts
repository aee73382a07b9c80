import type * as z from 'zod';
import type { Action } from '../calls.ts';
import type { Product } from '../tencent/client.ts';
import * as schema from './schema.ts';

/** The partner product of the China site. */
export const product: Product = { host: 'partners.tencentcloudapi.com', version: '2018-03-21', language: 'zh-CN' };

/** The most rows that one page gives; 2000 is allowed where a limit is stated. */
export const PAGE_SIZE = 100;

function action<S extends z.ZodType>(name: string, perSecond: number, answer: S): Action<S, null> {
  return { name, perSecond, answer, wire: null };
}

/**
 * The actions that we call, with the requests per second that their pages state. Whether they count per key or per
 * account is not stated: we count per partner account.
 */
export const actions = {
  listApplications: action('DescribeAgentClients', 10, schema.AgentClients),
  decideApplication: action('AuditApplyClient', 5, schema.Audited),
  listCustomers: action('DescribeAgentAuditedClients', 10, schema.AuditedClients),
  readBalance: action('DescribeClientBalanceNew', 20, schema.ClientBalance),
  listBillRows: action('DescribeAgentBills', 20, schema.AgentBills),
  listUnbinds: action('DescribeUnbindClientList', 20, schema.UnbindClients),
  listRebates: action('DescribeRebateInfosNew', 20, schema.RebateInfos),
};

/** Offset and limit of a page, counted from 1. */
export function window(page: number): { readonly Offset: number; readonly Limit: number } {
  return { Offset: (page - 1) * PAGE_SIZE, Limit: PAGE_SIZE };
}
