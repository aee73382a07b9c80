import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** A request as it arrived. */
export interface SignedRequest {
  method: string;
  /** As on the wire, still encoded. */
  path: string;
  /** Names and values, decoded. */
  query: readonly (readonly [string, string])[];
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The bytes that arrived, before any parsing. */
  body: Uint8Array;
}

/** The key behind an access key id. */
export interface SigningKey {
  secretKey: string;
  status: 'active' | 'disabled';
}

/** Who signed, or why the signature does not stand; `accessKey` is there when a key of that name exists. */
export type SignatureVerdict =
  | { ok: true; accessKey: string }
  | { ok: false; reason: string; accessKey: string | undefined };

const algorithm = 'SDK-HMAC-SHA256';
const maxSkewMs = 15 * 60_000;
const authorizationForm = /^SDK-HMAC-SHA256 Access=([^,\s]+), ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/;

/**
 * Verifies SDK-HMAC-SHA256 as the official clients sign. Path and query are decoded and encoded anew, because what is
 * signed and what is sent differ in `! ' ( ) *`; the signed path ends in `/` although the sent one does not.
 * @param now the wall clock, because callers sign with real time
 */
export function verifySignature(
  request: SignedRequest,
  keyOf: (accessKey: string) => SigningKey | undefined,
  now: Date,
): SignatureVerdict {
  const parts = authorizationForm.exec(header(request, 'authorization'));
  if (parts === null) return fallen('the Authorization header does not follow SDK-HMAC-SHA256');
  const [, accessKey = '', signedHeaders = '', signature = ''] = parts;
  const key = keyOf(accessKey);
  if (key === undefined) return fallen('get aksk credential fail');
  if (key.status === 'disabled') return fallen('get aksk credential fail', accessKey);
  const signedAt = instantOf(header(request, 'x-sdk-date'));
  if (signedAt === undefined) return fallen('X-Sdk-Date is not in its form', accessKey);
  if (Math.abs(now.getTime() - signedAt) > maxSkewMs) {
    return fallen('X-Sdk-Date is more than 15 minutes off', accessKey);
  }
  const names = signedHeaders.split(';');
  const mustBeSigned = ['host', 'x-sdk-date', ...optionalSigned.filter((name) => request.headers[name] !== undefined)];
  const stands =
    mustBeSigned.every((name) => names.includes(name)) &&
    names.every((name) => request.headers[name] !== undefined) &&
    isBodyOfItsHash(request) &&
    sameHex(signature, signatureOf(request, names, key.secretKey));
  return stands ? { ok: true, accessKey } : fallen('verify aksk signature fail', accessKey);
}

/** The signature that belongs to a request, over the headers of these names. */
export function signatureOf(request: SignedRequest, names: readonly string[], secretKey: string): string {
  const stringToSign = [algorithm, header(request, 'x-sdk-date'), sha256(canonicalRequestOf(request, names))].join(
    '\n',
  );
  return createHmac('sha256', secretKey).update(stringToSign).digest('hex');
}

/** What is hashed for the signature: six lines, of which the fourth is a line per header. */
export function canonicalRequestOf(request: SignedRequest, names: readonly string[]): string {
  return [
    request.method,
    canonicalPath(request.path),
    canonicalQuery(request.query),
    names.map((name) => `${name}:${header(request, name)}\n`).join(''),
    names.join(';'),
    header(request, 'x-sdk-content-sha256') || sha256(request.body),
  ].join('\n');
}

/** Signed whenever they are sent; source: the signers of the official clients. */
const optionalSigned = ['x-domain-id', 'x-project-id', 'x-security-token', 'x-sdk-content-sha256'];

function canonicalPath(path: string): string {
  const encodedPath = path
    .split('/')
    .map((segment) => encoded(decoded(segment)))
    .join('/');
  return encodedPath.endsWith('/') ? encodedPath : `${encodedPath}/`;
}

function canonicalQuery(query: SignedRequest['query']): string {
  return query
    .toSorted(([name, value], [otherName, otherValue]) => compare(name, otherName) || compare(value, otherValue))
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .join('&');
}

/** A hash that the caller states itself stands for the body only where it is the body's, or where the body is left out. */
function isBodyOfItsHash(request: SignedRequest): boolean {
  const stated = header(request, 'x-sdk-content-sha256');
  const isJson = header(request, 'content-type').startsWith('application/json');
  return stated === '' || stated === sha256(request.body) || (stated === 'UNSIGNED-PAYLOAD' && !isJson);
}

/** The instant of `YYYYMMDDTHHmmssZ`, in milliseconds. */
function instantOf(text: string): number | undefined {
  const form = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/;
  const at = form.test(text) ? Date.parse(text.replace(form, '$1-$2-$3T$4:$5:$6Z')) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}

/** RFC 3986: letters, digits and - _ . ~ stay. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function header(request: SignedRequest, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value.trim() : '';
}

function fallen(reason: string, accessKey?: string): SignatureVerdict {
  return { ok: false, reason, accessKey };
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

function sameHex(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one, 'hex'), Buffer.from(other, 'hex'));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
