import { createHash, createPublicKey } from 'node:crypto';
import { GetPublicKeyCommand, type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { calculateJwkThumbprint } from 'jose';
import * as z from 'zod';
import { InvariantBroken } from '../../kernel/result.ts';
import type { KeyRing, PublicKey, Signer } from '../ports.ts';

const Jwk = z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string() });

/** Signs under a key of KMS (ECC_NIST_P256, SIGN_VERIFY). KMS takes messages of 4 KB at most, so it is given the digest. */
export function kmsSigner(client: KMSClient, KeyId: string): Signer {
  const key = once(() => publicKeyOf(client, KeyId));
  return {
    key,
    async sign(message) {
      const digest = createHash('sha256').update(message).digest();
      const { Signature } = await client.send(
        new SignCommand({ KeyId, Message: digest, MessageType: 'DIGEST', SigningAlgorithm: 'ECDSA_SHA_256' }),
      );
      if (!Signature) throw new InvariantBroken('KMS answers without a signature');
      return Signature;
    },
  };
}

/** The public halves of keys of KMS, each asked for once in the life of a worker: they never change. */
export function kmsKeyRing(client: KMSClient, keyIds: readonly string[]): KeyRing {
  return { keys: once(() => Promise.all(keyIds.map((KeyId) => publicKeyOf(client, KeyId)))) };
}

async function publicKeyOf(client: KMSClient, KeyId: string): Promise<PublicKey> {
  const { PublicKey: der } = await client.send(new GetPublicKeyCommand({ KeyId }));
  if (!der) throw new InvariantBroken('KMS answers without a key');
  const key = createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' });
  const jwk = Jwk.parse(key.export({ format: 'jwk' }));
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'ES256', use: 'sig' };
}

/** Remembers the answer, but no failure. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => {
    asked ??= ask().catch((error: unknown) => {
      asked = undefined;
      throw error;
    });
    return asked;
  };
}
