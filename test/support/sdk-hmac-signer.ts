import { createHash, createHmac } from 'node:crypto';

/** A request to sign, with every part open to be wrong on purpose. */
export interface UnsignedHmacCall {
  accessKey: string;
  secretKey: string;
  method: 'GET' | 'POST';
  /** Without encoding. */
  path: string;
  /** As signed; what is sent is up to the caller. */
  host: string;
  query?: Readonly<Record<string, string>>;
  body?: string;
  /** `YYYYMMDDTHHmmssZ`. */
  date: string;
  /** Signed and sent beside the usual ones. */
  moreSignedHeaders?: Readonly<Record<string, string>>;
  /** Names that are sent without being signed. */
  unsigned?: readonly string[];
}

/** Headers of an SDK-HMAC-SHA256 request, written from the provider's description alone: the simulator's judge. */
export function signSdkHmac(call: UnsignedHmacCall): Record<string, string> {
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    ...call.moreSignedHeaders,
    'x-sdk-date': call.date,
  };
  const signed = Object.entries({ ...headers, host: call.host })
    .filter(([name]) => call.unsigned?.includes(name) !== true)
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  const names = signed.map(([name]) => name).join(';');
  const query = Object.entries(call.query ?? {})
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${percentEncoded(name)}=${percentEncoded(value)}`)
    .join('&');
  const path = `${call.path.split('/').map(percentEncoded).join('/')}/`;
  const lines = signed.map(([name, value]) => `${name}:${value.trim()}\n`).join('');
  const payload = headers['x-sdk-content-sha256'] ?? hash(call.body ?? '');
  const request = `${call.method}\n${path}\n${query}\n${lines}\n${names}\n${payload}`;
  const signature = createHmac('sha256', call.secretKey)
    .update(`SDK-HMAC-SHA256\n${call.date}\n${hash(request)}`)
    .digest('hex');
  return {
    ...headers,
    authorization: `SDK-HMAC-SHA256 Access=${call.accessKey}, SignedHeaders=${names}, Signature=${signature}`,
  };
}

/** As RFC 3986 has it. */
export function percentEncoded(value: string): string {
  return Array.from(Buffer.from(value))
    .map((byte) => {
      const sign = String.fromCharCode(byte);
      return /[A-Za-z0-9_.~-]/.test(sign) ? sign : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}

/** `YYYYMMDDTHHmmssZ` of an instant. */
export function sdkDate(at: Date): string {
  return `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}
