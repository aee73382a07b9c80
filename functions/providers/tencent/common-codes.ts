import { credentials, type Meaning, notForOurKey, notSwitchedOn, refused, serverFault, throttled } from '../meaning.ts';

/**
 * The codes that every product of Tencent Cloud may answer, at both sites (API documentation, *Error Codes*: common).
 * `FailedOperation` and `UnauthorizedOperation` without a finer word tell no more than their names.
 */
export const commonMeanings: Readonly<Record<string, Meaning>> = {
  ActionOffline: refused('other'),
  AuthFailure: credentials,
  'AuthFailure.UnauthorizedOperation': notForOurKey,
  FailedOperation: refused('other'),
  InternalError: serverFault,
  InvalidAction: refused('input_invalid'),
  InvalidParameter: refused('input_invalid'),
  InvalidParameterValue: refused('input_invalid'),
  MissingParameter: refused('input_invalid'),
  NoSuchVersion: refused('input_invalid'),
  // What a call answers that is not switched on for the account is not documented; these two families say "denied".
  OperationDenied: notSwitchedOn,
  RequestLimitExceeded: throttled(1),
  ServiceUnavailable: serverFault,
  UnauthorizedOperation: notSwitchedOn,
  UnknownParameter: refused('input_invalid'),
  UnsupportedProtocol: refused('input_invalid'),
};
