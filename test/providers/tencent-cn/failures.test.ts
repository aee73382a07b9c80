import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { ProviderPort } from '../../../functions/providers/provider.ts';
import {
  account,
  no,
  partner,
  ref,
  type Scripted,
  says,
  scriptChina,
  startChina,
  valueOf,
} from '../../support/tencent-cn-port.ts';

const accept = { account, verdict: 'accept', reason: 'r' } as const;
const decide = (port: ProviderPort) => port.decideApplication(ref, accept);
const list = (port: ProviderPort) => port.listCustomers(ref);

describe('the provider’s own no', () => {
  test.each([
    ['FailedOperation', { kind: 'out_of_step' }, { kind: 'refused', code: 'other' }],
    ['InternalError', { kind: 'unknown_outcome', because: 'server_fault' }, { kind: 'provider_down' }],
    ['InvalidParameter', { kind: 'refused', code: 'input_invalid' }, { kind: 'refused', code: 'input_invalid' }],
    ['UnauthorizedOperation', { kind: 'not_allowlisted', needs: 'unknown' }, { kind: 'not_allowlisted' }],
    ['AuthFailure.SignatureExpire', { kind: 'credentials' }, { kind: 'credentials' }],
    ['AuthFailure.UnauthorizedOperation', { kind: 'not_allowlisted', needs: 'key_permission' }, {}],
    ['RequestLimitExceeded', { kind: 'throttled', retryAfterSeconds: 1 }, { kind: 'throttled' }],
    ['RequestLimitExceeded.UinLimitExceeded', { kind: 'throttled' }, { kind: 'throttled' }],
    ['SomethingNew.Deeper', { kind: 'out_of_step' }, { kind: 'refused', code: 'other' }],
  ] as const)('%s is told as it is, byte for byte, and the effect made once', async (code, effect, read) => {
    const answer = no(code, ' 不行 <b>100 %</b>\r\n');
    const raw = { code, message: ' 不行 <b>100 %</b>\r\n', requestId: 'r-1' };
    // where a decision is refused, the lists are asked, and have nobody
    const { port, came } = await scriptChina(({ action }) => (action === 'AuditApplyClient' ? answer : says({})));
    expect(await decide(port)).toMatchObject({ error: { ...effect, stage: 'approval', raw } });
    expect(came.filter(({ action }) => action === 'AuditApplyClient')).toHaveLength(1);
    const reading = await scriptChina(() => answer);
    expect(await list(reading.port)).toMatchObject({ error: { ...read, stage: 'verification', raw } });
  });

  test('an answer with a word that nobody documents leaves open what the decision did', async () => {
    const { port, came } = await scriptChina(() => says({ AuditResult: 'later', AgentTime: 1 }));
    expect(await decide(port)).toMatchObject({ error: { kind: 'unknown_outcome', because: 'unreadable_answer' } });
    expect(came).toHaveLength(1);
  });
});

describe('a call without an answer', () => {
  test.each<[string, Scripted, string, string]>([
    ['a broken connection', 'drop', 'no_answer', 'provider_down'],
    ['no answer in time', 'hold', 'no_answer', 'provider_down'],
    ['a page of a proxy', { status: 502, text: '<html>' }, 'server_fault', 'provider_down'],
    ['a body that is no JSON', { text: '{"Response"' }, 'unreadable_answer', 'malformed_answer'],
    ['JSON without an envelope', { text: '{}' }, 'unreadable_answer', 'malformed_answer'],
    ['an error without a code', says({ Error: { Message: 'x' } }), 'unreadable_answer', 'malformed_answer'],
  ])('by %s leaves an effect unknown, and a read to be asked again', async (_what, answer, because, kind) => {
    const effect = await scriptChina(() => answer, 300);
    expect(await decide(effect.port)).toMatchObject({ error: { kind: 'unknown_outcome', because } });
    expect(effect.came).toHaveLength(1);
    const read = await scriptChina(() => answer, 300);
    expect(await list(read.port)).toMatchObject({ error: { kind } });
  });

  test.each(['drop', 'http'] as const)('gets through where it is a read and %s is over the third time', async (how) => {
    const broken = how === 'drop' ? 'drop' : { status: 503, text: '' };
    const { port, came } = await scriptChina((_came, number) => (number < 3 ? broken : says({ TotalCount: 0 })));
    expect(await list(port)).toMatchObject({ ok: true, value: { items: [], total: 0 } });
    expect(came).toHaveLength(3);
  });

  test('shows in the lists whether it was before or after the effect', async () => {
    for (const effect of ['none', 'done'] as const) {
      const { port, client, china, control } = await startChina();
      await client(account, null);
      await china.apply({ partner, uin: account });
      await control.addFault({ action: 'AuditApplyClient', fault: { kind: 'drop', effect } });
      expect(await decide(port)).toMatchObject({ error: { kind: 'unknown_outcome', because: 'no_answer' } });
      const { customer } = await valueOf(port.readCustomer(ref, account));
      expect(customer !== null).toBe(effect === 'done');
    }
  });
});

describe('shapes', () => {
  test('numbers and texts are both taken for accounts, counts, moments and fen; null is none', async () => {
    const row = { ClientUin: 100099990001, ClientName: null, Status: '2', Mail: null };
    const forms = [
      { ...row, ApplyTime: 1487487666 },
      { ...row, ApplyTime: '1487487666' },
    ];
    const { port } = await scriptChina(() => says({ AgentClientSet: forms, TotalCount: '2' }));
    const { items } = await valueOf(port.listApplications(ref, '2020-01-01T00:00:00.000Z'));
    const told = { account, name: null, appliedAt: '2017-02-19T07:01:06.000Z', state: 'awaiting_provider', word: '2' };
    expect(items).toMatchObject([told, told]);
    const none = await scriptChina(() => says({ AgentClientSet: null }));
    expect(await list(none.port)).toMatchObject({ ok: true, value: { items: [], total: null } });
  });

  test('a status that nobody documents is unknown, with its word', async () => {
    const { port } = await scriptChina(({ action }) =>
      action === 'DescribeAgentClients'
        ? says({ AgentClientSet: [{ ClientUin: account, Status: 3 }] })
        : says({ UnbindClientList: [{ Uin: Number(account), Status: 9 }] }),
    );
    expect((await valueOf(port.listApplications(ref, ''))).items).toMatchObject([{ state: 'unknown', word: '3' }]);
    expect((await valueOf(port.readUnbind(ref, account))).unbind).toMatchObject({ state: 'unknown', word: '9' });
  });

  test.each([
    ['an account beyond 2^53 as a number', { ClientUin: 2 ** 60, AgentTime: '1' }],
    ['a moment that is no number', { ClientUin: account, AgentTime: 'yesterday' }],
    ['no account', { AgentTime: '1' }],
  ])('%s is a malformed answer that names the field, not what stands in it', async (_what, row) => {
    const { port } = await scriptChina(() => says({ AgentClientSet: [row], TotalCount: 1 }));
    const { error } = (await list(port)) as { error: { kind: string; raw: { message: string } } };
    expect(error.kind).toBe('malformed_answer');
    expect(error.raw.message).toMatch(/^not as documented: AgentClientSet\.0\.\w+/);
    expect(error.raw.message).not.toContain('yesterday');
  });

  test('fen that a float can’t hold, and fractions of them, are refused rather than guessed', async () => {
    for (const Balance of [2 ** 53, 12.5, '12.50', '1e3']) {
      const { port } = await scriptChina(() => says({ Balance, Cash: 0 }));
      expect(await port.proveLink(ref, account, 'delegated_action')).toMatchObject({
        error: { kind: 'malformed_answer' },
      });
    }
    const { port } = await scriptChina(() => says({ Balance: '-900719925474099301', Cash: 0 }));
    expect(await valueOf(port.proveLink(ref, account, 'delegated_action'))).toMatchObject({
      words: { Balance: '-9007199254740993.01' },
    });
  });

  test('an account of twenty digits as text is kept digit for digit, there and back', async () => {
    const long = '12345678901234567890';
    const { port, came } = await scriptChina(() => says({ AgentClientSet: [{ ClientUin: long }], TotalCount: 1 }));
    expect((await valueOf(list(port))).items).toMatchObject([{ account: long }]);
    await port.decideApplication(ref, { ...accept, account: long });
    expect(came.at(1)?.parameters).toMatchObject({ ClientUin: long });
    await expect(port.readCustomer(ref, 'somebody@example.com')).rejects.toThrow('no UIN');
  });

  test('a masked name is none', async () => {
    const { port } = await scriptChina(() => says({ AgentClientSet: [{ ClientUin: account, ClientName: '青**司' }] }));
    expect((await valueOf(list(port))).items).toMatchObject([{ name: null }]);
  });
});

describe('keys', () => {
  test('one that was rotated in between is read again, also for an effect, which is made once', async () => {
    const { port, china, client, control } = await startChina();
    await client(account, null);
    await china.apply({ partner, uin: account });
    await valueOf(list(port));
    await china.rotateKey(partner);
    expect(await decide(port)).toMatchObject({ ok: true });
    const { calls } = await control.listCalls({ action: 'AuditApplyClient' });
    expect(calls.map(({ outcome }) => outcome)).toEqual(['AuthFailure.SecretIdNotFound', 'ok']);
  });

  test('one of the international site is nobody here', async () => {
    const { control, send } = await startChina();
    await control.setAccount({ uin: '200010000009', name: 'Abroad', role: 'reseller' });
    const { secretId, secretKey } = await control.addKey({ account: '200010000009' });
    const strange = { code: 'AuthFailure.SecretIdNotFound' };
    expect(await send({ action: 'DescribeAgentClients', secretId, secretKey })).toMatchObject(strange);
    const abroad = { version: '2022-09-28', service: 'intlpartnersmgt' };
    expect(await send({ action: 'QueryVoucherPool', ...abroad })).toMatchObject(strange);
  });

  test('a clock that is off by more than five minutes is told as a matter of credentials', async () => {
    const { port } = await startChina({ now: () => new Date(Date.now() + 600_000) });
    expect(await list(port)).toMatchObject({
      error: { kind: 'credentials', raw: { code: 'AuthFailure.SignatureExpire' } },
    });
  });

  test('neither key nor address nor customer is in what is logged, nor printed by the SDK', async () => {
    const printed = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const warned = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    onTestFinished(() => {
      printed.mockRestore();
      warned.mockRestore();
    });
    const message = 'key AKIDexampleOfOne of it@example.com, +86 139 5550 1234';
    const { port, notes } = await scriptChina(() => no('AuthFailure', message));
    await list(port);
    await decide(port);
    expect(notes.length).toBeGreaterThan(0);
    const logged = JSON.stringify(notes);
    for (const secret of ['AKIDexampleOfOne', 'secret-of-the-example', 'it@example.com', '5550', account])
      expect(logged).not.toContain(secret);
    expect([...printed.mock.calls, ...warned.mock.calls].map(([text]) => String(text)).join('')).toBe('');
  });
});
