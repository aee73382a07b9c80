import { describe, expect, test } from 'vitest';
import { linkDesk } from '../../support/link-desk.ts';

/**
 * A site whose invitations an operator makes in the provider's console, where the customer is found in the list of all and
 * comes without a budget: Huawei Cloud's.
 */
const account = '06ffbcd46880d3f30f62c001a49be460';
const terms = { limit: { amount: '5000.00', currency: 'USD' }, whenUsedUp: 'stop', newPurchases: 'allowed' } as const;
const gathered = ['account_identifier', 'signatory', 'account_may_associate', 'billing_terms'];
const sheetPath = 'GET /v1/link-requests/{requestId}/sheet';
const tickPath = 'POST /v1/link-requests/{requestId}/sheet/steps/{step}';

async function setup(policy = {}) {
  const desk = await linkDesk({}, policy, 'huawei-intl');
  const customer = { name: desk.wish.customer.name, accountId: account, accountIdAgain: account };
  const wish = { ...desk.wish, gathered, customer, terms };
  const send = (json: object) => desk.request('POST /v1/link-requests', { json, rights: 'operator' });
  const agreed = async () => {
    const { status, json, text } = await send(wish);
    if (status !== 201) throw new Error(text);
    const id = String(json.linkRequest.id);
    await desk.settle();
    await desk.answer({ verdict: 'confirmed', accountId: account });
    await desk.settle();
    return id;
  };
  const sheet = (id: string) => desk.request(sheetPath, { params: { requestId: id }, rights: 'operator' });
  const tick = (id: string, step: number, json: object = {}) =>
    desk.request(tickPath, { params: { requestId: id, step: String(step) }, json, rights: 'operator' });
  /** Ticks every step, the last one with what the console showed. */
  const invite = async (id: string, last: object = { choice: 'invited', time: desk.now() }) => {
    for (const step of [1, 2, 3]) await tick(id, step);
    const done = await tick(id, 4, last);
    await desk.settle();
    return done;
  };
  return { desk, wish, send, agreed, sheet, tick, invite };
}

describe('B03: a customer whom an operator invites', () => {
  test('is linked once the list of customers has it, with what it may spend set before', async () => {
    const { desk, agreed, invite } = await setup();
    const id = await agreed();
    expect(desk.record(id)).toMatchObject({
      status: 'awaiting_operator',
      waitingOn: { party: 'operator', for: 'invitation_by_hand' },
    });
    await invite(id);
    expect(desk.record(id)).toMatchObject({ status: 'awaiting_application', invitation: { outcome: 'sent' } });
    desk.provider.associate(account);
    await desk.pass(61);
    expect(desk.passed(id)).toEqual([
      'LoadRequest',
      'CheckRequest',
      'AwaitCustomer',
      'RecordCustomerAnswer',
      'InviteCustomer',
      'AwaitOperator',
      'RecordInvitation',
      'AwaitApplication',
      'RecordApplication',
      'PrepareAccount',
      'Activate',
      'Completed',
    ]);
    expect(desk.record(id)).toMatchObject({ status: 'completed', flags: [] });
    const [prepared, ...more] = desk.provider.callsOf('prepareAccount');
    expect(more).toEqual([]);
    expect(JSON.parse(JSON.stringify(prepared?.args[1]))).toEqual({
      account,
      terms: { ...terms, limit: { amount: '5000', currency: 'USD' } },
    });
    expect(desk.provider.callsOf('invite')).toEqual([]);
  });

  test('R018: has a sheet that says whom to invite, step by step, in the language that is asked for', async () => {
    const { desk, agreed, sheet, tick } = await setup();
    const id = await agreed();
    const { json } = await sheet(id);
    expect(json).toMatchObject({
      sheet: { linkRequest: id, version: 1, next: 1, state: 'open' },
      invite: { email: desk.wish.contact.email },
    });
    await tick(id, 1);
    expect((await sheet(id)).json.sheet).toMatchObject({ next: 2, steps: [{ tick: { step: 1 } }, {}, {}, {}] });
    const zh = await desk.request(sheetPath, {
      params: { requestId: id },
      query: { language: 'zh-CN' },
      rights: 'operator',
    });
    expect(zh.json.sheet.title).toBe('邀请客户关联');
  });

  test('is not taken for invited before the last step says so, and each step has its turn', async () => {
    const { desk, agreed, tick } = await setup();
    const id = await agreed();
    expect((await tick(id, 2)).json).toMatchObject({ code: 'sheet_step_not_next', params: { next: 1 } });
    for (const step of [1, 2, 3]) await tick(id, step);
    const bare = await tick(id, 4);
    expect(bare.json).toMatchObject({ code: 'invalid_input', errors: [{ field: '/choice' }, { field: '/time' }] });
    await desk.settle();
    expect(desk.record(id).status).toBe('awaiting_operator');
  });

  test('whom the console refuses ends the request with the console’s own words', async () => {
    const { desk, agreed, invite } = await setup();
    const id = await agreed();
    await invite(id, { choice: 'refused', time: desk.now(), condition: 'Associated with another partner' });
    expect(desk.record(id)).toMatchObject({
      status: 'failed',
      failure: { stage: 'submission', code: 'invitation_refused', raw: { message: 'Associated with another partner' } },
    });
  });

  test('whom nobody invites in time is told so, and is free for another request', async () => {
    const { desk, wish, send, agreed } = await setup();
    const id = await agreed();
    await desk.pass(desk.record(id).windows.review + 60);
    expect(desk.record(id)).toMatchObject({ status: 'expired' });
    expect((await send(wish)).status).toBe(201);
  });

  test('R018: after a cancellation has no sheet any more; one whom the provider lists by then is linked', async () => {
    const { desk, agreed, sheet } = await setup();
    const id = await agreed();
    desk.provider.associate(account);
    await desk.cancel(id);
    await desk.settle();
    expect(desk.record(id)).toMatchObject({ status: 'completed', flags: ['cancel_too_late'] });
    expect((await sheet(id)).json).toMatchObject({ code: 'sheet_not_now' });
  });
});

describe('what a new customer may spend', () => {
  test.each(['lost', 'lost_done', 'not_sent', 'throttled'] as const)(
    'is set again when the answer is %s, since once is as good as twice',
    async (how) => {
      const { desk, agreed, invite } = await setup();
      desk.provider.will('prepareAccount', how);
      const id = await agreed();
      await invite(id);
      desk.provider.associate(account);
      await desk.pass(900);
      expect(desk.record(id)).toMatchObject({ status: 'completed', flags: [] });
      expect(desk.provider.callsOf('prepareAccount')).toHaveLength(2);
    },
  );

  test('refused by the provider, leaves a link all the same, and the request says that it is not prepared', async () => {
    const { desk, agreed, invite } = await setup();
    desk.provider.will('prepareAccount', 'refused');
    const id = await agreed();
    await invite(id);
    desk.provider.associate(account);
    await desk.pass(900);
    expect(desk.record(id)).toMatchObject({ status: 'completed', flags: ['preparation_refused'] });
    expect(desk.provider.callsOf('prepareAccount')).toHaveLength(1);
  });
});
