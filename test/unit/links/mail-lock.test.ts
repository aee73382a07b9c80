import { describe, expect, test, vi } from 'vitest';
import { mailLockKey } from '../../../functions/links/adapters/mail-lock-secret.ts';
import { mailLockBy } from '../../../functions/links/mail-lock.ts';
import type { FetchSecret } from '../../../functions/providers/secrets.ts';
import { req } from '../../support/requirements.ts';

describe(req('R146', 'the place of a customer whose address alone is known'), () => {
  const lock = mailLockBy(async () => 'a key');

  test('is the same for one address, however it is capitalised, and another for another', async () => {
    const [one, same, other] = await Promise.all(['it@a.example', 'IT@A.example', 'it@b.example'].map(lock));
    expect([one === same, one === other]).toEqual([true, false]);
  });

  test('is a hash that other stages do not make', async () => {
    expect(await lock('it@a.example')).not.toBe(await mailLockBy(async () => 'another key')('it@a.example'));
    // RFC 4231, test case 2, in base64url
    expect(await mailLockBy(async () => 'Jefe')('what do ya want for nothing?')).toBe(
      'W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM',
    );
  });
});

describe('the key', () => {
  test('is fetched once, and again only where it could not be fetched', async () => {
    const fetch = vi.fn<FetchSecret>(async () => 'a key');
    fetch.mockRejectedValueOnce(new Error('throttled'));
    const key = mailLockKey('stage-desk/mail-lock', fetch);
    await expect(key()).rejects.toThrow('throttled');
    expect([await key(), await key()]).toEqual(['a key', 'a key']);
    expect(fetch.mock.calls).toEqual([['stage-desk/mail-lock'], ['stage-desk/mail-lock']]);
  });

  test('that is missing is said by its name', async () => {
    await expect(mailLockKey('stage-desk/mail-lock', async () => undefined)()).rejects.toThrow('stage-desk/mail-lock');
  });
});
