import { DecryptCommand, EncryptCommand, type KMSClient } from '@aws-sdk/client-kms';
import type { Open, Seal } from '../ports.ts';

/** Seals by a key of KMS. Organisation and webhook are bound in: moved to another record, a text can't be opened. */
export function kmsSeal(client: KMSClient, keyId: string): Seal {
  return async (secret, { org, webhook }) => {
    const Plaintext = Buffer.from(secret);
    const { CiphertextBlob } = await client.send(
      new EncryptCommand({ KeyId: keyId, Plaintext, EncryptionContext: { org, webhook } }),
    );
    if (!CiphertextBlob) throw new Error('KMS gave no ciphertext');
    return Buffer.from(CiphertextBlob).toString('base64');
  };
}

export function kmsOpen(client: KMSClient, keyId: string): Open {
  return async (sealed, { org, webhook }) => {
    const CiphertextBlob = Buffer.from(sealed, 'base64');
    const { Plaintext } = await client.send(
      new DecryptCommand({ KeyId: keyId, CiphertextBlob, EncryptionContext: { org, webhook } }),
    );
    if (!Plaintext) throw new Error('KMS gave no plaintext');
    return Buffer.from(Plaintext).toString('utf8');
  };
}
