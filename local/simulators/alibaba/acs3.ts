import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { type GatewayError, refusal } from './api-error.ts';

/** A request as it arrived. */
export interface SignedRequest {
  method: string;
  path: string;
  /** Names and values, decoded. */
  query: readonly (readonly [string, string])[];
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The bytes that arrived, before any parsing. */
  body: Uint8Array;
}

/** The key behind an id. */
export interface SigningKey {
  accessKeySecret: string;
  status: 'active' | 'disabled';
}

/** Who signed, or why the signature does not stand. */
export type SignatureVerdict = { ok: true; accessKeyId: string; nonce: string } | { ok: false; error: GatewayError };

const algorithm = 'ACS3-HMAC-SHA256';
const maxSkewMs = 15 * 60_000;
const authorizationForm =
  /^ACS3-HMAC-SHA256 Credential=([^,\s]+), ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/;

/**
 * Verifies ACS3-HMAC-SHA256 as the official clients sign: the query is decoded, sorted by name and encoded anew, because
 * what is signed and what is sent differ in ( ) * ! '; the secret signs as it is, without any derived key.
 * @param now the wall clock, because callers sign with real time
 */
export function verifySignature(
  request: SignedRequest,
  keyOf: (accessKeyId: string) => SigningKey | undefined,
  now: Date,
): SignatureVerdict {
  const parts = authorizationForm.exec(header(request, 'authorization'));
  if (parts === null) return failed('IncompleteSignature');
  const [, accessKeyId = '', signedHeaders = '', signature = ''] = parts;
  const date = header(request, 'x-acs-date');
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(date) || Number.isNaN(Date.parse(date))) {
    return failed('InvalidTimeStamp.Format');
  }
  if (Math.abs(now.getTime() - Date.parse(date)) > maxSkewMs) return failed('InvalidTimeStamp.Expired');
  const key = keyOf(accessKeyId);
  if (key === undefined) return failed('InvalidAccessKeyId.NotFound');
  if (key.status === 'disabled') return failed('InvalidAccessKeyId.Inactive');
  const nonce = header(request, 'x-acs-signature-nonce');
  const names = signedHeaders.split(';');
  const mustBeSigned = ['host', ...Object.keys(request.headers).filter((name) => name.startsWith('x-acs-'))];
  const stands =
    nonce !== '' &&
    mustBeSigned.every((name) => names.includes(name)) &&
    header(request, 'x-acs-content-sha256') === sha256(request.body) &&
    sameHex(signature, signatureOf(request, names, key.accessKeySecret));
  return stands ? { ok: true, accessKeyId, nonce } : failed('SignatureDoesNotMatch');
}

/** The signature that belongs to a request, over the headers of these names. */
export function signatureOf(request: SignedRequest, names: readonly string[], accessKeySecret: string): string {
  const query = request.query
    .toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
    .map(([name, value]) => `${name}=${encoded(value)}`)
    .join('&');
  const canonicalRequest = [
    request.method,
    request.path,
    query,
    names.map((name) => `${name}:${header(request, name)}\n`).join(''),
    names.join(';'),
    header(request, 'x-acs-content-sha256'),
  ].join('\n');
  return createHmac('sha256', accessKeySecret)
    .update(`${algorithm}\n${sha256(canonicalRequest)}`)
    .digest('hex');
}

/** RFC 3986: letters, digits and - _ . ~ stay. */
function encoded(value: string): string {
  return encodeURIComponent(value).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function header(request: SignedRequest, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value.trim() : '';
}

function failed(code: Parameters<typeof refusal>[0]): SignatureVerdict {
  return { ok: false, error: refusal(code) };
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

function sameHex(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one, 'hex'), Buffer.from(other, 'hex'));
}
