import { describe, expect, test } from 'vitest';
import { Money } from '../../../functions/kernel/money.ts';
import { days, partner, startBench } from '../../support/alibaba-bench.ts';
import { portAt, ref, valueOf } from '../../support/alibaba-port.ts';

const uid = '5100020000000099';
const longAgo = '2020-01-01T00:00:00.000Z';
const registration = {
  legalName: 'Wrenhollow Games Ltd',
  country: 'SG',
  fields: { CustomerSource: 'website', CustomerTrade: '01' },
};
const terms = { limit: Money.of('500.50', 'USD'), whenUsedUp: 'stop_later', newPurchases: 'barred' } as const;
const form = { name: registration.legalName, email: 'ops@wrenhollow.example.com', country: 'SG' };

async function start(timeoutMs = 10_000) {
  const bench = await startBench();
  const keyOf = async () => {
    const { accessKeyId, accessKeySecret } = await bench.keyOf();
    return { keyId: accessKeyId, keySecret: accessKeySecret };
  };
  const at = portAt(bench.url, keyOf, timeoutMs, bench.passASecond);
  at.time.ms = Date.now();
  const asked = { email: form.email, legalName: registration.legalName, terms };
  const invited = async () => {
    const { registration: cid } = await valueOf(at.port.registerCustomer(ref, registration));
    const request = { ...asked, registration: cid };
    const { handle } = await valueOf(at.port.invite(ref, request));
    return { request, handle: handle ?? '' };
  };
  return { ...bench, ...at, invited };
}

describe('linking, at a provider that speaks the wire', () => {
  test('runs from the customer’s record over the invitation to an associated account on its terms', async () => {
    const { port, control, invited } = await start();
    const { handle } = await invited();
    expect(Number.isSafeInteger(Number(handle))).toBe(false);
    const read = async () => (await valueOf(port.readInvitations(ref, [handle]))).items[0];
    expect(await read()).toMatchObject({ handle, state: 'unopened', account: null });
    expect((await valueOf(port.listInvitations(ref))).items).toMatchObject([
      { handle, state: 'unopened', email: form.email },
    ]);
    await control.openLink(handle);
    expect(await read()).toMatchObject({ state: 'opened' });

    await control.register({ invitation: handle, ...form, associate: false });
    expect(['submitted', 'unknown']).toContain((await read())?.state);
    expect((await valueOf(port.listInvitations(ref))).items).toMatchObject([{ handle, account: null }]);
    const associated = await control.associate(handle);
    const account = associated.uid ?? '';
    expect(await read()).toMatchObject({ state: 'associated', account, registration: associated.cid });

    expect((await valueOf(port.listApplications(ref, longAgo))).items).toMatchObject([
      { account, registration: associated.cid, state: 'associated' },
    ]);
    const { customer } = await valueOf(port.readCustomer(ref, account));
    expect(customer).toMatchObject({
      account,
      relation: 'resale',
      standing: 'active',
      words: { newBuyStatus: 'ban', ZeroCreditShutdownPolicy: 'delayStop' },
    });
    expect(customer?.creditLimit?.amount).toBe('500.5');
    for (const item of ['status', 'visibility', 'billing', 'delegated_action', 'audit_trace'] as const)
      expect(await valueOf(port.proveLink(ref, account, item)), item).toMatchObject({ holds: true });
  });

  test.each([1, 2] as const)(
    'decides nothing by the number that means success where that is %i',
    async (successStatus) => {
      const { port, control, invited } = await start();
      await control.setAccount({ uid: partner, readings: { successStatus } });
      const { handle } = await invited();
      await control.register({ invitation: handle, ...form, country: 'MY' });
      expect((await valueOf(port.readInvitations(ref, [handle]))).items).toMatchObject([
        { state: 'unknown', account: null },
      ]);
      const next = await invited();
      await control.register({ invitation: next.handle, ...form });
      expect((await valueOf(port.readInvitations(ref, [next.handle]))).items).toMatchObject([{ state: 'associated' }]);
    },
  );

  test('an invitation is sent again until it has lapsed', async () => {
    const { port, control, invited } = await start();
    const { request, handle } = await invited();
    expect(await valueOf(port.resendInvitation(ref, { ...request, handle }))).toMatchObject({ handle });
    await control.moveClock(days(31));
    expect(await port.resendInvitation(ref, { ...request, handle })).toMatchObject({
      error: { kind: 'refused', code: 'invitation_lapsed' },
    });
    expect(await port.resendInvitation(ref, { ...request, handle: '123' })).toMatchObject({
      error: { kind: 'refused', code: 'invitation_unknown' },
    });
  });

  test('one whose answer is lost is found among those that nobody has completed', async () => {
    const { port, control } = await start();
    const made = await valueOf(port.registerCustomer(ref, registration));
    await control.addFault({ action: 'InviteSubAccount', fault: { kind: 'drop', effect: 'done' } });
    const request = { email: form.email, legalName: registration.legalName, registration: made.registration, terms };
    expect(await port.invite(ref, request)).toMatchObject({ error: { kind: 'unknown_outcome', because: 'no_answer' } });
    expect((await valueOf(port.listInvitations(ref))).items).toMatchObject([{ state: 'unopened', email: form.email }]);
  });

  test('a country outside the contract is not covered, and the contract’s are told', async () => {
    const { port } = await start();
    expect((await valueOf(port.readPartnerAccount(ref))).countries).toContain('SG');
  });
});

describe.each(['body', 'http'] as const)('a customer, where a no comes as %s', (businessErrors) => {
  test.each(['empty', '3029'] as const)('that has left is told as no customer: %s', async (goneAccount) => {
    const { port, control, linked } = await start();
    await control.setAccount({ uid: partner, readings: { businessErrors, goneAccount } });
    await linked(uid);
    expect((await valueOf(port.readCustomer(ref, uid))).customer).toMatchObject({ account: uid });
    await control.release(uid);
    expect(await valueOf(port.readCustomer(ref, uid))).toMatchObject({ customer: null });
    expect(await valueOf(port.proveLink(ref, uid, 'visibility'))).toMatchObject({ holds: false, because: 'not_ours' });
    expect(await port.unfreeze(ref, { account: uid })).toMatchObject({ error: { kind: 'not_ours' } });
  });

  test('that was frozen is thawed, once or twice alike', async () => {
    const { port, control, linked } = await start();
    await control.setAccount({ uid: partner, readings: { businessErrors } });
    await linked(uid, { isFrozen: true });
    expect((await valueOf(port.readCustomer(ref, uid))).customer).toMatchObject({ standing: 'frozen' });
    await valueOf(port.unfreeze(ref, { account: uid }));
    await valueOf(port.unfreeze(ref, { account: uid }));
    expect((await valueOf(port.readCustomer(ref, uid))).customer).toMatchObject({ standing: 'active' });
  });
});

describe('when the call goes wrong', () => {
  test.each([
    [{ kind: 'throttle' }, { kind: 'throttled', retryAfterSeconds: 1 }],
    [{ kind: 'busy' }, { kind: 'unknown_outcome', because: 'server_fault' }],
    [
      { kind: 'error', code: '3015' },
      { kind: 'refused', code: 'partner_barred' },
    ],
    [{ kind: 'error', code: 'InvalidTimeStamp.Expired' }, { kind: 'credentials' }],
    [
      { kind: 'http', status: 502 },
      { kind: 'unknown_outcome', because: 'server_fault' },
    ],
    [
      { kind: 'drop', effect: 'none' },
      { kind: 'unknown_outcome', because: 'no_answer' },
    ],
    [
      { kind: 'drop', effect: 'done' },
      { kind: 'unknown_outcome', because: 'no_answer' },
    ],
    [{ kind: 'timeout' }, { kind: 'unknown_outcome', because: 'no_answer' }],
    [
      { kind: 'hold', when: 'after' },
      { kind: 'unknown_outcome', because: 'no_answer' },
    ],
    [{ kind: 'malformed' }, { kind: 'unknown_outcome', because: 'unreadable_answer' }],
  ] as const)('an effect that meets %j is made once, and told as it is', async (fault, error) => {
    const { port, control, linked } = await start(400);
    await linked(uid, { isFrozen: true });
    await control.addFault({ action: 'EditEndUserStatus', fault, times: 3 });
    expect(await port.unfreeze(ref, { account: uid })).toMatchObject({ error });
    expect((await control.listFaults()).faults).toMatchObject([{ remaining: 2 }]);
  });

  test.each([{ kind: 'drop', effect: 'none' }, { kind: 'busy' }, { kind: 'http', status: 503 }] as const)(
    'a read gets over %j',
    async (fault) => {
      const { port, control } = await start();
      await control.addFault({ action: 'ListCountries', fault, times: 2 });
      expect(await port.readPartnerAccount(ref)).toMatchObject({ ok: true });
    },
  );

  test('a key that was rotated in between is read again', async () => {
    const { port, control } = await start();
    await valueOf(port.readPartnerAccount(ref));
    await control.rotateKey(partner);
    expect(await port.readPartnerAccount(ref)).toMatchObject({ ok: true });
  });
});
