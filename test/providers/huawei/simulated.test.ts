import { describe, expect, test } from 'vitest';
import { Money } from '../../../functions/kernel/money.ts';
import { proofItems } from '../../../functions/providers/provider.ts';
import { customer, distributor, partner, secondTier, startBench } from '../../support/huawei-bench.ts';
import { portAt, ref, valueOf } from '../../support/huawei-port.ts';

const longAgo = '2020-01-01T00:00:00.000Z';
const stranger = { id: customer, accountName: 'wrenhollow', email: 'ops@wrenhollow.example.com' };
const terms = { limit: Money.of('500.50', 'USD'), whenUsedUp: 'stop', newPurchases: 'allowed' } as const;

async function start(timeoutMs = 10_000, caller = partner) {
  const bench = await startBench();
  const keyOf = async () => {
    const { accessKey, secretKey } = await bench.keyOf(caller);
    return { keyId: accessKey, keySecret: secretKey };
  };
  // our clock goes on by our own pauses, and so does the provider's count of requests
  const at = portAt(bench.url, keyOf, timeoutMs, () => bench.passSeconds(1));
  at.time.ms = Date.now();
  return { ...bench, ...at };
}

describe('linking, at a provider that speaks the wire', () => {
  test('runs from an account that exists over a frozen customer to a link that holds in every item', async () => {
    const { port, control } = await start();
    await control.setCustomer(stranger);
    expect(await valueOf(port.checkIdentifier(ref, 'account_name', 'wrenhollow'))).toMatchObject({ taken: true });
    expect(await valueOf(port.checkIdentifier(ref, 'account_name', 'nobody-here'))).toMatchObject({ taken: false });
    expect(await valueOf(port.checkIdentifier(ref, 'email', stranger.email))).toMatchObject({ taken: true });
    expect(await valueOf(port.readCustomer(ref, customer))).toMatchObject({ customer: null });

    const { id } = await control.sendInvitation({ partner, by: 'email', email: stranger.email });
    expect((await valueOf(port.listApplications(ref, longAgo))).items).toEqual([]);
    await control.acceptInvitation(id, customer);
    expect((await valueOf(port.listApplications(ref, longAgo))).items).toMatchObject([
      { account: customer, name: 'wrenhollow', state: 'associated' },
    ]);
    expect((await valueOf(port.readCustomer(ref, customer))).customer).toMatchObject({
      relation: 'resale',
      standing: 'frozen',
      creditLimit: null,
    });
    for (const [item, because] of [
      ['status', 'contradicted'],
      ['billing', 'nothing_yet'],
      ['audit_trace', 'nothing_yet'],
    ] as const)
      expect(await valueOf(port.proveLink(ref, customer, item)), item).toMatchObject({ holds: false, because });

    await valueOf(port.prepareAccount(ref, { account: customer, terms }));
    await valueOf(port.prepareAccount(ref, { account: customer, terms }));
    const { customer: ready } = await valueOf(port.readCustomer(ref, customer));
    expect(ready).toMatchObject({ standing: 'active' });
    expect([ready?.creditLimit?.amount, ready?.creditAvailable?.amount]).toEqual(['500.5', '500.5']);
    expect((await control.readState()).customers[customer]).toMatchObject({
      budget: { amount: '500.50', type: 'MONTHLY', freezesByItself: true },
    });
    for (const item of proofItems)
      expect(await valueOf(port.proveLink(ref, customer, item)), item).toMatchObject({ holds: true });
    expect((await valueOf(port.listCreditAllocations(ref, customer))).items).toMatchObject([
      { remark: 'SETTING' },
      { remark: 'SETTING' },
    ]);
  });

  test('of an account of the China site is refused by its name', async () => {
    const { port, control } = await start();
    await control.setCustomer({ ...stranger, isInternational: false });
    expect(await port.prepareAccount(ref, { account: customer, terms })).toMatchObject({
      error: { kind: 'refused', code: 'account_on_other_site' },
    });
  });

  test('whose answer is lost shows in the customer', async () => {
    const { port, control, linked } = await start();
    await linked(customer, { frozen: 'ACCOUNT', budget: null });
    await control.addFault({ action: 'UpdateSubCustomerBudget', fault: { kind: 'drop', effect: 'done' } });
    expect(await port.prepareAccount(ref, { account: customer, terms })).toMatchObject({
      error: { kind: 'unknown_outcome', because: 'no_answer' },
    });
    expect((await valueOf(port.readCustomer(ref, customer))).customer).toMatchObject({ standing: 'active' });
  });
});

describe.each(['status', 'ok'] as const)('a customer, where refusals come with %s', (businessErrors) => {
  test.each(['CBC.99000035', 'CBC.99000000', 'CBC.5002'] as const)(
    'that has left is no customer: %s',
    async (foreignCustomer) => {
      const { port, control, linked } = await start();
      await control.setAccount({ id: partner, readings: { businessErrors, foreignCustomer } });
      await linked();
      expect((await valueOf(port.readCustomer(ref, customer))).customer).toMatchObject({ account: customer });
      await control.release(customer);
      expect(await valueOf(port.readCustomer(ref, customer))).toMatchObject({ customer: null });
      for (const item of proofItems)
        expect(await valueOf(port.proveLink(ref, customer, item)), item).toMatchObject({ because: 'not_ours' });
      expect(await port.unfreeze(ref, { account: customer })).toMatchObject({ error: { kind: 'not_ours' } });
      expect(await port.prepareAccount(ref, { account: customer, terms })).toMatchObject({
        error: { kind: 'not_ours' },
      });
      expect(await valueOf(port.readUnbind(ref, customer))).toMatchObject({ unbind: null });
    },
  );

  test('that was frozen by hand is unfrozen, once or twice alike; with its resources it is refused', async () => {
    const { port, control, linked } = await start();
    await control.setAccount({ id: partner, readings: { businessErrors } });
    await linked(customer, { frozen: 'ACCOUNT' });
    await valueOf(port.unfreeze(ref, { account: customer }));
    await valueOf(port.unfreeze(ref, { account: customer }));
    expect((await valueOf(port.readCustomer(ref, customer))).customer).toMatchObject({ standing: 'active' });
    await control.setCustomer({ id: customer, frozen: 'ACCOUNT_AND_RESOURCE' });
    expect(await port.unfreeze(ref, { account: customer })).toMatchObject({ ok: false });
    expect((await valueOf(port.readCustomer(ref, customer))).customer).toMatchObject({ standing: 'frozen' });
  });
});

test('a release is told where its records can still be read', async () => {
  const { port, control, linked } = await start();
  await control.setAccount({ id: partner, readings: { recordsAfterRelease: 'answer', saysSuccess: true } });
  await linked();
  expect(await valueOf(port.readUnbind(ref, customer))).toMatchObject({ unbind: null });
  await control.startByPartner({ by: partner, customer, reason: 'contract ended' });
  expect(await valueOf(port.readUnbind(ref, customer))).toMatchObject({ unbind: null });
  await control.answerAsCustomer({ customer, answer: 'approve' });
  expect(await valueOf(port.readUnbind(ref, customer))).toMatchObject({
    unbind: { account: customer, state: 'released', word: 'DELETE' },
  });
});

describe('a distributor', () => {
  test('is told from a solution provider, and finds its resellers’ customers', async () => {
    const { port, linked } = await start(10_000, distributor);
    expect(await valueOf(port.readPartnerAccount(ref))).toMatchObject({ tier: 'distributor' });
    expect(await valueOf((await start()).port.readPartnerAccount(ref))).toMatchObject({ tier: 'unknown' });
    expect(await valueOf(port.readOwner(ref, customer))).toMatchObject({ secondLevel: null });
    await linked(customer, { partner: secondTier });
    expect(await valueOf(port.readOwner(ref, customer))).toMatchObject({
      secondLevel: { account: secondTier, name: 'Tidewater Cloud' },
    });
    expect(await valueOf(port.readCustomer(ref, customer))).toMatchObject({ customer: null });
    expect(await valueOf(port.readCustomer({ ...ref, onBehalfOf: secondTier }, customer))).toMatchObject({
      customer: { account: customer },
    });
    await linked(customer, { partner: distributor });
    expect(await valueOf(port.readOwner(ref, customer))).toMatchObject({ secondLevel: null });
  });

  test('is who calls for a second-tier reseller', async () => {
    const { port } = await start(10_000, secondTier);
    expect(await port.listCustomers(ref)).toMatchObject({ error: { kind: 'not_allowlisted' } });
  });
});

test('customers are listed to the end', async () => {
  const { port, control } = await start();
  const ids = Array.from({ length: 103 }, (_one, at) => at.toString(16).padStart(32, '0'));
  for (const id of ids) await control.setCustomer({ id, accountName: `c-${id.slice(-8)}`, partner });
  const first = await valueOf(port.listCustomers(ref));
  const second = await valueOf(port.listCustomers(ref, first.next));
  expect([first.total, second.next]).toEqual([103, undefined]);
  const seen = [...first.items, ...second.items].map(({ account }) => account);
  expect(seen.toSorted()).toEqual(ids.toSorted());
});

describe('when the call goes wrong', () => {
  test.each([
    [{ kind: 'throttle' }, { kind: 'throttled', retryAfterSeconds: 1 }],
    [{ kind: 'busy' }, { kind: 'unknown_outcome', because: 'server_fault' }],
    [
      { kind: 'error', code: 'CBC.50010085' },
      { kind: 'refused', code: 'partner_barred' },
    ],
    [
      { kind: 'error', code: 'CBC.7654321' },
      { kind: 'refused', code: 'other' },
    ],
    [{ kind: 'error', code: 'APIGW.0301' }, { kind: 'credentials' }],
    [
      { kind: 'http', status: 502 },
      { kind: 'unknown_outcome', because: 'server_fault' },
    ],
    [
      { kind: 'drop', effect: 'none' },
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
    await linked(customer, { frozen: 'ACCOUNT' });
    await control.addFault({ action: 'UpdateSubCustomerBudget', fault, times: 3 });
    expect(await port.prepareAccount(ref, { account: customer, terms })).toMatchObject({ error });
    expect((await control.listFaults()).faults).toMatchObject([{ remaining: 2 }]);
  });

  test.each([{ kind: 'drop', effect: 'none' }, { kind: 'busy' }, { kind: 'http', status: 503 }] as const)(
    'a read gets over %j',
    async (fault) => {
      const { port, control } = await start();
      await control.addFault({ action: 'ListSubCustomers', fault, times: 2 });
      expect(await port.listCustomers(ref)).toMatchObject({ ok: true });
    },
  );

  test('a key that was rotated in between is read again', async () => {
    const { port, control } = await start();
    await valueOf(port.listCustomers(ref));
    await control.rotateKey(partner);
    expect(await port.listCustomers(ref)).toMatchObject({ ok: true });
  });
});
