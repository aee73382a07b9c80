import type { EffectFailure, ReadFailure, RefusalCode, RemedyCode, Stage } from '../failure.ts';
import type { Unanswered } from './client.ts';

/** What a code of the provider means to us. */
export type Meaning =
  /** Turned away by rate, before anything was carried out. */
  | { readonly is: 'throttled'; readonly seconds: number }
  /** Overloaded or broken; whether anything was carried out is not documented. */
  | { readonly is: 'server_fault' }
  | { readonly is: 'credentials' }
  | { readonly is: 'not_allowlisted'; readonly needs: 'key_permission' | 'unknown' }
  | { readonly is: 'refused'; readonly code: RefusalCode }
  | { readonly is: 'customer_must_act'; readonly code: RemedyCode }
  | { readonly is: 'not_ours' }
  | { readonly is: 'out_of_step' };

const refused = (code: RefusalCode): Meaning => ({ is: 'refused', code });
const customerMust = (code: RemedyCode): Meaning => ({ is: 'customer_must_act', code });
const credentials: Meaning = { is: 'credentials' };
const serverFault: Meaning = { is: 'server_fault' };
const notOurs: Meaning = { is: 'not_ours' };
const outOfStep: Meaning = { is: 'out_of_step' };
const notSwitchedOn: Meaning = { is: 'not_allowlisted', needs: 'unknown' };
const throttled = (seconds: number): Meaning => ({ is: 'throttled', seconds });

/**
 * Every code of the product (official Go SDK, international edition, intlpartnersmgt/v20220928/errors.go) and the
 * common codes (API documentation, *Error Codes*). A code that is not here means what its family means: the part before
 * its last dot.
 */
export const meanings: Readonly<Record<string, Meaning>> = {
  ActionOffline: refused('other'),
  AuthFailure: credentials,
  'AuthFailure.UnauthorizedOperation': { is: 'not_allowlisted', needs: 'key_permission' },
  FailedOperation: refused('other'),
  'FailedOperation.AccountTypeNotCompany': customerMust('verify_identity'),
  'FailedOperation.BalanceInsufficient': refused('partner_credit_used_up'),
  'FailedOperation.BindOrganizationAccount': customerMust('leave_organization'),
  // The name says zero or less, its text below zero; either way the customer pays in first.
  'FailedOperation.ClientBalanceIsLessOrEqualZero': customerMust('settle_balance'),
  'FailedOperation.ClientBuySP': customerMust('leave_savings_plan'),
  'FailedOperation.ClientCreateShareUnit': customerMust('leave_savings_plan'),
  'FailedOperation.ClientJoinShareUnit': customerMust('leave_savings_plan'),
  'FailedOperation.ClientNotApply': outOfStep,
  'FailedOperation.ExceedMaxBindCount': refused('partner_at_capacity'),
  'FailedOperation.InvalidSubAgentUin': refused('account_unknown'),
  'FailedOperation.RealNameInApproval': customerMust('verify_identity'),
  'FailedOperation.RealNameNotCompleted': customerMust('verify_identity'),
  'FailedOperation.RealNameReject': customerMust('verify_identity'),
  'FailedOperation.RealNameTypeIllegal': customerMust('verify_identity'),
  'FailedOperation.ResellerNotApply': outOfStep,
  // "Two mails must be at least three minutes apart": by address or by reseller is not stated.
  'FailedOperation.SendMailLimit180': throttled(180),
  'FailedOperation.UinAlreadyKA': refused('account_is_key_account'),
  'FailedOperation.UinAppliedAgent': refused('account_is_partner'),
  'FailedOperation.UinInvalid': refused('account_unknown'),
  'FailedOperation.UinNotAgent': notOurs,
  // Our own account is no longer a distributor, reseller or second-level reseller.
  'FailedOperation.UinNotReseller': refused('partner_barred'),
  InternalError: serverFault,
  InvalidAction: refused('input_invalid'),
  InvalidParameter: refused('input_invalid'),
  'InvalidParameter.Page': refused('input_invalid'),
  InvalidParameterValue: refused('input_invalid'),
  'InvalidParameterValue.CreditAmountOutOfRange': refused('amount_out_of_range'),
  'InvalidParameterValue.InvalidMonth': refused('input_invalid'),
  'InvalidParameterValue.InvalidUin': refused('account_unknown'),
  'InvalidParameterValue.UinAlreadyAppliedClient': refused('other'),
  'InvalidParameterValue.UinAlreadyClient': refused('account_already_linked'),
  'InvalidParameterValue.UinAlreadyReseller': refused('account_is_partner'),
  'InvalidParameterValue.UinIsSubAccount': refused('account_not_root'),
  'InvalidParameterValue.UinList': refused('input_invalid'),
  MissingParameter: refused('input_invalid'),
  NoSuchVersion: refused('input_invalid'),
  // What a call answers that is not switched on for the account is not documented; these two families say "denied".
  OperationDenied: notSwitchedOn,
  'OperationDenied.ServiceBusy': serverFault,
  RequestLimitExceeded: throttled(1),
  ServiceUnavailable: serverFault,
  UnauthorizedOperation: notSwitchedOn,
  'UnauthorizedOperation.NotCustomerUin': notOurs,
  // "The current user has no permission": for reads of a customer the adapter takes it for "not yours".
  'UnauthorizedOperation.UinNoAuth': notSwitchedOn,
  UnknownParameter: refused('input_invalid'),
  UnsupportedProtocol: refused('input_invalid'),
};

export function meaningOf(code: string): Meaning {
  const known = Object.hasOwn(meanings, code) ? meanings[code] : undefined;
  if (known) return known;
  const family = code.slice(0, Math.max(0, code.lastIndexOf('.')));
  return family ? meaningOf(family) : refused('other');
}

/** Whether the key was turned away; nothing was carried out then. */
export function isKeyTurnedAway(answer: { readonly kind: string; readonly raw?: { readonly code: string | null } }) {
  return answer.kind === 'failed' && meaningOf(answer.raw?.code ?? '').is === 'credentials';
}

/** The codes by which a read of a customer says that the account is not this partner's. */
export const notYours: ReadonlySet<string> = new Set([
  'UnauthorizedOperation.UinNoAuth',
  'UnauthorizedOperation.NotCustomerUin',
  'FailedOperation.UinNotAgent',
]);

export function readFailure(answer: Unanswered, stage: Stage): ReadFailure {
  const { raw } = answer;
  switch (answer.kind) {
    case 'not_connected':
      return { kind: 'not_sent', stage, raw };
    case 'no_answer':
    case 'other_status':
      return { kind: 'provider_down', stage, raw };
    case 'unreadable':
      return { kind: 'malformed_answer', stage, raw };
    case 'failed': {
      const meaning = meaningOf(answer.raw.code);
      switch (meaning.is) {
        case 'server_fault':
          return { kind: 'provider_down', stage, raw };
        case 'customer_must_act':
        case 'out_of_step':
          return { kind: 'refused', code: 'other', stage, raw };
        case 'not_ours':
          return { kind: 'refused', code: 'account_unknown', stage, raw };
        case 'throttled':
        case 'refused':
        case 'credentials':
        case 'not_allowlisted':
          return either(meaning, stage, raw);
      }
    }
  }
}

export function effectFailure(answer: Unanswered, stage: Stage): EffectFailure {
  const { raw } = answer;
  switch (answer.kind) {
    case 'not_connected':
      return { kind: 'not_sent', stage, raw };
    case 'no_answer':
      return { kind: 'unknown_outcome', because: 'no_answer', stage, raw };
    case 'other_status':
      return { kind: 'unknown_outcome', because: 'server_fault', stage, raw };
    case 'unreadable':
      return { kind: 'unknown_outcome', because: 'unreadable_answer', stage, raw };
    case 'failed': {
      const meaning = meaningOf(answer.raw.code);
      switch (meaning.is) {
        case 'server_fault':
          return { kind: 'unknown_outcome', because: 'server_fault', stage, raw };
        case 'customer_must_act':
          return { kind: meaning.is, code: meaning.code, remedy: `remedy.tencent-intl.${meaning.code}`, stage, raw };
        case 'not_ours':
        case 'out_of_step':
          return { kind: meaning.is, stage, raw };
        case 'throttled':
        case 'refused':
        case 'credentials':
        case 'not_allowlisted':
          return either(meaning, stage, raw);
      }
    }
  }
}

type Either = Extract<Meaning, { is: 'throttled' | 'credentials' | 'not_allowlisted' | 'refused' }>;

/** What reads and effects fail with alike. */
function either(meaning: Either, stage: Stage, raw: Unanswered['raw']): ReadFailure & EffectFailure {
  switch (meaning.is) {
    case 'throttled':
      return { kind: 'throttled', retryAfterSeconds: meaning.seconds, stage, raw };
    case 'refused':
      return { kind: 'refused', code: meaning.code, stage, raw };
    case 'credentials':
      return { kind: 'credentials', stage, raw };
    case 'not_allowlisted':
      return { kind: 'not_allowlisted', needs: meaning.needs, stage, raw };
  }
}
