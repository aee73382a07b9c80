import { describe, expect, test } from 'vitest';
import type { ProviderPort } from '../../functions/providers/provider.ts';
import { distributor, reseller, secondLevel } from '../support/tencent-bench.ts';
import { ref, startPort } from '../support/tencent-port.ts';

const uin = '200099990001';
const customer = { uin, name: '青禾在线教育有限公司', email: 'cloud@qinghe.example.com' };
const request = { email: 'it@qinghe.example.com', legalName: customer.name, registration: null, terms: null };
const accept = { account: uin, verdict: 'accept', reason: '' } as const;
const longAgo = '2020-01-01T00:00:00.000Z';

/** The value of an answer that a test relies on. */
async function valueOf<T>(answer: Promise<{ ok: true; value: T } | { ok: false; error: unknown }>): Promise<T> {
  const result = await answer;
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

async function applied(bench: Awaited<ReturnType<typeof startPort>>) {
  const { handle } = await valueOf(bench.port.invite(ref, request));
  await bench.control.submitByLink({ token: handle ?? '', ...customer });
  return handle ?? '';
}

describe('linking', () => {
  test('runs from the invitation over the application to a customer, with the request id of every answer', async () => {
    const bench = await startPort();
    const { port } = bench;
    const sent = await valueOf(port.invite(ref, request));
    expect(sent).toMatchObject({ handle: expect.any(String), link: expect.any(String), validFor: 'P30D' });
    expect(sent.receipts).toEqual([{ action: 'CreateAndSendClientInvitationMail', requestId: expect.any(String) }]);
    const handle = sent.handle ?? '';
    const read = async () => (await valueOf(port.readInvitations(ref, [handle]))).items[0];
    expect(await read()).toMatchObject({ handle, state: 'unopened', word: '1', account: null, email: null });

    await bench.control.submitByLink({ token: handle, ...customer });
    expect(await read()).toMatchObject({ state: 'submitted', word: '2', account: uin });
    expect(await valueOf(port.listApplications(ref, longAgo))).toMatchObject({
      items: [{ account: uin, name: customer.name, state: 'awaiting_decision', word: 'Reviewing' }],
      total: 1,
    });
    expect(await valueOf(port.readCustomer(ref, uin))).toMatchObject({ customer: null });

    expect(await valueOf(port.decideApplication(ref, accept))).toMatchObject({ state: 'accepted' });
    expect(await read()).toMatchObject({ state: 'associated' });
    expect((await valueOf(port.readCustomer(ref, uin))).customer).toMatchObject({
      account: uin,
      name: customer.name,
      linkedAt: expect.stringMatching(/Z$/),
      standing: 'active',
      creditLimit: { currency: 'USD' },
    });
    expect(await valueOf(port.listApplications(ref, longAgo))).toMatchObject({ items: [], total: 0 });
  });

  test('a second mail makes a new token', async () => {
    const { port, pass } = await startPort();
    const first = await valueOf(port.invite(ref, request));
    await pass(180);
    const second = await valueOf(port.resendInvitation(ref, { ...request, handle: first.handle ?? '' }));
    expect(second.handle).not.toBe(first.handle);
  });

  test('an application is rejected with its reason', async () => {
    const bench = await startPort();
    await applied(bench);
    const reject = { account: uin, verdict: 'reject', reason: 'not ours' } as const;
    expect(await valueOf(bench.port.decideApplication(ref, reject))).toMatchObject({ state: 'rejected' });
    const { calls } = await bench.control.listCalls({ action: 'ApproveClientApply' });
    expect(calls.map(({ parameters }) => parameters)).toEqual([
      { ClientUin: Number(uin), ApproveType: 'reject', RejectReason: 'not ours' },
    ]);
  });

  test('an invitation that the provider has forgotten is unknown, and the others are still told', async () => {
    const bench = await startPort();
    const old = (await valueOf(bench.port.invite(ref, request))).handle ?? '';
    await bench.pass(61 * 86_400);
    const fresh = (await valueOf(bench.port.invite(ref, request))).handle ?? '';
    expect((await valueOf(bench.port.readInvitations(ref, [old, fresh, old]))).items).toMatchObject([
      { handle: old, state: 'unknown', word: null },
      { handle: fresh, state: 'unopened' },
    ]);
  });

  test('lists are read page by page to the end', async () => {
    const { port, linked } = await startPort();
    for (let n = 0; n < 101; n += 1) await linked(String(200_000_100_000 + n));
    const first = await valueOf(port.listCustomers(ref));
    expect([first.items.length, first.total]).toEqual([100, 101]);
    const second = await valueOf(port.listCustomers(ref, first.next));
    expect([second.items.length, second.next]).toEqual([1, undefined]);
  });
});

describe('a partner account', () => {
  test.each([
    [reseller, 'reseller'],
    [distributor, 'distributor'],
    [secondLevel, 'second_level_reseller'],
  ])('%s is a %s', async (partner, tier) => {
    const { port } = await startPort(partner);
    expect(await valueOf(port.readPartnerAccount(ref))).toMatchObject({ tier, countries: null });
  });

  test('of a second-level reseller sees its customer, but not whether it is active', async () => {
    const { port, linked } = await startPort(secondLevel);
    await linked(uin, secondLevel);
    expect((await valueOf(port.readCustomer(ref, uin))).customer).toMatchObject({ account: uin, standing: 'unknown' });
  });
});

describe('proof of a link', () => {
  const items = ['status', 'visibility', 'billing', 'delegated_action'] as const;

  test.each(items)('%s holds for a customer', async (item) => {
    const { port, linked } = await startPort();
    await linked(uin, reseller, { boundAt: '2026-01-05T00:00:00.000Z' });
    expect(await valueOf(port.proveLink(ref, uin, item))).toMatchObject({ holds: true });
  });

  test.each(items)('%s does not hold for anybody else’s, and says by which words', async (item) => {
    const { port, linked } = await startPort();
    await linked(uin, distributor);
    expect(await valueOf(port.proveLink(ref, uin, item))).toMatchObject({ holds: false, because: 'not_ours' });
  });

  test('status does not hold for a customer that is suspended', async () => {
    const { port, linked } = await startPort();
    await linked(uin, reseller, { boundAt: '2026-01-05T00:00:00.000Z', accountStatus: '2' });
    const proof = await valueOf(port.proveLink(ref, uin, 'status'));
    expect(proof).toMatchObject({ holds: false, because: 'contradicted', words: { AccountStatus: '2' } });
  });

  test('billing has nothing to tell before the first bill, and none of it is taken for a bill of 0', async () => {
    const { port, linked, pass } = await startPort();
    const soon = new Date(Date.now() + 86_400_000).toISOString();
    await linked(uin, reseller, { firstBillAt: soon });
    const proof = await valueOf(port.proveLink(ref, uin, 'billing'));
    expect(proof).toMatchObject({ holds: false, because: 'nothing_yet', words: { Month: expect.any(String) } });
    await pass(2 * 86_400);
    expect(await valueOf(port.proveLink(ref, uin, 'billing'))).toMatchObject({
      holds: true,
      words: { TotalCost: '0' },
    });
  });

  test('billing looks at the month that is asked for, by the provider’s calendar', async () => {
    const { port, linked, control } = await startPort();
    await linked(uin);
    const billOf = '2026-01-31T16:00:00.000Z';
    await valueOf(port.proveLink(ref, uin, 'billing', { billOf }));
    const { calls } = await control.listCalls({ action: 'DescribeCustomerBillSummary' });
    expect(calls.map(({ parameters }) => parameters['Month'])).toEqual(['2026-02']);
  });

  test.each(items)('%s of one customer can be turned away and heal, beside another that is answered', async (item) => {
    const { port, linked, control } = await startPort();
    const other = '200099990002';
    for (const account of [uin, other]) await linked(account, reseller, { boundAt: '2026-01-05T00:00:00.000Z' });
    const fault = { kind: 'error', code: 'UnauthorizedOperation.UinNoAuth' } as const;
    const { id } = await control.addFault({ customer: uin, fault, times: 1000 });
    expect(await valueOf(port.proveLink(ref, uin, item))).toMatchObject({
      holds: false,
      because: 'not_ours',
      words: { Code: fault.code },
    });
    expect(await valueOf(port.proveLink(ref, other, item))).toMatchObject({ holds: true });
    await control.clearFaults(id);
    expect(await valueOf(port.proveLink(ref, uin, item))).toMatchObject({ holds: true });
  });

  test('money is told exactly', async () => {
    const { port, linked } = await startPort();
    await linked(uin, reseller, { creditTotal: '999999999.99', creditRemaining: '0.07' });
    const { customer: found } = await valueOf(port.readCustomer(ref, uin));
    expect([found?.creditLimit?.amount, found?.creditAvailable?.amount]).toEqual(['999999999.99', '0.07']);
  });
});

describe('what the provider refuses', () => {
  test.each([
    [{ organisation: 'member' as const }, { kind: 'customer_must_act', code: 'leave_organization' }],
    [{ savingsPlan: true }, { kind: 'customer_must_act', code: 'leave_savings_plan' }],
    [{ balance: '-0.01' }, { kind: 'customer_must_act', code: 'settle_balance' }],
    [{ keyAccount: true }, { kind: 'refused', code: 'account_is_key_account' }],
    [{ reseller: distributor }, { kind: 'refused', code: 'account_already_linked' }],
  ])('%j', async (state, failure) => {
    const bench = await startPort();
    await applied(bench);
    await bench.control.setCustomer({ uin, ...state });
    expect(await bench.port.decideApplication(ref, accept)).toMatchObject({
      ok: false,
      error: { ...failure, stage: 'approval', raw: { code: expect.any(String), requestId: expect.any(String) } },
    });
  });

  test('a second mail within three minutes is to be sent later', async () => {
    const { port, pass } = await startPort();
    await valueOf(port.invite(ref, request));
    await pass(2);
    expect(await port.invite(ref, request)).toMatchObject({ error: { kind: 'throttled', retryAfterSeconds: 180 } });
  });

  test('an application that was withdrawn is out of step', async () => {
    const bench = await startPort();
    await applied(bench);
    await bench.control.withdraw({ uin });
    expect(await bench.port.decideApplication(ref, accept)).toMatchObject({ error: { kind: 'out_of_step' } });
  });

  test('an action that is not switched on', async () => {
    const { port, control } = await startPort();
    await control.setAccount({ uin: reseller, allowlist: [] });
    const notOn = { error: { kind: 'not_allowlisted', needs: 'unknown' } };
    expect(await port.invite(ref, request)).toMatchObject(notOn);
    expect(await port.listApplications(ref, longAgo)).toMatchObject(notOn);
  });
});

describe('keys', () => {
  test('a rotated key is fetched anew, also for an effect, which is made once', async () => {
    const { port, control } = await startPort();
    await valueOf(port.readPartnerAccount(ref));
    await control.rotateKey(reseller);
    await valueOf(port.invite(ref, request));
    const { calls } = await control.listCalls({ action: 'CreateAndSendClientInvitationMail' });
    expect(calls.map(({ outcome }) => outcome)).toEqual(['AuthFailure.SecretIdNotFound', 'ok']);
  });

  test('a key that is disabled and not replaced is tried once', async () => {
    const { port, control, keyOf } = await startPort();
    await valueOf(port.readPartnerAccount(ref));
    await control.disableKey((await keyOf()).secretId);
    expect(await port.readPartnerAccount(ref)).toMatchObject({ error: { kind: 'credentials' } });
    const { calls } = await control.listCalls({ action: 'QueryVoucherPool' });
    expect(calls.map(({ outcome }) => outcome)).toEqual(['ok', 'AuthFailure.SecretIdNotFound']);
  });

  test('a clock that is off by more than five minutes is told as a matter of credentials', async () => {
    const { port } = await startPort(reseller, { now: () => new Date(Date.now() + 600_000) });
    expect(await port.invite(ref, request)).toMatchObject({
      error: { kind: 'credentials', raw: { code: 'AuthFailure.SignatureExpire' } },
    });
  });
});

describe('when the call goes wrong', () => {
  const invite = (port: ProviderPort) => port.invite(ref, request);
  /** Short only where the answer never comes. */
  const patience = (fault: string) => (fault === 'timeout' || fault === 'hold' ? 300 : 10_000);
  const unknown = (because: string) => ({ error: { kind: 'unknown_outcome', because } });

  test.each([
    [{ kind: 'throttle' }, { error: { kind: 'throttled', raw: { code: 'RequestLimitExceeded' } } }],
    [{ kind: 'busy' }, unknown('server_fault')],
    [{ kind: 'error', code: 'InternalError' }, unknown('server_fault')],
    [{ kind: 'http', status: 502, effect: 'done' }, unknown('server_fault')],
    [{ kind: 'drop', effect: 'none' }, unknown('no_answer')],
    [{ kind: 'drop', effect: 'done' }, unknown('no_answer')],
    [{ kind: 'timeout' }, unknown('no_answer')],
    [{ kind: 'hold', when: 'after' }, unknown('no_answer')],
    [{ kind: 'malformed' }, unknown('unreadable_answer')],
    [{ kind: 'no_envelope' }, unknown('unreadable_answer')],
  ] as const)('an effect that meets %j is made once, and told as it is', async (fault, failure) => {
    const { port, control } = await startPort(reseller, {}, patience(fault.kind));
    await control.addFault({ fault, action: 'CreateAndSendClientInvitationMail' });
    expect(await invite(port)).toMatchObject(failure);
    await control.releaseCalls();
    expect((await control.listCalls({ action: 'CreateAndSendClientInvitationMail' })).calls.length).toBeLessThanOrEqual(
      1,
    );
  });

  test.each([[{ kind: 'busy' }], [{ kind: 'http', status: 503 }], [{ kind: 'drop', effect: 'none' }]] as const)(
    'a read that meets %j twice gets through at the third try',
    async (fault) => {
      const { port, control } = await startPort();
      await control.addFault({ fault, action: 'QueryVoucherPool', times: 2 });
      expect(await valueOf(port.readPartnerAccount(ref))).toMatchObject({ tier: 'reseller' });
    },
  );

  test.each([
    [{ kind: 'busy' }, 'provider_down'],
    [{ kind: 'http', status: 500 }, 'provider_down'],
    [{ kind: 'timeout' }, 'provider_down'],
    [{ kind: 'throttle' }, 'throttled'],
    [{ kind: 'malformed' }, 'malformed_answer'],
    [{ kind: 'no_envelope' }, 'malformed_answer'],
  ] as const)('a read that meets %j again and again is told as %s', async (fault, kind) => {
    const { port, control } = await startPort(reseller, {}, patience(fault.kind));
    await control.addFault({ fault, action: 'QueryVoucherPool', times: 3 });
    expect(await port.readPartnerAccount(ref)).toMatchObject({ ok: false, error: { kind } });
  });

  test('no link, token or mail address is in a failure or in what is logged', async () => {
    const { port, control, notes } = await startPort();
    await valueOf(invite(port));
    await control.addFault({ fault: { kind: 'malformed' }, action: 'CreateAndSendClientInvitationMail' });
    const cut = await port.invite(ref, { ...request, email: 'other@qinghe.example.com' });
    const said = `Bad address ${request.email} for https://x.example/?RegisterToken=0a1b2c3d`;
    await control.addFault({ fault: { kind: 'error', code: 'FailedOperation', message: said } });
    const refused = await port.readPartnerAccount(ref);
    expect(refused).toMatchObject({ error: { raw: { message: said } } });
    expect(`${JSON.stringify(cut)} ${JSON.stringify(notes)}`).not.toMatch(/RegisterToken=[0-9a-f]|qinghe\.example/);
    expect(notes.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      'CreateAndSendClientInvitationMail answered',
      'CreateAndSendClientInvitationMail unreadable',
      'QueryVoucherPool FailedOperation',
    ]);
  });
});
