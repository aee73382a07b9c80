import { createHash, createHmac } from 'node:crypto';

/** A request to sign, with every part open to be wrong on purpose. */
export interface UnsignedCall {
  secretId: string;
  secretKey: string;
  action: string;
  body: string | Uint8Array;
  /** Unix seconds. */
  timestamp: number;
  /** As signed; what is sent is up to the caller. */
  host: string;
  /** Of the credential scope; the UTC date of `timestamp` unless given. */
  date?: string;
  service?: string;
  version?: string;
  /** Signed and sent beside content-type and host. */
  moreSignedHeaders?: Record<string, string>;
}

/** Headers of a TC3-HMAC-SHA256 request, written from the provider's description alone: the simulator's judge. */
export function signTc3(call: UnsignedCall): Record<string, string> {
  const date = call.date ?? new Date(call.timestamp * 1000).toISOString().slice(0, 10);
  const scope = `${date}/${call.service ?? 'intlpartnersmgt'}/tc3_request`;
  const signed = new Map(
    Object.entries({ 'content-type': 'application/json', host: call.host, ...call.moreSignedHeaders }).toSorted(
      ([one], [other]) => (one < other ? -1 : 1),
    ),
  );
  const names = [...signed.keys()].join(';');
  const lines = [...signed].map(([name, value]) => `${name}:${value.trim().toLowerCase()}\n`).join('');
  const request = `POST\n/\n\n${lines}\n${names}\n${createHash('sha256').update(call.body).digest('hex')}`;
  const text = `TC3-HMAC-SHA256\n${call.timestamp}\n${scope}\n${createHash('sha256').update(request).digest('hex')}`;
  const signature = [...scope.split('/'), text].reduce<string | Buffer>(
    (key, part) => createHmac('sha256', key).update(part).digest(),
    `TC3${call.secretKey}`,
  );
  return {
    'content-type': 'application/json',
    ...call.moreSignedHeaders,
    'x-tc-action': call.action,
    'x-tc-version': call.version ?? '2022-09-28',
    'x-tc-timestamp': String(call.timestamp),
    authorization: `TC3-HMAC-SHA256 Credential=${call.secretId}/${scope}, SignedHeaders=${names}, Signature=${Buffer.from(signature).toString('hex')}`,
  };
}
