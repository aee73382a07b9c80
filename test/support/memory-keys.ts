import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import type { PublicKey, Signer } from '../../functions/receipts/ports.ts';

/** A key that signs as the key service does. */
export type MemoryKey = Signer & { readonly publicKey: PublicKey };

export async function memoryKey(privateKey: KeyObject = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey) {
  const { kty, crv, x, y } = createPublicKey(privateKey).export({ format: 'jwk' }) as Record<string, string>;
  const jwk = { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' } as const;
  if (kty !== jwk.kty || crv !== jwk.crv) throw new Error('a key of another curve');
  const publicKey: PublicKey = { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'ES256', use: 'sig' };
  const key: MemoryKey = {
    publicKey,
    key: async () => publicKey,
    sign: async (message) => sign('sha256', message, privateKey),
  };
  return key;
}
