import type * as z from 'zod';
import type { Action } from '../calls.ts';
import * as schema from './schema.ts';

/** The APIs that we call: two versions of the partner API, and the one that hands out keys of a role. */
export type Api = 'agency' | 'commission' | 'sts';

/** How an action is sent, of which API it is where that is not `agency`, and where its answer has results of their own per item, under HTTP 200. */
export type Wire = {
  readonly method: 'GET' | 'POST';
  readonly api?: Api;
  readonly items?: readonly string[];
};

/**
 * Requests per second of each action. The provider publishes none; this is the lowest that is common among partner APIs.
 * Its own "throttled" is heeded besides.
 */
const PER_SECOND = 5;

function action<S extends z.ZodType>(name: string, answer: S, wire: Wire): Action<S, Wire> {
  return { name, perSecond: PER_SECOND, answer, wire };
}

/** The most accounts that one page of GetAccountInfo gives. */
export const PAGE_SIZE = 20;
/** The most rows that one page of the other lists gives. */
export const LONG_PAGE_SIZE = 100;

const get: Wire = { method: 'GET' };
const post: Wire = { method: 'POST' };

/** The actions that we call. `EditEndUserStatus` changes something although it is a GET: methods tell nothing here. */
export const actions = {
  listCountries: action('ListCountries', schema.Countries, get),
  createCustomer: action('CreateCustomer', schema.CreatedCustomer, post),
  invite: action('InviteSubAccount', schema.SentInvitation, { ...post, items: ['Results', 'Result'] }),
  resend: action('ResendEmail', schema.Done, post),
  readInvitation: action('GetInviteStatus', schema.InviteStatus, { ...post, items: ['Data', 'InviteStatus'] }),
  listInvitations: action('GetUnassociatedCustomer', schema.Unassociated, get),
  readAccounts: action('GetAccountInfo', schema.Accounts, get),
  readCredit: action('GetCreditInfo', schema.Credit, get),
  listOrders: action('GetCustomerOrders', schema.Orders, get),
  listQuotaRecords: action('CustomerQuotaRecordList', schema.QuotaRecords, get),
  assumeRole: action('AssumeRole', schema.Session, { ...post, api: 'sts' }),
  pushCommission: action('GetIntlCommissionDetailFileList', schema.CommissionFiles, { ...post, api: 'commission' }),
  readMonthlyBill: action('GetMonthlyBill', schema.MonthlyBill, post),
  editStatus: action('EditEndUserStatus', schema.Edited, get),
};
