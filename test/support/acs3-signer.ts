import { createHash, createHmac, randomBytes } from 'node:crypto';

/** A request to sign, with every part open to be wrong on purpose. */
export interface UnsignedAcsCall {
  accessKeyId: string;
  accessKeySecret: string;
  action: string;
  version?: string;
  method?: 'GET' | 'POST';
  /** As signed; what is sent is up to the caller. */
  host: string;
  query?: Readonly<Record<string, string>>;
  body?: string;
  /** ISO 8601 to the second. */
  date: string;
  nonce?: string;
  /** Signed and sent beside the usual ones. */
  moreSignedHeaders?: Readonly<Record<string, string>>;
}

/** Headers of an ACS3-HMAC-SHA256 request, written from the provider's description alone: the simulator's judge. */
export function signAcs3(call: UnsignedAcsCall): Record<string, string> {
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const headers: Record<string, string> = {
    ...call.moreSignedHeaders,
    'x-acs-action': call.action,
    'x-acs-version': call.version ?? '2022-12-16',
    'x-acs-date': call.date,
    'x-acs-signature-nonce': call.nonce ?? randomBytes(16).toString('hex'),
    'x-acs-content-sha256': hash(call.body ?? ''),
  };
  const signed = Object.entries({ ...headers, host: call.host }).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const names = signed.map(([name]) => name).join(';');
  const query = Object.entries(call.query ?? {})
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}=${encoded(value)}`)
    .join('&');
  const lines = signed.map(([name, value]) => `${name}:${value.trim()}\n`).join('');
  const request = `${call.method ?? 'POST'}\n/\n${query}\n${lines}\n${names}\n${headers['x-acs-content-sha256']}`;
  const signature = createHmac('sha256', call.accessKeySecret)
    .update(`ACS3-HMAC-SHA256\n${hash(request)}`)
    .digest('hex');
  return {
    ...headers,
    authorization: `ACS3-HMAC-SHA256 Credential=${call.accessKeyId},SignedHeaders=${names},Signature=${signature}`,
  };
}

/** As RFC 3986 has it. */
export function encoded(value: string): string {
  return Array.from(Buffer.from(value))
    .map((byte) => {
      const sign = String.fromCharCode(byte);
      return /[A-Za-z0-9_.~-]/.test(sign) ? sign : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}
