/**
 * Every code this simulator answers, with a message in our own words: the provider says that messages change without
 * notice and must not be relied on.
 * Sources: "Error Codes" page of the API (common codes) and the error constants of the official Go SDK, intl edition,
 * `intlpartnersmgt/v20220928/errors.go`; of the China site's four codes, `partners/v20180321/errors.go`.
 */
const messages = {
  'AuthFailure.InvalidAuthorization': 'The Authorization header does not follow TC3-HMAC-SHA256.',
  'AuthFailure.SecretIdNotFound': 'The key does not exist, or it was deleted or disabled.',
  'AuthFailure.SignatureExpire': 'X-TC-Timestamp and server time are more than five minutes apart.',
  'AuthFailure.SignatureFailure': 'The signature does not belong to this request.',
  'AuthFailure.TokenFailure': 'The token does not belong to this key.',
  FailedOperation: 'The operation failed.',
  'FailedOperation.BalanceInsufficient': 'The balance is insufficient.',
  'FailedOperation.BindOrganizationAccount': 'The account belongs to a group and cannot become a sub-customer.',
  'FailedOperation.ClientBalanceIsLessOrEqualZero': 'The balance of the sub-customer is below zero.',
  'FailedOperation.ClientBuySP': 'The sub-customer has bought a savings plan.',
  'FailedOperation.ClientCreateShareUnit': 'The sub-customer has created a shared unit.',
  'FailedOperation.ClientJoinShareUnit': 'The sub-customer has joined a shared unit.',
  'FailedOperation.ClientNotApply': 'The user has not applied to become a sub-customer.',
  'FailedOperation.ExceedMaxBindCount': 'The number of sub-customers has reached its limit.',
  'FailedOperation.InvalidSubAgentUin': 'The UIN of the second-level reseller is invalid.',
  'FailedOperation.SendMailLimit180': 'Invitation mails must be at least three minutes apart.',
  'FailedOperation.UinAlreadyKA': 'A key account cannot become a sub-customer.',
  'FailedOperation.UinInvalid': 'Invalid UIN.',
  'FailedOperation.UinNotReseller': 'The UIN is not a distributor, reseller or second-level reseller.',
  InternalError: 'Internal error.',
  InvalidAction: 'There is no such action.',
  InvalidParameter: 'A parameter has the wrong format or type.',
  'InvalidParameter.Page': 'The page parameter is wrong.',
  InvalidParameterValue: 'A parameter has a value that is not allowed.',
  'InvalidParameterValue.CreditAmountOutOfRange': 'The credit would leave its range.',
  'InvalidParameterValue.InvalidMonth': 'The month is wrong.',
  'InvalidParameterValue.InvalidUin': 'The UIN is invalid.',
  'InvalidParameterValue.UinAlreadyClient': 'The user is already a sub-customer of another reseller.',
  'InvalidParameterValue.UinIsSubAccount': 'The user is a sub-account.',
  'InvalidParameterValue.UinList': 'UinList must hold 1 to 50 UINs.',
  MissingParameter: 'A required parameter is missing.',
  NoSuchVersion: 'There is no such version of the API.',
  'OperationDenied.ServiceBusy': 'The system is busy; try again later.',
  RequestLimitExceeded: 'Too many requests.',
  UnauthorizedOperation: 'The operation is not authorized.',
  'UnauthorizedOperation.NotCustomerUin': 'The user is not a customer.',
  'UnauthorizedOperation.UinNoAuth': 'The current user has no permission for this operation.',
  UnknownParameter: 'There is no such parameter.',
  UnsupportedProtocol: 'Only POST with a JSON body is simulated.',
} as const;

/** A code of the provider. */
export type ErrorCode = keyof typeof messages;

/** Ends a call with the error envelope. `code` is open, because a fault can order any code. */
export class ApiError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
  }
}

/** The provider's refusal, with its standard message and, if given, what it is about. */
export function refusal(code: ErrorCode, about?: string): ApiError {
  return new ApiError(code, about === undefined ? messages[code] : `${messages[code]} (${about})`);
}

/** Whether a text is one of the codes above; parameter schemas name a code as their message. */
export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(messages, text);
}
