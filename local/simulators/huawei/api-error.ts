import type { WireValue } from './wire-format.ts';

/**
 * Codes with the HTTP status that they come with, and messages in our own words. Sources: the gateway's list of errors
 * (API Request Signing Guide); the error codes of the Partner Center API and of its pages. Two codes are HTTP 200.
 */
const codes = {
  'APIGW.0101': [404, 'There is no such API, or not by this method.'],
  'APIGW.0301': [401, 'Incorrect IAM authentication information'],
  'CBC.0100': [400, 'A parameter is wrong or missing.'],
  'CBC.0101': [400, 'A parameter has a value that is not allowed.'],
  'CBC.0150': [403, 'The operation is not legal.'],
  'CBC.0151': [403, 'Access is denied.'],
  'CBC.0154': [401, 'The token is not valid or has expired.'],
  'CBC.0155': [403, 'The caller is not allowed to do this.'],
  'CBC.0156': [403, 'The customer belongs to the other site.'],
  'CBC.0250': [429, 'Too many requests.'],
  'CBC.0999': [500, 'Another error.'],
  'CBC.5001': [200, 'The caller is not a partner.'],
  'CBC.5002': [200, 'The partner has no such customer.'],
  'CBC.5024': [400, 'The customer is not associated in this mode.'],
  'CBC.18000016': [400, 'The right is missing; the associated partner can help.'],
  'CBC.50010059': [400, 'A first-tier partner may not hold this customer.'],
  'CBC.50010065': [400, 'The distributor has left.'],
  'CBC.50010085': [400, 'The partner is restricted.'],
  'CBC.50010086': [400, 'The distributor is restricted.'],
  'CBC.99000000': [400, 'The caller has no permission for this customer.'],
  'CBC.99000004': [400, 'Authorising to the partner failed.'],
  'CBC.99000030': [400, 'Too many accounts are registered with this mobile number.'],
  'CBC.99000031': [400, 'The account name is not in its form.'],
  'CBC.99000035': [400, 'This is not a customer of the partner.'],
  'CBC.99000036': [400, 'The password is not in its form.'],
  'CBC.99000037': [400, 'The caller has no permission for this second-tier reseller.'],
  'CBC.99000038': [400, 'The login name exists.'],
  'CBC.99000039': [400, 'The xaccount_id was used already.'],
  'CBC.99000050': [500, 'The result of the association was not there in time.'],
  'CBC.99000051': [400, 'The contact is registered with Huawei Cloud in advance.'],
  'CBC.99004003': [400, 'The verification code was made but not sent.'],
  'CBC.99004008': [400, 'The verification code has expired.'],
  'CBC.99004009': [400, 'The verification code was entered wrongly too often.'],
  'CBC.99004010': [400, 'The verification code is wrong.'],
  'CBC.99004015': [400, 'No more verification codes can be sent for now.'],
  'CBC.99005035': [400, 'This is a test account of a partner.'],
} as const satisfies Record<string, readonly [number, string]>;

/** A code that the simulator gives by itself. */
export type ErrorCode = keyof typeof codes;

/** Ends a call. `code` is open, because a fault can order any code. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  /** What the body has beside the code and the message. */
  readonly more: Readonly<Record<string, WireValue>>;
  constructor(status: number, code: string, message: string, more: Readonly<Record<string, WireValue>> = {}) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.more = more;
  }
}

/** A refusal, with what it is about if given. */
export function refusal(code: ErrorCode, about?: string, more?: Readonly<Record<string, WireValue>>): ApiError {
  const [status, message] = codes[code];
  return new ApiError(status, code, about === undefined ? message : `${message} (${about})`, more);
}

/** A code as ordered by a fault: with its own status where it has one, else HTTP 400. */
export function orderedRefusal(code: string, message: string): ApiError {
  return new ApiError(isErrorCode(code) ? codes[code][0] : 400, code, message);
}

/** Whether the code is the gateway's, whose errors carry the id of the request. */
export function isOfGateway({ code }: ApiError): boolean {
  return code.startsWith('APIG');
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(codes, code);
}
