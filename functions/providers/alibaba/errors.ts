import {
  codesOf,
  credentials,
  type Meaning,
  notForOurKey,
  notOurs,
  notSwitchedOn,
  refused,
  serverFault,
  throttled,
} from '../meaning.ts';

/** "More than 10 mails in 5 minutes": after these the first of them no longer counts. */
const MAIL_WINDOW_SECONDS = 300;

/**
 * Every code of the product Agency that its models and its metadata (2022-12-16, 2025-02-27) name, and those of the
 * gateway and of the handing out of keys. Which number an action answers stands beside it; a number is written `3029` in an HTTP 200 and `Error3029`
 * in an HTTP 400.
 */
export const meanings: Readonly<Record<string, Meaning>> = {
  // "system error, try again later", by any action: whether anything was carried out is not stated
  1109: serverFault,

  // SubscriptionBill
  1001: refused('input_invalid'),
  1002: refused('input_invalid'),
  1003: refused('input_invalid'),
  1004: serverFault,
  1005: notSwitchedOn,
  1006: refused('other'),
  1007: refused('input_invalid'),

  // InviteSubAccount, per item
  3008: refused('input_invalid'),
  3009: refused('account_unknown'),
  3010: refused('input_invalid'),
  3011: refused('input_invalid'),
  3012: refused('input_invalid'),
  3013: refused('input_invalid'),
  3014: refused('amount_out_of_range'),
  3015: refused('partner_barred'),
  // our contract is for another kind of customers than resale
  3016: refused('partner_barred'),
  3017: refused('input_invalid'),
  3055: refused('input_invalid'),
  3056: refused('input_invalid'),
  3067: refused('other'),

  // GetAccountInfo. It does not tell a UID that does not exist from one of another partner.
  3029: notOurs,
  3062: refused('input_invalid'),
  3063: refused('input_invalid'),

  // SetAccountInfo
  3030: refused('input_invalid'),
  3031: refused('input_invalid'),

  // SetCreditLine, SetWarningThreshold
  3040: refused('account_frozen'),
  3041: refused('input_invalid'),
  3044: refused('input_invalid'),
  3045: refused('input_invalid'),

  // GetDailyBill
  3048: refused('input_invalid'),
  3049: refused('input_invalid'),
  3050: refused('input_invalid'),

  // ResendEmail, GetInviteStatus
  3057: refused('input_invalid'),
  3058: throttled(MAIL_WINDOW_SECONDS),
  3060: refused('invitation_unknown'),
  3061: refused('invitation_lapsed'),
  'InvalidParam.InviteId.InvalidId': refused('invitation_unknown'),

  'InvalidParam.Uid.NotYourEu': notOurs,
  'InvalidRequest.NoPermissions': notSwitchedOn,
  'InvalidRequest.NoPermissions.NotPartner': refused('partner_barred'),
  'InvalidRequest.NoPermissions.RamNoPermission': notForOurKey,
  IdempotentParameterMismatch: refused('other'),

  // AssumeRole: the bucket's user may not take on the role, or there is no such role
  EntityNotExist: refused('other'),
  'EntityNotExist.Role': refused('other'),
  'InvalidParameter.DurationSeconds': refused('input_invalid'),
  'InvalidParameter.PolicyGrammar': refused('input_invalid'),
  'InvalidParameter.RoleSessionName': refused('input_invalid'),
  MissingSecurityToken: notForOurKey,

  // the gateway's
  Forbidden: notForOurKey,
  InternalError: serverFault,
  InvalidAccessKeyId: credentials,
  'InvalidAccessKeyId.NotFound': credentials,
  InvalidApi: refused('input_invalid'),
  'InvalidApi.NotFound': refused('input_invalid'),
  InvalidParameter: refused('input_invalid'),
  InvalidTimeStamp: credentials,
  'InvalidTimeStamp.Expired': credentials,
  MissingParameter: refused('input_invalid'),
  NoPermission: notForOurKey,
  ServiceUnavailable: serverFault,
  SignatureDoesNotMatch: credentials,
  // the same request came twice, so the first of them may have been carried out
  SignatureNonceUsed: serverFault,
  Throttling: throttled(1),
  'Throttling.User': throttled(1),
};

export const codes = codesOf('alibaba-intl', meanings, (code) => code.replace(/^Error(?=\d{4}$)/, ''));

/** Whether a code says that the account is no customer of this partner. */
export function saysNotOurs(code: string | null): code is string {
  return code !== null && codes.meaningOf(code).is === 'not_ours';
}
