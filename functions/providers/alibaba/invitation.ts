import { InvariantBroken } from '../../kernel/result.ts';
import type { InvitationReading, InvitationRequest, SpendingTerms } from '../provider.ts';
import { CREDIT_LENGTH } from './formats.ts';
import type { InviteRow, UnassociatedRow } from './schema.ts';

/** The longest nickname that an invitation may carry. */
const NICKNAME_LENGTH = 50;

/** Digits in invitations, words in every other action. */
const shutdownPolicies: Readonly<Record<SpendingTerms['whenUsedUp'], string>> = {
  stop_later: '1',
  keep_running: '2',
  stop: '3',
};

/**
 * One account of InviteSubAccount, as a customer of resale.
 * @throws InvariantBroken without a customer record or terms, which the site has at the invitation, or for terms that it
 *   can't carry: another currency than US dollars, more than ten characters
 */
export function accountToInvite({ email, legalName, registration, terms }: InvitationRequest) {
  if (registration === null) throw new InvariantBroken('an invitation without the customer’s registration');
  if (terms === null) throw new InvariantBroken('an invitation without spending terms');
  const { limit, whenUsedUp, newPurchases } = terms;
  if (limit.currency !== 'USD' || limit.amount.length > CREDIT_LENGTH || limit.isNegative())
    throw new InvariantBroken('no credit line in US dollars of at most ten characters');
  return {
    CustomerId: registration,
    EmailAddress: email,
    AccountNickname: Array.from(legalName).slice(0, NICKNAME_LENGTH).join(''),
    SubAccountType: '2',
    CreditLine: limit.amount,
    ZeroCreditShutdownPolicy: shutdownPolicies[whenUsedUp],
    NewBuyStatus: newPurchases === 'barred' ? 'ban' : 'normal',
  };
}

/**
 * GetInviteStatus. The official texts give 1 and 2 opposite meanings, so neither decides anything: bound is what has an
 * account and the day of its association.
 */
export function invitation(handle: string, row: InviteRow): InvitationReading {
  return {
    handle,
    state: stateOf(row),
    word: row.Status,
    email: null,
    createdAt: row.GmtCreate,
    account: row.Uid,
    registration: row.Cid,
  };
}

function stateOf({ Status, AssociationSuccessTime, Uid }: InviteRow): InvitationReading['state'] {
  if (Uid) return AssociationSuccessTime ? 'associated' : 'submitted';
  return notSubmitted[Status ?? ''] ?? 'unknown';
}

/** What the provider does not know, or no longer. */
export function noInvitation(handle: string): InvitationReading {
  return { handle, state: 'unknown', word: null, email: null, createdAt: null, account: null, registration: null };
}

/** GetUnassociatedCustomer: here both texts call 1 registered and not yet associated. */
export function unassociated({ InviteId, Status, Email, GmtCreate }: UnassociatedRow): InvitationReading {
  return {
    handle: InviteId,
    state: Status === '1' ? 'submitted' : (notSubmitted[Status ?? ''] ?? 'unknown'),
    word: Status,
    email: Email?.includes('*') ? null : Email,
    createdAt: GmtCreate,
    account: null,
    registration: null,
  };
}

/** The link was not opened; it was, and the form not sent. Both texts agree on these. */
const notSubmitted: Readonly<Record<string, InvitationReading['state']>> = { '0': 'unopened', '3': 'opened' };
