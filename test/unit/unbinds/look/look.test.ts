import { describe, expect, test } from 'vitest';
import { instant } from '../../../../functions/kernel/clock.ts';
import { err } from '../../../../functions/kernel/result.ts';
import { capabilitiesOf } from '../../../../functions/providers/capabilities.ts';
import type { ReadFailure } from '../../../../functions/providers/failure.ts';
import type { ProviderPort, ProviderReads } from '../../../../functions/providers/provider.ts';
import { unbindDesk } from '../../../support/unbind-desk.ts';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

type Desk = Awaited<ReturnType<typeof unbindDesk>>;

/** What both kinds of sites have: a case on a customer of an account that has another one, too. */
async function begun(desk: Desk, more: Parameters<Desk['startUnbind']>[0] = {}) {
  const control = await desk.activeLink();
  const link = await desk.activeLink();
  const id = await desk.startUnbind({ ready: true, agreed: true, ...more }, link);
  await desk.settle();
  const account = link.customer.accountId;
  const approver = await desk.member('approver');
  const { port } = desk.provider;
  return {
    ...desk,
    id,
    account,
    approver,
    control: control.customer.accountId,
    leave: (one = account) => void desk.provider.customers.delete(one),
    comeBack: () => desk.provider.link(account),
    seen: () => desk.unbind(id),
    kinds: () => desk.unbind(id).facts.map(({ kind, observedBy }) => `${kind} by ${observedBy}`),
    reopenings: () => desk.told(id).filter((type) => type === 'unbind.sheet_reopened').length,
    /** A read fails from now on; the answer mends it. */
    fails: (read: keyof ProviderReads, kind: 'provider_down' | 'credentials' | 'throttled' = 'provider_down') => {
      const before = port[read];
      const raw = { code: null, message: 'no answer' };
      const said = { stage: 'verification', raw, retryAfterSeconds: 5 * HOUR } as const;
      const failure: ReadFailure = { ...said, kind };
      Object.assign(port, { [read]: async () => err(failure) });
      return () => void Object.assign(port, { [read]: before });
    },
    /** Works a sheet to its end; a second person confirms where that is asked for. */
    work: async (purpose: string, steps: number, last: object) => {
      const tick = (step: number, json: object = {}) =>
        desk.request('POST /v1/unbinds/{unbindId}/sheet/steps/{step}', {
          params: { unbindId: id, step: String(step) },
          json: { purpose, ...json },
        });
      for (let step = 1; step < steps; step += 1) await tick(step);
      const time = instant(desk.time.now - 1000);
      const done = await tick(steps, { time, reference: 'M-1', ...last });
      if (done.json.sheet?.state === 'awaiting_second_person')
        await desk.call(id, '/sheet/confirmation', { purpose }, { member: approver, rights: 'approver' });
      await desk.settle();
      return done;
    },
  };
}

/** A site without a call for unbinding, whose policy takes a day between two looks that count as absence. */
const setup = async (more?: Parameters<Desk['startUnbind']>[0]) => begun(await unbindDesk(), more);

/** The site has calls for these from now on. */
function callsFor({ site }: Pick<Desk['provider'], 'site'>, ...methods: readonly (keyof ProviderPort)[]): void {
  const known = capabilitiesOf('tencent-intl')?.methods;
  if (!known) throw new Error('no capabilities');
  const rows = methods.map((method) => [method, { ...known.readCustomer, mode: 'api' }]);
  Object.assign(site, { methods: { ...known, ...Object.fromEntries(rows) } });
}

/** The provider of a day to come, which has a call for every step. */
async function setupApi(more?: Parameters<Desk['startUnbind']>[0]) {
  const desk = await unbindDesk();
  callsFor(desk.provider, 'submitUnbind', 'readUnbind', 'listUnbinds');
  const one = await begun(desk, { submits: 'api', ...more });
  return {
    ...one,
    comesTo: async (state: Parameters<typeof desk.provider.unbindComesTo>[1]) => {
      desk.provider.unbindComesTo(one.account, state);
      await desk.pass(2 * HOUR);
    },
  };
}

describe('a provider that has a call for it', () => {
  test('R087, R091, R093, R095: is followed from the submission to the release without an operator in its console', async () => {
    const { seen, kinds, comesTo, call, link, id } = await setupApi();
    expect(seen().status).toBe('awaiting_customer_confirmation');
    await comesTo('awaiting_card');
    await call(id, '/take-up');
    await comesTo('awaiting_card');
    expect(seen().status).toBe('awaiting_card');
    await comesTo('rechecking');
    expect(seen().status).toBe('awaiting_completion');
    await comesTo('released');
    expect(seen()).toMatchObject({ status: 'completed', flags: [] });
    expect(kinds()).toEqual(['submitted by api', 'customer_confirmed by api', 'card_bound by api', 'completed by api']);
    expect((await link(seen().link)).status).toBe('unbound');
    expect(seen().nextLookAt).toBeUndefined();
  });

  test('R088: tells the distributor’s answer before the customer’s', async () => {
    const { seen, kinds, comesTo } = await setupApi({ distributorReviews: true });
    await comesTo('awaiting_distributor');
    expect(seen().status).toBe('awaiting_distributor_review');
    await comesTo('awaiting_customer');
    expect(seen().status).toBe('awaiting_customer_confirmation');
    expect(kinds()).toEqual(['submitted by api', 'distributor_approved by api']);
  });

  test.each([
    ['distributor', { distributorReviews: true }, 'rejected_by_distributor'],
    ['customer', {}, 'rejected_by_customer'],
  ] as const)('R091: a no is the %s’s, whose turn it was', async (_whose, more, status) => {
    const { seen, comesTo } = await setupApi(more);
    await comesTo('rejected');
    expect(seen().status).toBe(status);
  });

  test('a word that the documents lack decides nothing', async () => {
    const { seen, comesTo } = await setupApi();
    await comesTo('unknown');
    expect(seen()).toMatchObject({ status: 'awaiting_customer_confirmation', looked: { unbind: 'unknown' } });
  });

  test('R140: what goes on there after we have ended takes the case up again', async () => {
    const { seen, comesTo, kinds } = await setupApi();
    await comesTo('rejected');
    await comesTo('awaiting_card');
    expect(seen()).toMatchObject({ live: true, reached: 'customer_confirmed' });
    expect(seen().flags).toContain('after_end');
    expect(kinds()).toContain('customer_confirmed by api');
  });

  test('B03: a withdrawal that its record does not show opens the step again, and nothing else changes', async () => {
    const { seen, call, id, work, pass, reopenings, request } = await setupApi();
    await call(id, '/cancel', { reason: 'the customer stays' });
    expect(seen().status).toBe('awaiting_withdrawal');
    await work('withdrawal', 3, {});
    expect(seen().status).toBe('cancelled');
    await pass(2 * HOUR);
    expect(seen()).toMatchObject({
      status: 'cancelled',
      reopenedSheet: { purpose: 'withdrawal', because: 'still_unbinding' },
    });
    const { sheet } = (await request('GET /v1/unbinds/{unbindId}/sheet', { params: { unbindId: id } })).json;
    expect(sheet).toMatchObject({
      purpose: 'withdrawal',
      state: 'open',
      next: 3,
      reopened: [{ because: 'still_unbinding' }],
    });
    await pass(5 * HOUR);
    expect(reopenings()).toBe(1);
  });

  test('an application of an earlier time says nothing of this case', async () => {
    const { provider, pass, time, seen, kinds, account } = await setup();
    callsFor(provider, 'readUnbind');
    provider.submitsUnbind(account);
    const [old] = provider.unbinds;
    if (!old) throw new Error('none');
    const before = instant(time.now - 10 * DAY * 1000);
    provider.unbinds[0] = { ...old, submittedAt: before, changedAt: before };
    await pass(HOUR);
    expect(kinds()).toEqual([]);
    expect(seen().status).toBe('awaiting_submission');
  });
});

describe('a provider that shows only who is its customer', () => {
  async function live() {
    const desk = await setup();
    await desk.observe(desk.id, 'submitted', { reference: 'UB-1' });
    return desk;
  }

  test('R095: a customer that is gone for a day, while another is still there, is absent for certain', async () => {
    const { seen, leave, pass, told, id, request } = await live();
    await pass(2 * HOUR);
    expect(seen().looked).toMatchObject({ customer: 'listed' });
    leave();
    await pass(12 * HOUR);
    expect(seen()).toMatchObject({ absence: { first: expect.any(String) }, looked: { customer: 'gone' } });
    expect(seen().absence).not.toHaveProperty('confirmed');
    await pass(14 * HOUR);
    expect(seen().absence).toHaveProperty('confirmed');
    expect(told(id).filter((type) => type === 'unbind.absent')).toHaveLength(1);
    expect(seen().status).toBe('awaiting_customer_confirmation');
    const { sheet } = (await request('GET /v1/unbinds/{unbindId}/sheet', { params: { unbindId: id } })).json;
    expect(sheet).toMatchObject({ purpose: 'completion' });
  });

  test.each([
    ['unbound', 'completed'],
    ['migrated', 'migrated_away'],
  ])('R095: of one that is gone an operator proves that it was %s', async (choice, status) => {
    const { seen, leave, pass, work } = await live();
    leave();
    await pass(26 * HOUR);
    await work('completion', 3, { choice });
    expect(seen().status).toBe(status);
    await pass(2 * DAY);
    expect(seen().reopenedSheet).toBeUndefined();
    expect(seen().nextLookAt).toBeUndefined();
  });

  test('R088: a distributor, whose own list lacks the customers of its second level, sees them below it and then gone', async () => {
    const secondLevel = { account: '200031885555', name: 'Harbour Lantern Cloud' };
    const { seen, leave, pass, provider, account, fails } = await setup({
      distributorReviews: true,
      distributor: { secondLevel },
    });
    callsFor(provider, 'readOwner');
    provider.secondLevels.set(account, secondLevel);
    leave();
    await pass(2 * DAY);
    expect(seen()).toMatchObject({ looked: { customer: 'listed' }, absence: {} });
    const mend = fails('readOwner');
    await pass(DAY);
    expect(seen()).toMatchObject({ looked: { failed: { read: 'readOwner' } }, absence: {} });
    mend();
    provider.secondLevels.set(account, { ...secondLevel, account: '200031886666' });
    await pass(2 * DAY);
    expect(seen().absence).toHaveProperty('confirmed');
  });

  test('without another customer that answers it stays unknown, and says so', async () => {
    const { seen, leave, control, pass } = await live();
    leave();
    leave(control);
    await pass(3 * DAY);
    expect(seen()).toMatchObject({ looked: { customer: 'no_control' } });
    expect(seen().absence ?? {}).toEqual({});
  });

  test('B03: a completion of which the provider knows nothing opens the step again, until it is borne out', async () => {
    const { seen, work, pass, leave, reopenings, told, id } = await live();
    await work('completion', 3, { choice: 'unbound' });
    expect(seen().status).toBe('completed');
    await pass(HOUR);
    expect(seen()).toMatchObject({
      status: 'completed',
      reopenedSheet: { purpose: 'completion', because: 'still_listed' },
    });
    expect(reopenings()).toBe(1);
    leave();
    await pass(2 * DAY);
    expect(seen().reopenedSheet).toHaveProperty('settledAt');
    expect(told(id)).toContain('unbind.sheet_borne_out');
  });

  test('B03: a withdrawal whose customer is gone opens the step again', async () => {
    const { seen, call, id, work, pass, leave } = await live();
    await call(id, '/cancel', { reason: 'the customer stays' });
    await work('withdrawal', 3, {});
    await pass(2 * HOUR);
    expect(seen().reopenedSheet).toBeUndefined();
    leave();
    await pass(DAY);
    expect(seen()).toMatchObject({ status: 'cancelled', reopenedSheet: { because: 'customer_gone' } });
  });

  test('looks less and less often while nothing happens', async () => {
    const { pass, provider } = await live();
    const looks = () => provider.callsOf('readCustomer').length;
    await pass(10 * MINUTE);
    const early = looks();
    expect(early).toBeGreaterThan(2);
    await pass(HOUR);
    expect(looks() - early).toBeLessThan(4);
  });
});

describe('a read that fails', () => {
  test.each(['readCustomer', 'listCustomers'] as const)(
    '%s: changes nothing, is noted, and is tried again later each time',
    async (read) => {
      const { observe, id, seen, leave, pass, fails, told } = await setup();
      await observe(id, 'submitted', { reference: 'UB-1' });
      leave();
      const mended = fails(read);
      const entries = told(id).length;
      await pass(4 * HOUR);
      const { looked } = seen();
      expect(looked?.failed).toMatchObject({ read, because: 'provider_down' });
      expect(looked?.failed?.times).toBeLessThan(10);
      expect(seen()).toMatchObject({ status: 'awaiting_customer_confirmation', facts: [{ kind: 'submitted' }] });
      expect(seen().absence ?? {}).toEqual({});
      expect(told(id)).toHaveLength(entries);
      mended();
      await pass(2 * HOUR);
      expect(seen().looked).not.toHaveProperty('failed');
      expect(seen().looked).toMatchObject({ customer: 'gone' });
    },
  );

  test('control: a customer that is not there may be a key that has lost its rights', async () => {
    const { observe, id, seen, leave, pass, provider, control } = await setup();
    await observe(id, 'submitted', { reference: 'UB-1' });
    leave();
    const before = { ...provider.port };
    const raw = { code: null, message: 'no answer' };
    const down = err({ kind: 'provider_down', stage: 'verification', raw } as const);
    provider.port.readCustomer = async (...args) => (args[1] === control ? down : before.readCustomer(...args));
    await pass(2 * DAY);
    expect(seen()).toMatchObject({ looked: { failed: { read: 'control' } }, status: 'awaiting_customer_confirmation' });
    expect(seen().absence ?? {}).toEqual({});
  });

  test('readUnbind: changes nothing either', async () => {
    const { seen, fails, pass, comesTo } = await setupApi();
    const mended = fails('readUnbind', 'credentials');
    await comesTo('awaiting_card');
    expect(seen()).toMatchObject({
      status: 'awaiting_customer_confirmation',
      looked: { failed: { read: 'readUnbind', because: 'credentials' } },
    });
    mended();
    await pass(2 * HOUR);
    expect(seen().reached).toBe('customer_confirmed');
  });

  test('a provider that turns us away is left alone as long as it says', async () => {
    const { observe, id, seen, fails, pass, now } = await setup();
    await observe(id, 'submitted', { reference: 'UB-1' });
    fails('readCustomer', 'throttled');
    await pass(2 * MINUTE);
    const left = Date.parse(seen().nextLookAt ?? '') - Date.parse(now());
    expect(left).toBeGreaterThan(4 * HOUR * 1000);
  });
});
