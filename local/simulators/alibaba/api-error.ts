/**
 * Codes that arrive with an HTTP status of their own, with messages in our own words.
 * Sources: the gateway's public list of client errors; common errors of AssumeRole (object storage, help page); error lists of the actions in the OpenAPI metadata of Agency.
 */
const gatewayErrors = {
  'EntityNotExist.Role': [404, 'There is no such role.'],
  IncompleteSignature: [400, 'The Authorization header does not follow ACS3-HMAC-SHA256.'],
  'InvalidAccessKeyId.Inactive': [400, 'The access key is disabled.'],
  'InvalidAccessKeyId.NotFound': [404, 'There is no such access key.'],
  'InvalidApi.NotFound': [404, 'There is no such action in this version, or not by this method.'],
  'InvalidParam.InviteId.InvalidId': [400, 'There is no invitation with this id.'],
  'InvalidParam.Uid.NotYourEu': [400, 'The account is not your customer.'],
  InvalidParameter: [400, 'A parameter has a value that is not allowed.'],
  'InvalidParameter.PolicyGrammar': [400, 'The policy does not follow its grammar.'],
  'InvalidRequest.NoPermissions': [400, 'The caller lacks the right.'],
  'InvalidRequest.NoPermissions.NotPartner': [400, 'The caller is not a partner of this kind.'],
  'InvalidRequest.NoPermissions.RamNoPermission': [400, 'The user has no such permission.'],
  'InvalidSecurityToken.MismatchWithAccessKey': [400, 'The security token does not belong to this access key.'],
  'InvalidTimeStamp.Expired': [400, 'The date of the request and that of the server are too far apart.'],
  'InvalidTimeStamp.Format': [400, 'The date of the request is not in its form.'],
  MissingParameter: [400, 'A required parameter is missing.'],
  NoPermission: [403, 'The role may not be taken on.'],
  SignatureDoesNotMatch: [400, 'The signature does not belong to this request.'],
  SignatureNonceUsed: [400, 'The nonce of the signature was used already.'],
  'Throttling.User': [400, 'Too many requests of this user.'],
} as const satisfies Record<string, readonly [number, string]>;

/** A code of the gateway or of an action that comes with an HTTP status. */
export type GatewayCode = keyof typeof gatewayErrors;

/** Codes that arrive in an answer, with what they mean. Source: `Code` of the response models of Agency 2022-12-16. */
const businessErrors = {
  '1109': 'System error.',
  '3008': 'The shutdown policy is wrong.',
  '3009': 'The customer account is wrong.',
  '3010': 'The nickname is empty.',
  '3011': 'The nickname is longer than 50.',
  '3012': 'The customer id is empty.',
  '3013': 'The credit is empty.',
  '3014': 'The credit is longer than 10.',
  '3015': 'The caller is not a partner.',
  '3016': 'Only agency accounts may be invited.',
  '3017': 'Only reseller accounts may be invited.',
  '3029': 'Invalid UID.',
  '3040': 'The account is frozen and cannot be operated.',
  '3041': 'The credit is not a number.',
  '3055': 'The type of the account is missing.',
  '3056': 'The type of the account is wrong.',
  '3057': 'The invitation id is empty.',
  '3058': 'More than 10 mails in 5 minutes.',
  '3060': 'There is no such invitation.',
  '3061': 'The registration URL has expired.',
  '3062': 'UID and UserType are both empty.',
  '3063': 'UserType is out of range.',
} as const;

/** A code of the business layer. */
export type BusinessCode = keyof typeof businessErrors;

/** Ends a call with an HTTP error. `code` is open, because a fault can order any code. */
export class GatewayError extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'GatewayError';
    this.status = status;
    this.code = code;
  }
}

/** Ends a call with a business code, as HTTP 200 with `Success: false` or as HTTP 400: the account says which. */
export class BusinessError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'BusinessError';
    this.code = code;
  }
}

/** The gateway's refusal, with what it is about if given. */
export function refusal(code: GatewayCode, about?: string): GatewayError {
  const [status, message] = gatewayErrors[code];
  return new GatewayError(status, code, about === undefined ? message : `${message} (${about})`);
}

/** `Missing{ParameterName}`. Source: the gateway's public list of client errors. */
export function missing(parameter: string): GatewayError {
  return new GatewayError(400, `Missing${parameter}`, `${parameter} is mandatory for this action.`);
}

/** What a business code means. */
export function meaningOf(code: BusinessCode): string {
  return businessErrors[code];
}

/** A refusal of the business layer. */
export function failure(code: BusinessCode): BusinessError {
  return new BusinessError(code, businessErrors[code]);
}

/** Whether a text is a business code; parameter schemas name one as their message. */
export function isBusinessCode(text: string): text is BusinessCode {
  return Object.hasOwn(businessErrors, text);
}
