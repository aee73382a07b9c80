import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { type ApiError, refusal } from './api-error.ts';

/** A request as it arrived. */
export interface SignedRequest {
  method: string;
  path: string;
  /** The text after `?`, empty for POST. */
  query: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The bytes that arrived, before any parsing. */
  body: Uint8Array;
}

/** Who signed, or why the signature does not stand. */
export type SignatureVerdict = { ok: true; secretId: string } | { ok: false; error: ApiError };

const algorithm = 'TC3-HMAC-SHA256';
const maxSkewSeconds = 300;
const authorizationForm =
  /^TC3-HMAC-SHA256 Credential=([^/\s,]+)\/(\d{4}-\d{2}-\d{2})\/([^/\s,]+)\/tc3_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/;

/**
 * Verifies signature method v3. Follows "Signature Method v3" of the API documentation and the official SDKs:
 * the Node SDKs sign the host without its port, the Go and Python SDKs with it, so both stand; the service in the scope
 * is the product's own, or the first label of the host that was called (`127` for 127.0.0.1).
 * @param ownService such as `intlpartnersmgt`
 * @param secretKeyOf the key behind a secretId, `undefined` when there is none or it is disabled
 * @param now the wall clock, because callers sign with real time
 */
export function verifySignature(
  request: SignedRequest,
  ownService: string,
  secretKeyOf: (secretId: string) => string | undefined,
  now: Date,
): SignatureVerdict {
  const parts = authorizationForm.exec(header(request, 'authorization') ?? '');
  if (parts === null) return failed('AuthFailure.InvalidAuthorization');
  const [, secretId = '', date = '', service = '', signedHeaders = '', signature = ''] = parts;
  const timestamp = header(request, 'x-tc-timestamp') ?? '';
  if (!/^\d{1,11}$/.test(timestamp)) return failed('AuthFailure.SignatureExpire', 'X-TC-Timestamp');
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > maxSkewSeconds) {
    return failed('AuthFailure.SignatureExpire');
  }
  const names = signedHeaders.split(';');
  if (!names.includes('host') || !names.includes('content-type')) return failed('AuthFailure.InvalidAuthorization');
  const secretKey = secretKeyOf(secretId);
  if (secretKey === undefined) return failed('AuthFailure.SecretIdNotFound');
  const host = header(request, 'host') ?? '';
  const hostWithoutPort = host.replace(/:\d+$/, '');
  const scopeStands =
    date === new Date(Number(timestamp) * 1000).toISOString().slice(0, 10) &&
    (service === ownService || service === hostWithoutPort.split('.')[0]);
  const stands = [host, hostWithoutPort].some((signedHost) =>
    sameHex(signature, expectedSignature(request, { names, signedHost, timestamp, date, service, secretKey })),
  );
  return scopeStands && stands ? { ok: true, secretId } : failed('AuthFailure.SignatureFailure');
}

interface Claim {
  names: string[];
  signedHost: string;
  timestamp: string;
  date: string;
  service: string;
  secretKey: string;
}

function expectedSignature(request: SignedRequest, claim: Claim): string {
  const headerLines = claim.names.map((name) => {
    const value = name === 'host' ? claim.signedHost : (header(request, name) ?? '');
    // The documentation puts names and values in lower case, trimmed.
    return `${name}:${value.trim().toLowerCase()}\n`;
  });
  const canonicalRequest = [
    request.method,
    request.path,
    request.query,
    headerLines.join(''),
    claim.names.join(';'),
    sha256(request.body),
  ].join('\n');
  const scope = `${claim.date}/${claim.service}/tc3_request`;
  const stringToSign = [algorithm, claim.timestamp, scope, sha256(canonicalRequest)].join('\n');
  const dateKey = hmac(`TC3${claim.secretKey}`, claim.date);
  const signingKey = hmac(hmac(dateKey, claim.service), 'tc3_request');
  return hmac(signingKey, stringToSign).toString('hex');
}

function header(request: SignedRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function failed(code: Parameters<typeof refusal>[0], about?: string): SignatureVerdict {
  return { ok: false, error: refusal(code, about) };
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: string | Uint8Array, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}

function sameHex(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one, 'hex'), Buffer.from(other, 'hex'));
}
