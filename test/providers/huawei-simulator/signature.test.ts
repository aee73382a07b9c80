import { createHash } from 'node:crypto';
import { get } from 'node:http';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalRequestOf, signatureOf, verifySignature } from '../../../local/simulators/huawei/sdk-hmac.ts';
import { distributor, partner, startBench } from '../../support/huawei-bench.ts';
import { sdkDate, signSdkHmac } from '../../support/sdk-hmac-signer.ts';

const list = { path: '/v2/partners/sub-customers/query', body: '{"limit":10}' };
const quota = { method: 'GET', path: '/v2/partners/credit/consumption-quota' } as const;
const budget = { method: 'GET', path: '/v2/partners/sub-customers/budget' } as const;
const fallen = { status: 401, error_code: 'APIGW.0301', request_id: expect.stringMatching(/^[0-9a-f]{32}$/) };
const signedHeaders = ['content-type', 'host', 'x-sdk-date'];
const exampleHeaders = {
  'content-type': 'application/json',
  host: 'bss-intl.myhuaweicloud.com',
  'x-sdk-date': '20260102T030405Z',
};

/** Made by the official core; the hash is that of the canonical request. */
const vectors = [
  {
    request: {
      method: 'POST',
      path: '/v2/partners/sub-customers/query',
      query: [],
      headers: exampleHeaders,
      body: Buffer.from('{"customer_id":"c-1","limit":10,"offset":0}'),
    },
    hash: '03ba3c91db214ba41d4bdd7f61e6e95a5c55d0a0534d42fefbb8ccc41ab32601',
    signature: '071025ad8c79d9df0c002eeda2fb95972e27684613e47a2520e126100dd6627f',
  },
  {
    request: {
      method: 'GET',
      path: '/v2/bills/partner-bills/postpaid-bill-summary',
      query: [['bill_cycle', '2026-01']] as const,
      headers: exampleHeaders,
      body: Buffer.alloc(0),
    },
    hash: 'ffb340afdd6f45a4222b80c7d010984e34f9be9bc1386ef6cc1dc9e70b113956',
    signature: 'bbc13d2ac8f9dc1bd2d5ddf5ede4422e068425bb43eb7584861fcb8d50b5ba54',
  },
];

test.each(vectors)('the signature of a known $request.method is the one that the official core gives it', (known) => {
  const canonical = canonicalRequestOf(known.request, signedHeaders);
  expect(createHash('sha256').update(canonical).digest('hex')).toBe(known.hash);
  expect(signatureOf(known.request, signedHeaders, 'SKEXAMPLE')).toBe(known.signature);
});

describe('a request signed by the tests’ own signer', () => {
  test('is accepted, whatever the query holds, and tells its id in a header', async () => {
    const { send } = await startBench();
    const query = { Note: "(a) *b* ! ' ~ + & = % 青禾" };
    expect(await send({ ...quota, query })).toMatchObject({
      status: 200,
      requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
      consumption_quota: '50000.00',
    });
  });

  test('is refused when one byte of the query changes on the way', async () => {
    const { send } = await startBench();
    const query = { customer_id: 'a1' };
    expect(await send({ ...budget, query }, { query: { customer_id: 'a2' } })).toMatchObject(fallen);
  });

  test('is refused when one byte of the body changes on the way', async () => {
    const { send } = await startBench();
    expect(await send(list, { body: '{"limit":11}' })).toMatchObject(fallen);
  });

  test('is refused when it was signed for another path', async () => {
    const { send } = await startBench();
    expect(await send(list, { path: '/v2/partners/indirect-partners/query' })).toMatchObject(fallen);
    const details = '/v2/orders/customer-orders/details/CS';
    expect(await send({ method: 'GET', path: `${details}1` }, { path: `${details}2` })).toMatchObject(fallen);
  });

  test('is refused when its date is not the one that was signed', async () => {
    const { send, url, keyOf } = await startBench();
    const call = { ...(await keyOf()), ...list, method: 'POST' as const, host: new URL(url).host };
    const headers = signSdkHmac({ ...call, date: sdkDate(new Date()) });
    headers['x-sdk-date'] = sdkDate(new Date(Date.now() + 1000));
    expect(await send(list, { headers })).toMatchObject(fallen);
  });

  test.each(['host', 'x-sdk-date'])('is refused when %s is not among the signed headers', async (name) => {
    const { send } = await startBench();
    expect(await send({ ...list, unsigned: [name] })).toMatchObject(fallen);
  });

  test('is refused when it was signed for another host', async () => {
    const { send } = await startBench();
    expect(await send({ ...list, host: 'bss-intl.myhuaweicloud.com' })).toMatchObject(fallen);
  });

  test.each([-16, 16])('is refused when its clock is %i minutes off', async (minutes) => {
    const { send } = await startBench();
    const date = sdkDate(new Date(Date.now() + minutes * 60_000));
    expect(await send({ ...list, date })).toMatchObject({
      ...fallen,
      error_msg: expect.stringContaining('15 minutes'),
    });
  });

  test('is judged on the wall clock, however far the provider’s clock was moved', async () => {
    const { send, control } = await startBench();
    await control.moveClock({ advanceMs: 40 * 86_400_000 });
    expect(await send(list)).toMatchObject({ status: 200, count: 0 });
  });

  test('may state the hash of its body itself, and no other one', async () => {
    const { send } = await startBench();
    const stated = (hash: string) => ({ ...list, moreSignedHeaders: { 'x-sdk-content-sha256': hash } });
    const hash = createHash('sha256').update(list.body).digest('hex');
    expect(await send(stated(hash))).toMatchObject({ status: 200 });
    expect(await send(stated('0'.repeat(64)))).toMatchObject(fallen);
    expect(await send(stated('UNSIGNED-PAYLOAD'))).toMatchObject(fallen);
  });

  test('names its own domain or none', async () => {
    const { send } = await startBench();
    const named = (domain: string) => ({ ...list, moreSignedHeaders: { 'x-domain-id': domain } });
    expect(await send(named(partner))).toMatchObject({ status: 200 });
    expect(await send(named(distributor))).toMatchObject({ status: 403, error_code: 'CBC.0155' });
    expect(await send({ ...named(partner), unsigned: ['x-domain-id'] })).toMatchObject(fallen);
  });

  test('is refused with a security token, which belongs to no permanent key', async () => {
    const { send } = await startBench();
    expect(await send({ ...list, moreSignedHeaders: { 'x-security-token': 'temporary' } })).toMatchObject(fallen);
  });

  test('is refused by the state of its key', async () => {
    const { send, control, keyOf } = await startBench();
    expect(await send({ ...list, accessKey: 'NOBODY' })).toMatchObject(fallen);
    const old = await keyOf();
    await control.rotateKey(partner);
    expect(await send({ ...list, ...old })).toMatchObject(fallen);
    expect(await send(list)).toMatchObject({ status: 200 });
  });
});

test('five bad signatures in a row lock the key for five minutes, even for a right one', async () => {
  const { send, passSeconds } = await startBench();
  const wrong = () => send({ ...list, secretKey: 'wrong secret' });
  for (let count = 0; count < 4; count += 1) await wrong();
  expect(await send(list)).toMatchObject({ status: 200 });
  for (let count = 0; count < 5; count += 1) await wrong();
  expect(await send(list)).toMatchObject({ ...fallen, error_msg: expect.stringContaining('locked') });
  passSeconds(299);
  expect(await send(list)).toMatchObject(fallen);
  passSeconds(1);
  expect(await send(list)).toMatchObject({ status: 200 });
});

test('what is not there, or not there by this method, has no API', async () => {
  const { send } = await startBench();
  const nothing = { status: 404, error_code: 'APIGW.0101' };
  expect(await send({ path: '/v2/partners/sub-customers/disassociate' })).toMatchObject(nothing);
  expect(await send({ ...list, method: 'GET' })).toMatchObject(nothing);
});

test.each([
  ['bss-intl.myhuaweicloud.com', 200],
  ['bss.myhuaweicloud.eu', 200],
  ['bss.myhuaweicloud.com', 404],
])('asked as %s it answers with HTTP %i: China is another service', async (host, status) => {
  const { url, keyOf } = await startBench();
  const key = await keyOf();
  const signed = signSdkHmac({ ...key, ...quota, host, date: sdkDate(new Date()) });
  // `fetch` lets nobody choose the host.
  const answered = await new Promise<number | undefined>((resolve, reject) => {
    const sent = get(`${url}${quota.path}`, { headers: { ...signed, host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    sent.once('error', reject);
  });
  expect(answered).toBe(status);
});

test('a token is never one that holds', async () => {
  const { send } = await startBench();
  const headers = { 'x-auth-token': 'MIIPAgYJKoZI', 'content-type': 'application/json' };
  expect(await send(list, { headers })).toMatchObject({ status: 401, error_code: 'CBC.0154' });
});

test.each([
  ['no JSON', { body: '{"limit":' }],
  ['no object', { body: '[]' }],
  ['of another type', { moreSignedHeaders: { 'content-type': 'text/plain' } }],
])('a body that is %s is refused as a wrong parameter', async (_, call) => {
  const { send } = await startBench();
  expect(await send({ ...list, ...call })).toMatchObject({ status: 400, error_code: 'CBC.0100' });
});

test('ten requests a second are answered, the next one is flow control; five for checking an identifier', async () => {
  const { call, passSeconds } = await startBench();
  const busy = { httpStatusCode: 429, errorCode: 'CBC.0250' };
  for (let count = 0; count < 10; count += 1) await call('ListSubCustomers');
  await expect(call('ListSubCustomers')).rejects.toMatchObject(busy);
  const check = () => call('CheckUserIdentity', { search_type: 'name', search_value: 'somebody' });
  for (let count = 0; count < 5; count += 1) await check();
  await expect(check()).rejects.toMatchObject(busy);
  await call('ListSubCustomers', {}, distributor);
  passSeconds(1);
  await call('ListSubCustomers');
});

/** A call as it would be signed, and as it would arrive. */
const calls = fc.record({
  secretKey: fc.string({ minLength: 8, maxLength: 40 }),
  path: fc.array(fc.stringMatching(/^[A-Za-z0-9._~!'()*-]{1,12}$/), { minLength: 1, maxLength: 4 }),
  query: fc.dictionary(fc.stringMatching(/^[a-z_]{1,12}$/), fc.string({ unit: 'grapheme', maxLength: 20 })),
  body: fc.string({ maxLength: 40 }),
  at: fc.integer({ min: 1, max: 4_000_000_000 }),
});
type Arriving = typeof calls extends fc.Arbitrary<infer C> ? C : never;

function arrive({ secretKey, path: segments, query, body, at }: Arriving) {
  const path = `/${segments.join('/')}`;
  const host = '127.0.0.1:4010';
  const signed = { accessKey: 'AKPROPERTY', secretKey, method: 'POST' as const, path, host, query, body };
  const headers = { ...signSdkHmac({ ...signed, date: sdkDate(new Date(at * 1000)) }), host };
  return { method: 'POST', path, query: Object.entries(query), headers, body: Buffer.from(body) };
}

const keyOf = (secretKey: string) => () => ({ secretKey, status: 'active' as const });

test('a right signature stands for any key, path, query, body and time', () => {
  fc.assert(
    fc.property(calls, (call) => {
      const verdict = verifySignature(arrive(call), keyOf(call.secretKey), new Date(call.at * 1000));
      expect(verdict).toEqual({ ok: true, accessKey: 'AKPROPERTY' });
    }),
  );
});

test('a signature falls with any change of the body', () => {
  fc.assert(
    fc.property(calls, fc.string({ minLength: 1, maxLength: 5 }), (call, more) => {
      const changed = { ...arrive(call), body: Buffer.from(`${call.body}${more}`) };
      expect(verifySignature(changed, keyOf(call.secretKey), new Date(call.at * 1000))).toMatchObject({ ok: false });
    }),
  );
});
