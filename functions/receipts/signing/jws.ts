import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { compactVerify, importJWK } from 'jose';
import * as z from 'zod';
import { err, InvariantBroken, ok, type Result } from '../../kernel/result.ts';
import type { PublicKey, Signer } from '../ports.ts';
import { joseSignature } from './signature.ts';

/** What a signed document says that it is, so that nothing else under the same key can be taken for one. */
export const DOCUMENT_TYPE = 'desk-receipt+jws';

/**
 * Exactly this header and no other: no algorithm but ours, no key of the sender's own (`jwk`, `jku`, `x5u`), nothing
 * critical that a reader might not know.
 */
const Header = z.strictObject({
  alg: z.literal('ES256'),
  kid: z.string().min(1).max(100),
  typ: z.literal(DOCUMENT_TYPE),
});

/** A signed document as it is kept and handed out. `sha256` is that of the whole JWS, in hex. */
export type Signed = { readonly jws: string; readonly kid: string; readonly sha256: string };

/**
 * Signs a document as a compact JWS (RFC 7515, ES256). The payload is the canonical JSON of the document (RFC 8785), so
 * that the same document is the same bytes.
 */
export async function signDocument(document: object, signer: Signer): Promise<Signed> {
  const { kid } = await signer.key();
  const payload = canonicalize(document);
  if (payload === undefined) throw new InvariantBroken('a document is no JSON');
  const header = JSON.stringify({ alg: 'ES256', kid, typ: DOCUMENT_TYPE } satisfies z.input<typeof Header>);
  const signed = `${base64url(header)}.${base64url(payload)}`;
  const signature = joseSignature(await signer.sign(Buffer.from(signed)));
  const jws = `${signed}.${Buffer.from(signature).toString('base64url')}`;
  return { jws, kid, sha256: sha256(jws) };
}

/**
 * Why a text is no signed document of this desk. `malformed`: no JWS, or one of another kind than ours. `unknown_key`:
 * signed under a key that this desk does not have, so by another desk or by nobody. `wrong_signature`: the key is ours
 * and did not sign this.
 */
export type NotGenuine = 'malformed' | 'unknown_key' | 'wrong_signature';

/** The payload that one of these keys has signed, as JSON. Nothing of a text that is not genuine comes out. */
export async function openSigned(
  jws: string,
  keys: readonly PublicKey[],
): Promise<Result<{ readonly payload: unknown; readonly kid: string }, { readonly kind: NotGenuine }>> {
  const refused = (kind: NotGenuine) => err({ kind } as const);
  const parts = jws.split('.');
  // Bits beyond the last whole byte are ignored by decoders, so that another text could be the same signature.
  if (parts.length !== 3 || !parts.every(isExact)) return refused('malformed');
  const header = Header.safeParse(json(Buffer.from(parts[0] ?? '', 'base64url')));
  if (!header.success) return refused('malformed');
  const key = keys.find(({ kid }) => kid === header.data.kid);
  if (!key) return refused('unknown_key');
  const opened = await compactVerify(jws, await importJWK({ ...key }, 'ES256'), { algorithms: ['ES256'] }).catch(
    () => undefined,
  );
  if (!opened) return refused('wrong_signature');
  const payload = json(opened.payload);
  return payload === undefined ? refused('malformed') : ok({ payload, kid: key.kid });
}

/** The payload of a JWS that is known to be ours, as JSON; undefined where there is none. Nothing is verified. */
export function payloadOf(jws: string): unknown {
  return json(Buffer.from(jws.split('.')[1] ?? '', 'base64url'));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function base64url(text: string): string {
  return Buffer.from(text).toString('base64url');
}

function isExact(part: string): boolean {
  return part !== '' && Buffer.from(part, 'base64url').toString('base64url') === part;
}

function json(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}
