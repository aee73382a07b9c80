import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { type Clock, type Instant, plusSeconds } from '../kernel/clock.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { Credentials, secretName } from '../parties/credentials.ts';
import type { PartnerAccountRef } from './provider.ts';

/** A key as its owner stored it. */
export type ProviderKey = Credentials;

/** `missing`: none is stored, or not one that can be read. `unreachable`: the secret store did not answer. */
export type SecretFailure = { readonly kind: 'missing' | 'unreachable'; readonly because: string };

/** The text of a secret by its name; undefined when there is none. Rejects when the store can't be asked. */
export type FetchSecret = (name: string) => Promise<string | undefined>;

/** The keys of partner accounts. `refetch` passes by what is remembered. */
export type Secrets = {
  key(ref: PartnerAccountRef, options?: { readonly refetch: boolean }): Promise<Result<ProviderKey, SecretFailure>>;
};

/** How long a key is remembered, so that a rotated or withdrawn one is not used for long. */
const REMEMBERED_SECONDS = 300;

/** Keys from the secrets `<prefix>/<organisation>/<account>`, remembered for five minutes in this process. */
export function cachedSecrets(deps: { fetch: FetchSecret; clock: Clock; prefix: string }): Secrets {
  const remembered = new Map<string, { readonly key: ProviderKey; readonly until: Instant }>();
  return {
    async key({ org, account }, { refetch } = { refetch: false }) {
      const name = secretName(deps.prefix, org, account);
      const known = remembered.get(name);
      if (known && !refetch && deps.clock.now() < known.until) return ok(known.key);
      remembered.delete(name);
      const read = await readKey(deps.fetch, name);
      if (read.ok) remembered.set(name, { key: read.value, until: plusSeconds(deps.clock.now(), REMEMBERED_SECONDS) });
      return read;
    },
  };
}

/**
 * Makes an attempt with the account's key. When the provider turned the key away, and the store holds another one by
 * now, the attempt is made once more: a key that is turned away was refused before anything was carried out. With the
 * same key it is not, because some providers lock a key after a few bad signatures.
 */
export async function withKey<T>(
  secrets: Secrets,
  ref: PartnerAccountRef,
  attempt: (key: ProviderKey) => Promise<T>,
  turnedAway: (outcome: T) => boolean,
): Promise<Result<T, SecretFailure>> {
  const key = await secrets.key(ref);
  if (!key.ok) return key;
  const first = await attempt(key.value);
  if (!turnedAway(first)) return ok(first);
  const again = await secrets.key(ref, { refetch: true });
  const { keyId, keySecret } = key.value;
  if (!again.ok || (again.value.keyId === keyId && again.value.keySecret === keySecret)) return ok(first);
  return ok(await attempt(again.value));
}

/** AWS Secrets Manager. */
export function secretsManager(client = new SecretsManagerClient({ maxAttempts: 3 })): FetchSecret {
  return async (name) => {
    try {
      const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: name }));
      return SecretString;
    } catch (error) {
      if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
      throw error;
    }
  };
}

async function readKey(fetch: FetchSecret, name: string): Promise<Result<ProviderKey, SecretFailure>> {
  let text: string | undefined;
  try {
    text = await fetch(name);
  } catch (error) {
    return err({ kind: 'unreachable', because: error instanceof Error ? error.name : 'unknown error' });
  }
  if (text === undefined) return err({ kind: 'missing', because: 'no credentials are stored for this account' });
  const parsed = Credentials.safeParse(asJson(text));
  // What was stored is not quoted: it may be most of a key.
  return parsed.success ? ok(parsed.data) : err({ kind: 'missing', because: 'what is stored is not a key' });
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
