import { readDecision } from '../decisions/change-decision.ts';
import { customerLockKey, moveLock, type Place, readLock } from './customer-lock.ts';
import type { LinkRequest, Review } from './link-request.ts';
import type { LinkDeps } from './ports.ts';
import { placeOf } from './transition.ts';

/** Whether a request can take an account that applied; `holder` is the link or request that has it. */
export type Taking = { readonly free: boolean; readonly holder?: string };

export function placeOfAccount({ org, partnerAccount }: LinkRequest, accountId: string): Place {
  return { org, site: partnerAccount.site, accountId };
}

/** Whether somebody else of ours holds an account, or it belongs to the other environment. */
export async function canTake(
  { tables }: Pick<LinkDeps, 'tables'>,
  record: LinkRequest,
  account: string,
): Promise<Taking> {
  const lock = readLock(await tables.get('desk', customerLockKey(placeOfAccount(record, account))));
  const holder = lock?.link ?? lock?.request;
  if (holder !== undefined && holder !== record.id) return { free: false, holder };
  return { free: lock === undefined || lock.environment === record.partnerAccount.environment };
}

/**
 * What it takes for a request to go on with another account than it had, or with the first one that it learns: its name
 * in the record, and its place in the locks. Refused with `lock` when somebody else was faster.
 */
export function takeAccount(record: LinkRequest, accountId: string) {
  if (record.customer.accountId === accountId) return { customer: record.customer, intents: [] };
  const { mailLock: _left, ...customer } = record.customer;
  const { environment } = record.partnerAccount;
  return {
    customer: { ...customer, accountId },
    intents: moveLock(placeOf(record), placeOfAccount(record, accountId), environment, record.id),
  };
}

/** What the customer typed on our page where the identifier was not known: its own claim, compared with nothing yet. */
export async function claimedAccount({ tables }: Pick<LinkDeps, 'tables'>, record: LinkRequest) {
  const round = record.rounds['customer'];
  const decision =
    round && (await readDecision(tables, { org: record.org, subject: record.id, kind: 'customer', round }));
  const claims = decision ? decision.answer?.['claims'] : undefined;
  return typeof claims === 'string' ? claims : undefined;
}

/** Why a person has to look at an application of an account that the request does not know to be its customer's. */
export function whyReview({ customer }: LinkRequest, claimed: string | undefined, taking: Taking): Review {
  const holder = taking.holder === undefined ? {} : { holder: taking.holder };
  if (customer.accountId !== undefined) return { because: 'other_account', ...holder };
  if (!taking.free) return { because: 'identifier_taken', ...holder };
  return { because: claimed === undefined ? 'learned_identifier' : 'other_account' };
}
