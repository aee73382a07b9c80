import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { signatureOf, verifySignature } from '../../../local/simulators/alibaba/acs3.ts';
import { signAcs3 } from '../../support/acs3-signer.ts';
import { Agency, days, secondTier, startBench } from '../../support/alibaba-bench.ts';

const query = { CurrentPage: '1', PageSize: '10', UserType: '1' };
const read = { action: 'GetAccountInfo', method: 'GET', query } as const;
const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

test('the signature of a known request is the one that the official client gives it', () => {
  const request = {
    method: 'POST',
    path: '/',
    query: [
      ['InviteStatusList.2.InviteId', '124'],
      ['InviteStatusList.1.InviteId', '123'],
    ] as const,
    headers: {
      host: '127.0.0.1:4010',
      'x-acs-action': 'GetInviteStatus',
      'x-acs-version': '2022-12-16',
      'x-acs-credentials-provider': 'static_ak',
      'x-acs-date': '2026-01-02T03:04:05Z',
      'x-acs-signature-nonce': '0123456789abcdef0123456789abcdef',
      'x-acs-content-sha256': emptyHash,
    },
    body: new Uint8Array(),
  };
  expect(signatureOf(request, Object.keys(request.headers).toSorted(), 'testsecret')).toBe(
    'a1e34d7fd288d50019e2c85551cdb26874321420c1616a4dc7df330d804b9617',
  );
});

describe('a request signed by the tests’ own signer', () => {
  test('is accepted, whatever the query holds', async () => {
    const { send, linked } = await startBench();
    await linked('1215848086704806');
    const remark = { ...query, Note: "(a) *b* ! ' ~ + & = % 青禾" };
    expect(await send({ ...read, query: remark })).toMatchObject({ status: 200, Code: '200' });
  });

  test('is refused when one byte of the query changes on the way', async () => {
    const { send } = await startBench();
    const answer = await send(read, { query: { ...query, PageSize: '11' } });
    expect(answer).toMatchObject({ status: 400, Code: 'SignatureDoesNotMatch', HostId: expect.any(String) });
  });

  test('is refused when the body is not the one whose hash is signed', async () => {
    const { send } = await startBench();
    const answer = await send({ action: 'CreateCustomer', body: 'a=1' }, { body: 'a=2' });
    expect(answer).toMatchObject({ status: 400, Code: 'SignatureDoesNotMatch' });
  });

  test('is refused when it was signed for another host', async () => {
    const { send } = await startBench();
    const answer = await send({ ...read, host: 'agency.ap-southeast-1.aliyuncs.com' });
    expect(answer).toMatchObject({ status: 400, Code: 'SignatureDoesNotMatch' });
  });

  test.each([
    ['the date', 'x-acs-date', (now: number) => new Date(now + 1000).toISOString().replace(/\.\d+/, '')],
    ['the action', 'x-acs-action', () => 'GetCreditInfo'],
    ['the version', 'x-acs-version', () => '2025-02-27'],
    ['the nonce', 'x-acs-signature-nonce', () => 'other'],
    ['the hash of the body', 'x-acs-content-sha256', () => emptyHash.replace('e', 'f')],
  ])('is refused when %s is not what was signed', async (_, name, changed) => {
    const { url, keyOf, send } = await startBench();
    const date = new Date().toISOString().replace(/\.\d+/, '');
    const headers = signAcs3({ ...(await keyOf()), ...read, host: new URL(url).host, date });
    headers[name] = changed(Date.parse(date));
    expect(await send(read, { headers })).toMatchObject({ status: 400, Code: 'SignatureDoesNotMatch' });
  });

  test('is refused when a header of the API is not among those that were signed', async () => {
    const { url, keyOf, send } = await startBench();
    const date = new Date().toISOString().replace(/\.\d+/, '');
    const headers = signAcs3({ ...(await keyOf()), ...read, host: new URL(url).host, date });
    headers['x-acs-security-token'] = 'slipped in';
    expect(await send(read, { headers })).toMatchObject({ status: 400, Code: 'SignatureDoesNotMatch' });
  });

  test.each([-16, 16])('is refused as expired when its clock is %i minutes off', async (minutes) => {
    const { send } = await startBench();
    const date = new Date(Date.now() + minutes * 60_000).toISOString().replace(/\.\d+/, '');
    expect(await send({ ...read, date })).toMatchObject({ status: 400, Code: 'InvalidTimeStamp.Expired' });
  });

  test('is refused when its date has another form', async () => {
    const { send } = await startBench();
    expect(await send({ ...read, date: new Date().toUTCString() })).toMatchObject({
      status: 400,
      Code: 'InvalidTimeStamp.Format',
    });
  });

  test('is judged on the wall clock, however far the provider’s clock was moved', async () => {
    const { send, control } = await startBench();
    await control.moveClock(days(40));
    expect(await send(read)).toMatchObject({ status: 200 });
  });

  test('is taken once: its nonce stands for no other', async () => {
    const { send } = await startBench();
    expect(await send({ ...read, nonce: 'once' })).toMatchObject({ status: 200 });
    expect(await send({ ...read, nonce: 'once' })).toMatchObject({ status: 400, Code: 'SignatureNonceUsed' });
  });

  test('does not use up a nonce when the signature falls', async () => {
    const { send } = await startBench();
    await send({ ...read, nonce: 'once', accessKeySecret: 'wrong secret' });
    expect(await send({ ...read, nonce: 'once' })).toMatchObject({ status: 200 });
  });

  test('is refused by the state of its key', async () => {
    const { send, control, keyOf } = await startBench();
    expect(await send({ ...read, accessKeyId: 'LTAInobody' })).toMatchObject({
      status: 404,
      Code: 'InvalidAccessKeyId.NotFound',
    });
    expect(await send({ ...read, accessKeySecret: 'wrong secret' })).toMatchObject({ Code: 'SignatureDoesNotMatch' });
    const old = await keyOf();
    await control.rotateKey('5100010000000001');
    expect(await send({ ...read, ...old })).toMatchObject({ status: 400, Code: 'InvalidAccessKeyId.Inactive' });
    expect(await send(read)).toMatchObject({ status: 200 });
  });

  test('is refused with a security token, which belongs to no permanent key', async () => {
    const { send } = await startBench();
    const answer = await send({ ...read, moreSignedHeaders: { 'x-acs-security-token': 'temporary' } });
    expect(answer).toMatchObject({ Code: 'InvalidSecurityToken.MismatchWithAccessKey' });
  });
});

test('what is wrong with the form of a request gets its own code and status', async () => {
  const { send, control } = await startBench();
  expect(await send(read, { headers: {} })).toMatchObject({ status: 400, Code: 'IncompleteSignature' });
  const notFound = { status: 404, Code: 'InvalidApi.NotFound' };
  expect(await send({ ...read, action: 'UnbindCustomer' })).toMatchObject(notFound);
  expect(await send({ ...read, version: '2025-02-27' })).toMatchObject(notFound);
  expect(await send({ ...read, method: 'POST' })).toMatchObject(notFound);
  expect(await send({ ...read, query: { CurrentPage: '1', UserType: '1' } })).toMatchObject({
    status: 400,
    Code: 'MissingPageSize',
  });
  expect(await send({ ...read, query: { ...query, PageSize: '21' } })).toMatchObject({
    status: 400,
    Code: 'InvalidParameter',
  });
  await control.setAccount({ uid: '5100010000000001', active: false });
  expect(await send(read)).toMatchObject({ status: 400, Code: 'InvalidRequest.NoPermissions' });
});

test('parameters in the body of a POST are not read: they ride in the query', async () => {
  const { send } = await startBench();
  const body = 'Uid=1215848086704806&CreditLine=10';
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  expect(await send({ action: 'SetCreditLine', body, moreSignedHeaders: form })).toMatchObject({ Code: 'MissingUid' });
});

test('the official client throws the gateway’s code, and the time to wait with a throttled call', async () => {
  const { clientOf, control, passASecond } = await startBench();
  const client = await clientOf(secondTier);
  const ask = () => client.listCountries();
  for (let count = 0; count < 20; count += 1) await ask();
  await expect(ask()).rejects.toMatchObject({
    code: expect.stringContaining('Throttling.User'),
    statusCode: 400,
    retryAfter: 1000,
  });
  passASecond();
  await ask();
  await control.addFault({ fault: { kind: 'error', code: 'InvalidRequest.NoPermissions' } });
  await expect(ask()).rejects.toMatchObject({ code: 'InvalidRequest.NoPermissions', statusCode: 400 });
  const unknown = new Agency.GetCreditInfoRequest({ uid: 1 });
  await expect(client.getCreditInfo(unknown)).rejects.toMatchObject({ code: 'InvalidParam.Uid.NotYourEu' });
});

/** A call as it would be signed, and as it would arrive. */
const calls = fc.record({
  accessKeySecret: fc.string({ minLength: 8, maxLength: 40 }),
  query: fc.dictionary(fc.stringMatching(/^[A-Z][A-Za-z0-9.]{0,12}$/), fc.string({ unit: 'grapheme', maxLength: 20 })),
  body: fc.string({ maxLength: 40 }),
  at: fc.integer({ min: 1, max: 4_000_000_000 }),
});

function arrive({
  accessKeySecret,
  query: parameters,
  body,
  at,
}: typeof calls extends fc.Arbitrary<infer C> ? C : never) {
  const date = new Date(at * 1000).toISOString().replace(/\.\d+/, '');
  const host = '127.0.0.1:4010';
  const signed = { accessKeyId: 'LTAIproperty', accessKeySecret, action: 'X', host, query: parameters, body, date };
  const headers = { ...signAcs3(signed), host };
  return { method: 'POST', path: '/', query: Object.entries(parameters), headers, body: Buffer.from(body) };
}

const keyOf = (accessKeySecret: string) => () => ({ accessKeySecret, status: 'active' as const });

test('a right signature stands for any key, query, body and time', () => {
  fc.assert(
    fc.property(calls, (call) => {
      const verdict = verifySignature(arrive(call), keyOf(call.accessKeySecret), new Date(call.at * 1000));
      expect(verdict).toMatchObject({ ok: true, accessKeyId: 'LTAIproperty' });
    }),
  );
});

test('a signature falls with any change of any value of the query', () => {
  fc.assert(
    fc.property(calls, fc.string({ minLength: 1, maxLength: 5 }), (call, more) => {
      const request = arrive({ ...call, query: { ...call.query, Uid: '1' } });
      const changed = request.query.map(([name, value]) => [name, name === 'Uid' ? `${value}${more}` : value] as const);
      const verdict = verifySignature(
        { ...request, query: changed },
        keyOf(call.accessKeySecret),
        new Date(call.at * 1000),
      );
      expect(verdict).toMatchObject({ ok: false, error: { code: 'SignatureDoesNotMatch' } });
    }),
  );
});
