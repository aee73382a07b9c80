import type * as z from 'zod';
import type { Action } from '../calls.ts';
import * as schema from './schema.ts';

/** How an operation is sent: its parameters are the body of a POST and the query of a GET. */
export type Wire = { readonly method: 'GET' | 'POST'; readonly path: `/v2/${string}` };

/** By source address, operation and partner account (flow control, `fci_00001`); CheckUserIdentity has half of it. */
const PER_SECOND = 10;
const IDENTITY_PER_SECOND = 5;

/** The most records that one page gives; 10 unless it is asked for. */
export const PAGE_SIZE = 100;

function action<S extends z.ZodType>(
  name: string,
  at: `${Wire['method']} ${Wire['path']}`,
  answer: S,
  perSecond = PER_SECOND,
): Action<S, Wire> {
  const path: Wire['path'] = `/v2/${at.slice(at.indexOf('/v2/') + '/v2/'.length)}`;
  return { name, perSecond, answer, wire: { method: at.startsWith('GET') ? 'GET' : 'POST', path } };
}

/** The operations of `bssintl` v2 that we call. One path is misspelt by the provider. */
export const actions = {
  readQuota: action(
    'ShowPartnerConsumptionQuota',
    'GET /v2/partners/credit/consumption-quota',
    schema.ConsumptionQuota,
  ),
  listSecondLevel: action('ListIndirectPartners', 'POST /v2/partners/indirect-partners/query', schema.IndirectPartners),
  checkIdentity: action(
    'CheckUserIdentity',
    'POST /v2/partners/sub-customers/users/check-identity',
    schema.CheckedIdentity,
    IDENTITY_PER_SECOND,
  ),
  listCustomers: action('ListSubCustomers', 'POST /v2/partners/sub-customers/query', schema.SubCustomers),
  readBudget: action('ShowSubCustomerBudget', 'GET /v2/partners/sub-customers/budget', schema.Budget),
  setBudget: action('UpdateSubCustomerBudget', 'POST /v2/partners/sub-customers/budget', schema.Done),
  listBudgetRecords: action(
    'ListSubCustomerBudgetRecords',
    'GET /v2/partners/sub-customers/budget/records',
    schema.BudgetRecords,
  ),
  unfreeze: action('UnfreezeSubCustomers', 'POST /v2/partners/sub-customers/unfreeze', schema.Done),
  listOnDemand: action(
    'ListCustomerOnDemandResources',
    'POST /v2/partners/sub-customers/on-demand-resources/query',
    schema.Resources,
  ),
  listPeriodic: action(
    'ListPayPerUseCustomerResources',
    'POST /v2/orders/suscriptions/resources/query',
    schema.Resources,
  ),
};
