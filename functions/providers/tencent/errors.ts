import {
  codesOf,
  customerMust,
  type Meaning,
  notOurs,
  notSwitchedOn,
  outOfStep,
  refused,
  serverFault,
  throttled,
} from '../meaning.ts';
import { commonMeanings } from './common-codes.ts';

/**
 * Every code of the product (official Go SDK, international edition, intlpartnersmgt/v20220928/errors.go) and the
 * common codes (API documentation, *Error Codes*). A code that is not here means what its family means: the part before
 * its last dot.
 */
export const meanings: Readonly<Record<string, Meaning>> = {
  ...commonMeanings,
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
  'InvalidParameter.Page': refused('input_invalid'),
  'InvalidParameterValue.CreditAmountOutOfRange': refused('amount_out_of_range'),
  'InvalidParameterValue.InvalidMonth': refused('input_invalid'),
  'InvalidParameterValue.InvalidUin': refused('account_unknown'),
  'InvalidParameterValue.UinAlreadyAppliedClient': refused('other'),
  'InvalidParameterValue.UinAlreadyClient': refused('account_already_linked'),
  'InvalidParameterValue.UinAlreadyReseller': refused('account_is_partner'),
  'InvalidParameterValue.UinIsSubAccount': refused('account_not_root'),
  'InvalidParameterValue.UinList': refused('input_invalid'),
  'OperationDenied.ServiceBusy': serverFault,
  'UnauthorizedOperation.NotCustomerUin': notOurs,
  // "The current user has no permission": for reads of a customer the adapter takes it for "not yours".
  'UnauthorizedOperation.UinNoAuth': notSwitchedOn,
};

export const codes = codesOf('tencent-intl', meanings);

/** The codes by which a read of a customer says that the account is not this partner's. */
export const notYours: ReadonlySet<string> = new Set([
  'UnauthorizedOperation.UinNoAuth',
  'UnauthorizedOperation.NotCustomerUin',
  'FailedOperation.UinNotAgent',
]);
