import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { Money } from '../../../functions/kernel/money.ts';
import { account, json, key, no, portAt, ref, type Scripted, startHuawei, valueOf } from '../../support/huawei-port.ts';

const terms = { limit: Money.of('1000', 'USD'), whenUsedUp: 'stop', newPurchases: 'allowed' } as const;
const wanted = { account, terms };
const quota = json({ consumption_quota: '1.00' });
const nobody = json({ count: 0 });

describe('the provider’s own no', () => {
  test.each([
    [
      'with a status',
      no('CBC.50010085', 400),
      {
        kind: 'refused',
        code: 'partner_barred',
        stage: 'propagation',
        raw: { code: 'CBC.50010085', message: 'CBC.50010085 in words', requestId: 'r-1', httpStatus: 400 },
      },
    ],
    ['in an HTTP 200', no('CBC.5002', 200), { kind: 'not_ours', raw: { code: 'CBC.5002' } }],
    ['beside a success', json({ error_code: 'CBC.0100', check_result: 'available' }), { code: 'input_invalid' }],
    ['of the other site', no('CBC.0156', 403), { kind: 'refused', code: 'account_on_other_site' }],
    ['to the rate', no('CBC.0250', 429), { kind: 'throttled', retryAfterSeconds: 1 }],
    ['to the operator’s rights', no('CBC.0151', 403), { kind: 'not_allowlisted', needs: 'key_permission' }],
    ['to the kind of partner', no('CBC.0155', 403), { kind: 'not_allowlisted', needs: 'unknown' }],
    ['that nobody documents', no('CBC.7654321'), { kind: 'refused', code: 'other', raw: { code: 'CBC.7654321' } }],
    [
      'by its status alone, for rights',
      no('CBC.7654321', 403),
      { kind: 'not_allowlisted', raw: { code: 'CBC.7654321' } },
    ],
    ['by its status alone, for the rate', no('APIGW.0308', 429), { kind: 'throttled', raw: { code: 'APIGW.0308' } }],
    ['by its status alone, for the key', no('APIG.0303', 401), { kind: 'credentials', raw: { code: 'APIG.0303' } }],
    [
      'of a fault',
      no('CBC.0999', 500),
      { kind: 'unknown_outcome', because: 'server_fault', raw: { code: 'CBC.0999' } },
    ],
    ['of a fault in an HTTP 200', no('CBC.0999', 200), { kind: 'unknown_outcome', because: 'server_fault' }],
    ['of a fault that nobody documents', no('CBC.7654321', 503), { kind: 'unknown_outcome', raw: { httpStatus: 503 } }],
  ] as const)('%s is told as it is, and the effect made once', async (_what, answer, error) => {
    const { port, came } = await startHuawei(() => answer);
    expect(await port.prepareAccount(ref, wanted)).toMatchObject({ error });
    expect(came).toHaveLength(1);
  });

  test('is not what a success says of itself', async () => {
    const { port } = await startHuawei(() => json({ error_code: 'CBC.0000', error_msg: 'Success', error_details: [] }));
    expect(await port.prepareAccount(ref, wanted)).toMatchObject({ ok: true });
  });

  test('carries the id of the request from the body where no header has it', async () => {
    const said = { error_code: 'APIGW.0101', error_msg: 'none', request_id: 'r-9' };
    const { port } = await startHuawei(() => ({
      status: 404,
      headers: { 'x-request-id': '' },
      text: JSON.stringify(said),
    }));
    expect(await port.prepareAccount(ref, wanted)).toMatchObject({
      error: { kind: 'refused', code: 'input_invalid', raw: { requestId: 'r-9' } },
    });
  });
});

describe('a call without an answer', () => {
  test.each<[string, Scripted, object, object]>([
    ['a broken connection', 'drop', { kind: 'unknown_outcome', because: 'no_answer' }, { kind: 'provider_down' }],
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
      'a body that is no JSON',
      { text: '{"count":' },
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
    const { port, came } = await startHuawei(() => answer);
    expect(await port.prepareAccount(ref, wanted)).toMatchObject({ error: effect });
    expect(came).toHaveLength(1);
    expect(await port.listCustomers(ref)).toMatchObject({ error: read });
  });

  test('in time is cut off, whether nothing or only a part of it came', async () => {
    const { port, came } = await startHuawei(() => 'hold', 200);
    expect(await port.prepareAccount(ref, wanted)).toMatchObject({
      error: { kind: 'unknown_outcome', because: 'no_answer', raw: { code: 'timeout' } },
    });
    expect(await port.listCustomers(ref)).toMatchObject({ error: { kind: 'provider_down', raw: { code: 'timeout' } } });
    expect(came).toHaveLength(2);
    const slow = await startHuawei(() => ({ text: '{"count":', headers: { 'content-length': '900' } }), 200);
    expect(await slow.port.prepareAccount(ref, wanted)).toMatchObject({
      error: { kind: 'unknown_outcome', because: 'no_answer' },
    });
  });

  test('for want of a connection was never sent', async () => {
    const { url, stop, came } = await startHuawei(() => json({}));
    const nowhere = portAt('http://no-such-host.invalid');
    expect(await nowhere.port.prepareAccount(ref, wanted)).toMatchObject({ error: { kind: 'not_sent' } });
    const overTls = portAt(url.replace('http:', 'https:'));
    expect(await overTls.port.prepareAccount(ref, wanted)).toMatchObject({ error: { kind: 'not_sent' } });
    await stop();
    const closed = portAt(url);
    expect(await closed.port.prepareAccount(ref, wanted)).toMatchObject({
      error: { kind: 'not_sent', raw: { code: 'ECONNREFUSED' } },
    });
    expect(came).toEqual([]);
  });

  test('a read gets over what passes', async () => {
    const { port, came } = await startHuawei((_came, number) =>
      number === 1 ? 'drop' : number === 2 ? no('CBC.0999', 500) : nobody,
    );
    expect(await valueOf(port.listCustomers(ref))).toMatchObject({ items: [] });
    expect(came).toHaveLength(3);
  });
});

describe('an answer of another shape', () => {
  test('names the fields, not what stands in them', async () => {
    const { port } = await startHuawei(() =>
      json({ count: 1, customer_infos: [{ customer_id: 'it@example.com', account_name: 'wrenhollow' }] }),
    );
    expect(await port.listCustomers(ref)).toMatchObject({
      error: {
        kind: 'malformed_answer',
        raw: { message: 'not as documented: customer_infos.0.customer_id (invalid_format)' },
      },
    });
  });
});

describe('the key', () => {
  test('that was turned away is read again, and the call made once more where it is another one by now', async () => {
    const bench = await startHuawei(({ headers }) => {
      if (headers.authorization?.includes('Access=HPUATHENEXTONE000001,')) return json({});
      bench.keys.push({ keyId: 'HPUATHENEXTONE000001', keySecret: 'secret-of-the-next' });
      return no('APIGW.0301', 401);
    });
    expect(await bench.port.prepareAccount(ref, wanted)).toMatchObject({ ok: true });
    expect(bench.came).toHaveLength(2);
  });

  test('that is still the same is not tried again, for five failures lock it', async () => {
    for (const code of ['APIGW.0301', 'APIG.0301', 'CBC.0154']) {
      const { port, came } = await startHuawei(() => no(code, 401));
      expect(await port.prepareAccount(ref, wanted)).toMatchObject({ error: { kind: 'credentials' } });
      expect(await port.listCustomers(ref)).toMatchObject({ error: { kind: 'credentials' } });
      expect(came).toHaveLength(2);
    }
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
    const email = 'it@wrenhollow.example';
    const answers: readonly Scripted[] = [
      'drop',
      no('CBC.7654321', 500, 'fault'),
      { text: `"${email}` },
      json({ count: email }),
    ];
    const errors: unknown[] = [];
    const notes: unknown[] = [];
    for (const answer of answers) {
      const bench = await startHuawei(() => answer);
      errors.push(await bench.port.checkIdentifier(ref, 'email', email));
      await bench.stop();
      errors.push(await bench.port.checkIdentifier(ref, 'email', email));
      notes.push(bench.notes);
    }
    const said = `no key ${key.keyId} for ${email} or 0065-91234567 at https://bss-intl.example/x`;
    const quoting = await startHuawei(() => no('CBC.0100', 400, said));
    await quoting.port.checkIdentifier(ref, 'email', email);
    expect(quoting.notes[0]?.message).toBe('no key [key id] for [e-mail] or [phone] at [link]');
    const shown = JSON.stringify([errors, notes, quoting.notes]);
    for (const secret of [key.keyId, key.keySecret, email]) expect(shown).not.toContain(secret);
    expect([...printed.mock.calls, ...warned.mock.calls].map(([text]) => String(text)).join('')).toBe('');
  });
});

test('effects have connections of their own, reads keep theirs', async () => {
  const { port, came } = await startHuawei(({ method }) => (method === 'GET' ? quota : json({ count: 0 })));
  await port.readPartnerAccount(ref);
  await port.prepareAccount(ref, wanted);
  expect(came.map(({ headers }) => headers.connection)).toEqual(['keep-alive', 'keep-alive', 'close']);
});
