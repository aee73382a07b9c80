import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { verifySignature } from '../../../local/simulators/tencent/tc3.ts';
import { signTc3, type UnsignedCall } from '../../support/tc3-signer.ts';
import { post, startBench } from '../../support/tencent-bench.ts';

const codeOf = ({ Error: error }: { Error?: { Code: string } }) => error?.Code;

describe('a request signed by the tests’ own signer', () => {
  test.each([
    ['with the port, as Go and Python sign', (host: string) => host],
    ['without the port, as Node signs', (host: string) => host.replace(/:\d+$/, '')],
  ])('is accepted when the host is signed %s', async (_, host) => {
    const { send, url } = await startBench();
    expect(codeOf(await send({ action: 'QueryVoucherPool', host: host(new URL(url).host) }))).toBeUndefined();
  });

  test('is accepted with more signed headers, whose values are signed in lower case', async () => {
    const { send } = await startBench();
    const answer = await send({
      action: 'QueryVoucherPool',
      moreSignedHeaders: { 'x-tc-action': 'QueryVoucherPool' },
    });
    expect(answer).toMatchObject({ AccountType: 1 });
  });

  test('is accepted with the first label of the address as service, as Node signs it', async () => {
    const { send } = await startBench();
    expect(codeOf(await send({ action: 'QueryVoucherPool', service: '127' }))).toBeUndefined();
    expect(codeOf(await send({ action: 'QueryVoucherPool', service: 'cvm' }))).toBe('AuthFailure.SignatureFailure');
  });

  test('is refused when one byte of the body changes on the way', async () => {
    const { send } = await startBench();
    const answer = await send({ action: 'QueryCustomersCredit', body: '{"Page":1}' }, '{"Page":2}');
    expect(codeOf(answer)).toBe('AuthFailure.SignatureFailure');
  });

  test('is refused when it was signed for another host', async () => {
    const { send } = await startBench();
    const answer = await send({ action: 'QueryVoucherPool', host: 'intlpartnersmgt.intl.tencentcloudapi.com' });
    expect(codeOf(answer)).toBe('AuthFailure.SignatureFailure');
  });

  test('is refused when the date of its scope is not the UTC date of its timestamp', async () => {
    const { send } = await startBench();
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const answer = await send({ action: 'QueryVoucherPool', date: tomorrow });
    expect(codeOf(answer)).toBe('AuthFailure.SignatureFailure');
  });

  test.each([-301, 302])('is refused as expired when its clock is %i seconds off', async (seconds) => {
    const { send } = await startBench();
    const timestamp = Math.floor(Date.now() / 1000) + seconds;
    expect(codeOf(await send({ action: 'QueryVoucherPool', timestamp }))).toBe('AuthFailure.SignatureExpire');
  });

  test('is judged on the wall clock, however far the provider’s clock was moved', async () => {
    const { send, control } = await startBench();
    await control.moveClock({ advanceMs: 40 * 86_400_000 });
    expect(codeOf(await send({ action: 'QueryVoucherPool' }))).toBeUndefined();
  });

  test('is refused when the key is unknown', async () => {
    const { send } = await startBench();
    const answer = await send({ action: 'QueryVoucherPool', secretId: 'IKIDnobody00' });
    expect(codeOf(answer)).toBe('AuthFailure.SecretIdNotFound');
  });

  test('is refused when the secret key is wrong', async () => {
    const { send } = await startBench();
    const answer = await send({ action: 'QueryVoucherPool', secretKey: 'not the key' });
    expect(codeOf(answer)).toBe('AuthFailure.SignatureFailure');
  });
});

test('what is wrong with the form of a request gets its own code, always in an envelope', async () => {
  const { keyOf, url, send } = await startBench();
  const headers = signTc3({
    ...(await keyOf()),
    action: 'QueryVoucherPool',
    body: '{}',
    timestamp: Math.floor(Date.now() / 1000),
    host: new URL(url).host,
  });
  const without = (name: string) => Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));
  expect({
    noAction: codeOf(await post(url, without('x-tc-action'), '{}')),
    noVersion: codeOf(await post(url, without('x-tc-version'), '{}')),
    noTimestamp: codeOf(await post(url, without('x-tc-timestamp'), '{}')),
    noAuthorization: codeOf(await post(url, without('authorization'), '{}')),
    otherMethod: codeOf(await post(url, { ...headers, authorization: 'HmacSHA256 abc' }, '{}')),
    token: codeOf(await post(url, { ...headers, 'x-tc-token': 'temporary' }, '{}')),
    unknownAction: codeOf(await send({ action: 'UnbindClient' })),
    unknownVersion: codeOf(await send({ action: 'QueryVoucherPool', version: '2020-01-01' })),
    notJson: codeOf(await send({ action: 'QueryVoucherPool', body: 'Action=QueryVoucherPool' })),
  }).toEqual({
    noAction: 'MissingParameter',
    noVersion: 'MissingParameter',
    noTimestamp: 'MissingParameter',
    noAuthorization: 'AuthFailure.InvalidAuthorization',
    otherMethod: 'AuthFailure.InvalidAuthorization',
    token: 'AuthFailure.TokenFailure',
    unknownAction: 'InvalidAction',
    unknownVersion: 'NoSuchVersion',
    notJson: 'InvalidParameter',
  });
});

/** A call as it would be signed, and as it would arrive with one part changed afterwards. */
const calls = fc.record({
  secretKey: fc.string({ minLength: 8, maxLength: 40 }),
  body: fc.uint8Array({ minLength: 1, maxLength: 200 }),
  timestamp: fc.integer({ min: 1, max: 4_000_000_000 }),
  host: fc.constantFrom('intlpartnersmgt.intl.tencentcloudapi.com', '127.0.0.1:8080', 'localhost:1'),
});

function arrive(call: Pick<UnsignedCall, 'secretKey' | 'timestamp' | 'host'> & { body: Uint8Array }) {
  const headers = signTc3({ ...call, secretId: 'IKIDproperty', action: 'QueryVoucherPool' });
  return { method: 'POST', path: '/', query: '', headers: { ...headers, host: call.host }, body: call.body };
}

test('a right signature stands for any key, body, time and host', () => {
  fc.assert(
    fc.property(calls, (call) => {
      const verdict = verifySignature(
        arrive(call),
        'intlpartnersmgt',
        () => call.secretKey,
        new Date(call.timestamp * 1000),
      );
      expect(verdict).toEqual({ ok: true, secretId: 'IKIDproperty' });
    }),
  );
});

test('a signature falls with any change of any byte of the body', () => {
  fc.assert(
    fc.property(calls, fc.nat(), fc.integer({ min: 1, max: 255 }), (call, at, change) => {
      const body = Uint8Array.from(call.body);
      body[at % body.length] = (body[at % body.length] ?? 0) ^ change;
      const request = { ...arrive(call), body };
      const verdict = verifySignature(
        request,
        'intlpartnersmgt',
        () => call.secretKey,
        new Date(call.timestamp * 1000),
      );
      expect(verdict).toMatchObject({ ok: false, error: { code: 'AuthFailure.SignatureFailure' } });
    }),
  );
});
