import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, test } from 'vitest';
import { instant, plusSeconds } from '../../../functions/kernel/clock.ts';
import { cachedSecrets, secretsManager, withKey } from '../../../functions/providers/secrets.ts';

const ref = { org: 'org_1', account: 'acc_1', site: 'tencent-intl', environment: 'production' } as const;
const old = { keyId: 'AKIDold', keySecret: 'old-secret' };
const rotated = { keyId: 'AKIDnew', keySecret: 'new-secret' };

function setup(stored: Record<string, string> = { 'desk/org_1/acc_1': JSON.stringify(old) }) {
  let now = instant(Date.UTC(2026, 0, 5));
  const fetched: string[] = [];
  const secrets = cachedSecrets({
    fetch: async (name) => {
      fetched.push(name);
      return stored[name];
    },
    clock: { now: () => now },
    prefix: 'desk',
  });
  return {
    secrets,
    fetched,
    store: (key: object) => {
      stored['desk/org_1/acc_1'] = JSON.stringify(key);
    },
    wait: (seconds: number) => {
      now = plusSeconds(now, seconds);
    },
  };
}

describe('the key of a partner account', () => {
  test('is fetched by the name of its organisation and account, and remembered for five minutes', async () => {
    const { secrets, fetched, store, wait } = setup();
    expect(await secrets.key(ref)).toEqual({ ok: true, value: old });
    store(rotated);
    wait(299);
    expect(await secrets.key(ref)).toEqual({ ok: true, value: old });
    wait(1);
    expect(await secrets.key(ref)).toEqual({ ok: true, value: rotated });
    expect(fetched).toEqual(['desk/org_1/acc_1', 'desk/org_1/acc_1']);
  });

  test.each([
    ['nothing is stored', {}],
    ['something else is stored', { 'desk/org_1/acc_1': '{"keyId":"AKIDold-and-a-half' }],
  ])('is missing when %s, and what is stored is not quoted', async (_, stored) => {
    const { secrets } = setup(stored);
    const read = await secrets.key(ref);
    expect(read).toMatchObject({ ok: false, error: { kind: 'missing' } });
    expect(JSON.stringify(read)).not.toContain('AKID');
  });
});

describe('an attempt', () => {
  const attempt = () => {
    const used: string[] = [];
    return { used, call: async ({ keyId }: { keyId: string }) => (used.push(keyId), keyId) };
  };

  test('whose key was turned away is made again with the key that is stored by now', async () => {
    const { secrets, store } = setup();
    await secrets.key(ref);
    store(rotated);
    const { used, call } = attempt();
    expect(await withKey(secrets, ref, call, (id) => id === old.keyId)).toEqual({ ok: true, value: rotated.keyId });
    expect(used).toEqual([old.keyId, rotated.keyId]);
  });

  test('is not made again with the same key, which the provider might lock', async () => {
    const { secrets } = setup();
    const { used, call } = attempt();
    expect(await withKey(secrets, ref, call, () => true)).toEqual({ ok: true, value: old.keyId });
    expect(used).toEqual([old.keyId]);
  });

  test('is made at most twice', async () => {
    const { secrets, store } = setup();
    await secrets.key(ref);
    store(rotated);
    const { used, call } = attempt();
    await withKey(secrets, ref, call, () => true);
    expect(used).toHaveLength(2);
  });

  test('is not made at all without a key', async () => {
    const { secrets } = setup({});
    const { used, call } = attempt();
    expect(await withKey(secrets, ref, call, () => false)).toMatchObject({ ok: false });
    expect(used).toEqual([]);
  });
});

test('Secrets Manager: no such secret is an answer, everything else a failure to reach it', async () => {
  const manager = mockClient(SecretsManagerClient);
  const fetch = secretsManager(new SecretsManagerClient({ region: 'eu-central-1' }));
  manager.on(GetSecretValueCommand, { SecretId: 'a' }).resolves({ SecretString: 'text' });
  manager
    .on(GetSecretValueCommand, { SecretId: 'b' })
    .rejects(new ResourceNotFoundException({ message: 'gone', $metadata: {} }));
  manager.on(GetSecretValueCommand, { SecretId: 'c' }).rejects(new Error('no route'));
  expect(await fetch('a')).toBe('text');
  expect(await fetch('b')).toBeUndefined();
  const secrets = cachedSecrets({ fetch: () => fetch('c'), clock: { now: () => '' }, prefix: 'desk' });
  expect(await secrets.key(ref)).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
});
