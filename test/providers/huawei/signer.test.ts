import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { signedHeaders } from '../../../functions/providers/huawei/signer.ts';
import { signSdkHmac } from '../../support/sdk-hmac-signer.ts';

const key = { keyId: 'AKEXAMPLE', keySecret: 'SKEXAMPLE' };
const origin = 'https://bss-intl.myhuaweicloud.com';

/** Signs as if the clock said so. */
function signedAt(at: string, of: Parameters<typeof signedHeaders>[0]) {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(at) });
  try {
    return signedHeaders(of, key);
  } finally {
    vi.useRealTimers();
  }
}

describe('the signature', () => {
  test('is the one of two known requests', () => {
    const at = '2026-01-02T03:04:05Z';
    const list = signedAt(at, {
      method: 'POST',
      url: `${origin}/v2/partners/sub-customers/query`,
      query: {},
      body: { customer_id: 'c-1', limit: 10, offset: 0 },
    });
    expect(list).toEqual({
      'content-type': 'application/json',
      host: 'bss-intl.myhuaweicloud.com',
      'X-Sdk-Date': '20260102T030405Z',
      Authorization:
        'SDK-HMAC-SHA256 Access=AKEXAMPLE, SignedHeaders=content-type;host;x-sdk-date, Signature=071025ad8c79d9df0c002eeda2fb95972e27684613e47a2520e126100dd6627f',
    });
    const bill = signedAt(at, {
      method: 'GET',
      url: `${origin}/v2/bills/partner-bills/postpaid-bill-summary`,
      query: { bill_cycle: '2026-01' },
    });
    expect(bill['Authorization']).toContain('bbc13d2ac8f9dc1bd2d5ddf5ede4422e068425bb43eb7584861fcb8d50b5ba54');
  });

  test('is the one that the provider’s description gives, whatever is asked', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
    const fields = fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), text, { maxKeys: 5, noNullPrototype: true });
    fc.assert(
      fc.property(fc.constantFrom('GET' as const, 'POST' as const), fields, (method, given) => {
        const query = method === 'GET' ? given : {};
        const body = method === 'POST' ? JSON.stringify(given) : '';
        const path = '/v2/partners/sub-customers/query';
        const url = `http://127.0.0.1:9805${path}`;
        const headers = signedAt('2026-11-21T07:45:43Z', {
          method,
          url,
          query,
          ...(method === 'POST' && { body: given }),
        });
        const expected = signSdkHmac({
          accessKey: key.keyId,
          secretKey: key.keySecret,
          method,
          path,
          host: '127.0.0.1:9805',
          query,
          body,
          date: '20261121T074543Z',
        });
        expect(headers['Authorization']).toBe(expected['authorization']);
      }),
      { numRuns: 60 },
    );
  });
});
