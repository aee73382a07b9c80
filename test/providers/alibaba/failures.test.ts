import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { Money } from '../../../functions/kernel/money.ts';
import type { InvitationRequest } from '../../../functions/providers/provider.ts';
import { json, key, portAt, ref, type Scripted, startAlibaba, success, valueOf } from '../../support/alibaba-port.ts';

const request: InvitationRequest = {
  email: 'it@wrenhollow.example',
  legalName: 'Wrenhollow',
  registration: '112233',
  terms: { limit: Money.of('1000', 'USD'), whenUsedUp: 'stop', newPurchases: 'allowed' },
};

/** What a customer's link would let anybody do. */
const secretLink = 'https://account.example/register?ticket=of-the-customer';

const gatewayError = (Code: string, status: number, headers = {}) =>
  json({ HostId: 'agency', Code, Message: `${Code} in words`, Recommend: 'none' }, status, headers);

describe('the provider’s own no', () => {
  test.each([
    [
      'in a bad request',
      gatewayError('Error3061', 400),
      {
        kind: 'refused',
        code: 'invitation_lapsed',
        raw: { code: 'Error3061', message: 'Error3061 in words', requestId: 'r-1', httpStatus: 400 },
      },
    ],
    [
      'in an HTTP 200',
      json({ Success: false, Code: '3061', Message: 'expired' }),
      { kind: 'refused', code: 'invitation_lapsed', raw: { code: '3061', message: 'expired', requestId: 'r-1' } },
    ],
    ['by its code alone', json({ Code: '3060', Message: 'none' }), { kind: 'refused', code: 'invitation_unknown' }],
    [
      'as a number',
      json({ Success: false, Code: 3060, Message: 'none' }),
      { kind: 'refused', code: 'invitation_unknown', raw: { code: '3060' } },
    ],
    [
      'as too many mails',
      json({ Success: false, Code: '3058', Message: 'too many' }),
      { kind: 'throttled', retryAfterSeconds: 300 },
    ],
    [
      'that nobody documents',
      json({ Success: false, Code: '3999', Message: 'new' }),
      { kind: 'refused', code: 'other', raw: { code: '3999', message: 'new' } },
    ],
    [
      'of a system error',
      json({ Success: false, Code: '1109', Message: 'later' }),
      { kind: 'unknown_outcome', because: 'server_fault' },
    ],
    [
      'without saying which',
      json({ Success: false, Message: 'no' }),
      { kind: 'unknown_outcome', because: 'unreadable_answer', raw: { code: 'no-error-code' } },
    ],
    [
      'to our key’s rights',
      gatewayError('InvalidRequest.NoPermissions.RamNoPermission', 400),
      { kind: 'not_allowlisted', needs: 'key_permission' },
    ],
    ['to our clock', gatewayError('InvalidTimeStamp.Expired', 400), { kind: 'credentials' }],
    ['to a nonce that it has seen', gatewayError('SignatureNonceUsed', 400), { kind: 'unknown_outcome' }],
    ['to the rate', gatewayError('Throttling.User', 400), { kind: 'throttled', retryAfterSeconds: 1 }],
    [
      'to the rate, with a pause',
      gatewayError('Throttling.User', 400, { 'x-acs-retry-after': '4200' }),
      { kind: 'throttled', retryAfterSeconds: 5 },
    ],
    ['to the rate, with its own status', gatewayError('Throttling', 503), { kind: 'throttled' }],
  ] as const)('%s is told as it is, and the effect made once', async (_what, answer, error) => {
    const { port, came } = await startAlibaba(() => answer);
    expect(await port.resendInvitation(ref, { ...request, handle: '1' })).toMatchObject({ error });
    expect(came).toHaveLength(1);
  });

  test('to the one account of an invitation is the no to the call', async () => {
    const item = { Code: '3014', Message: 'credit too long', Success: true };
    const { port } = await startAlibaba(() => json({ ...success, Results: { Result: [item] } }));
    expect(await port.invite(ref, request)).toMatchObject({
      error: { kind: 'refused', code: 'amount_out_of_range', raw: { code: '3014', requestId: 'r-1' } },
    });
  });

  test('an invitation without any result may have gone out', async () => {
    const { port } = await startAlibaba(() => json({ ...success, Results: { Result: [] } }));
    expect(await port.invite(ref, request)).toMatchObject({ error: { kind: 'unknown_outcome' } });
  });
});

describe('a call without an answer', () => {
  test.each<[string, Scripted, object, object]>([
    ['a broken connection', 'drop', { kind: 'unknown_outcome', because: 'no_answer' }, { kind: 'provider_down' }],
    [
      'a server’s fault with an unknown code',
      gatewayError('Whatever', 500),
      { kind: 'unknown_outcome', because: 'server_fault', raw: { code: 'Whatever', httpStatus: 500 } },
      { kind: 'provider_down' },
    ],
    [
      'a page of a proxy',
      { status: 502, text: '<html>bad gateway</html>' },
      { kind: 'unknown_outcome', because: 'server_fault', raw: { httpStatus: 502 } },
      { kind: 'provider_down' },
    ],
    [
      'a bad request without a code',
      { status: 400, text: '{}' },
      { kind: 'unknown_outcome', raw: { httpStatus: 400 } },
      { kind: 'provider_down' },
    ],
    [
      'an empty body',
      { text: '' },
      { kind: 'unknown_outcome', because: 'unreadable_answer' },
      { kind: 'malformed_answer' },
    ],
    [
      'a body that is no JSON',
      { text: `{"RegUrl":"${secretLink}"` },
      { kind: 'unknown_outcome', because: 'unreadable_answer' },
      { kind: 'malformed_answer' },
    ],
    [
      'JSON that is no envelope',
      { text: '[1]' },
      { kind: 'unknown_outcome', because: 'unreadable_answer' },
      { kind: 'malformed_answer' },
    ],
    [
      'a redirect',
      { status: 302, text: '', headers: { location: 'http://127.0.0.1:9/' } },
      { kind: 'unknown_outcome', raw: { httpStatus: 302 } },
      { kind: 'provider_down' },
    ],
  ])('by %s leaves an effect unknown, made once, and a read to be asked again', async (_what, answer, effect, read) => {
    const { port, came } = await startAlibaba(() => answer);
    expect(await port.invite(ref, request)).toMatchObject({ error: effect });
    expect(came).toHaveLength(1);
    expect(await port.readPartnerAccount(ref)).toMatchObject({ error: read });
  });

  test('in time is cut off, whether nothing or only a part of it came', async () => {
    const { port, came } = await startAlibaba(() => 'hold', 200);
    expect(await port.invite(ref, request)).toMatchObject({
      error: { kind: 'unknown_outcome', because: 'no_answer', raw: { code: 'timeout' } },
    });
    expect(await port.readPartnerAccount(ref)).toMatchObject({
      error: { kind: 'provider_down', raw: { code: 'timeout' } },
    });
    expect(came).toHaveLength(2);
    const slow = await startAlibaba(() => ({ text: '{"Code":', headers: { 'content-length': '900' } }), 200);
    expect(await slow.port.invite(ref, request)).toMatchObject({
      error: { kind: 'unknown_outcome', because: 'no_answer' },
    });
  });

  test('for want of a connection was never sent', async () => {
    const { url, stop, came } = await startAlibaba(() => json(success));
    const nowhere = portAt('http://no-such-host.invalid');
    expect(await nowhere.port.invite(ref, request)).toMatchObject({ error: { kind: 'not_sent' } });
    const overTls = portAt(url.replace('http:', 'https:'));
    expect(await overTls.port.invite(ref, request)).toMatchObject({ error: { kind: 'not_sent' } });
    await stop();
    const closed = portAt(url);
    expect(await closed.port.invite(ref, request)).toMatchObject({
      error: { kind: 'not_sent', raw: { code: 'ECONNREFUSED' } },
    });
    expect(came).toEqual([]);
  });

  test('a read gets over what passes', async () => {
    const { port, came } = await startAlibaba((_came, number) =>
      number === 1
        ? 'drop'
        : number === 2
          ? json({ Success: false, Code: '1109' })
          : json({ ...success, Data: ['SG'] }),
    );
    expect(await valueOf(port.readPartnerAccount(ref))).toMatchObject({ countries: ['SG'] });
    expect(came).toHaveLength(3);
  });
});

describe('an answer of another shape', () => {
  test('names the fields, not what stands in them', async () => {
    const { port } = await startAlibaba(() =>
      json({ ...success, AccountInfoList: { AccountInfo: [{ Uid: 'it@example.com' }] } }),
    );
    expect(await port.listCustomers(ref)).toMatchObject({
      error: {
        kind: 'malformed_answer',
        raw: { message: 'not as documented: AccountInfoList.AccountInfo.0.Uid (invalid_format)' },
      },
    });
  });
});

describe('the key', () => {
  test('that was turned away is read again, and the call made once more where it is another one by now', async () => {
    const bench = await startAlibaba(({ headers }) => {
      if (headers.authorization?.includes('Credential=LTAI5tTheNextOne,')) return json(success);
      bench.keys.push({ keyId: 'LTAI5tTheNextOne', keySecret: 'secret-of-the-next' });
      return gatewayError('InvalidAccessKeyId.NotFound', 404);
    });
    expect(await bench.port.resendInvitation(ref, { ...request, handle: '1' })).toMatchObject({ ok: true });
    expect(bench.came).toHaveLength(2);
  });

  test('that is still the same is not tried again', async () => {
    const { port, came } = await startAlibaba(() => gatewayError('SignatureDoesNotMatch', 400));
    expect(await port.invite(ref, request)).toMatchObject({ error: { kind: 'credentials' } });
    expect(came).toHaveLength(1);
  });
});

describe('secrets', () => {
  test('and names stand in no log and in no error, whatever goes wrong', async () => {
    const printed = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const warned = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    onTestFinished(() => {
      printed.mockRestore();
      warned.mockRestore();
    });
    const said = `no key ${key.keyId} for ${request.email} at ${secretLink}`;
    const answers: readonly Scripted[] = [
      'drop',
      gatewayError('Whatever', 500),
      { text: `"${secretLink}` },
      { text: `{"Success":true,"Results":{"Result":"${secretLink}"}}` },
    ];
    const errors: unknown[] = [];
    const notes: unknown[] = [];
    for (const answer of answers) {
      const bench = await startAlibaba(() => answer);
      errors.push(await bench.port.invite(ref, request));
      await bench.stop();
      errors.push(await bench.port.invite(ref, request));
      notes.push(bench.notes);
    }
    const quoting = await startAlibaba(() => json({ Success: false, Code: '3009', Message: said }));
    await quoting.port.invite(ref, request);
    const [note] = quoting.notes;
    expect(note?.message).toBe('no key [key id] for [e-mail] at [link]');
    const shown = JSON.stringify([errors, notes, quoting.notes]);
    for (const secret of [key.keyId, key.keySecret, request.email, 'ticket', 'Wrenhollow'])
      expect(shown).not.toContain(secret);
    expect([...printed.mock.calls, ...warned.mock.calls].map(([text]) => String(text)).join('')).toBe('');
  });
});

test('every call has a connection of its own, for the SDK keeps those of all its clients together', async () => {
  const { port, came } = await startAlibaba(() => json({ ...success, Data: [] }));
  await port.readPartnerAccount(ref);
  await port.readPartnerAccount(ref);
  expect(came.map(({ headers }) => headers.connection)).toEqual(['close', 'close']);
});
