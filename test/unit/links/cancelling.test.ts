import { describe, expect, test } from 'vitest';
import { DAY, type LinkDesk, linkDesk } from '../../support/link-desk.ts';
import type { Scripted } from '../../support/scripted-provider.ts';

const customer = '200098765432';

const setup = async () => {
  const desk = await linkDesk();
  const id = await desk.ask();
  return { desk, id };
};

describe('cancelling', () => {
  test('before the machine has started ends the request without asking anybody', async () => {
    const { desk, id } = await setup();
    expect(await desk.cancel(id)).toMatchObject({ status: 202, json: { linkRequest: { status: 'cancelling' } } });
    await desk.settle();
    expect(desk.passed(id)).toEqual(['LoadRequest', 'CancelRequest', 'Cancelled']);
    expect([desk.letters, desk.provider.calls]).toEqual([[], []]);
  });

  test('while the customer is asked withdraws the question and wakes the machine', async () => {
    const { desk, id } = await setup();
    await desk.settle();
    await desk.cancel(id);
    await desk.settle();
    expect(desk.passed(id).slice(-4)).toEqual(['AwaitCustomer', 'RecordCustomerAnswer', 'CancelRequest', 'Cancelled']);
    expect((await desk.sayYes()).status).toBe(410);
    expect(desk.provider.calls).toEqual([]);
  });

  test('before the invitation leaves means that none does', async () => {
    const { desk, id } = await setup();
    await desk.settle();
    await desk.sayYes();
    const execution = desk.machine.executions.get(`${id}-1`);
    if (!execution) throw new Error('no execution');
    while (execution.state !== 'InviteCustomer') await desk.machine.step(execution);
    await desk.cancel(id);
    await desk.settle();
    expect(desk.record(id).status).toBe('cancelled');
    expect(desk.provider.callsOf('invite')).toEqual([]);
  });

  test('while an application is awaited leaves the invitation outstanding until it lapses', async () => {
    const { desk, id } = await setup();
    await desk.settle();
    await desk.sayYes();
    await desk.settle();
    await desk.cancel(id);
    await desk.settle();
    expect(desk.passed(id).slice(-3)).toEqual(['RecordApplication', 'CancelRequest', 'Cancelled']);
    expect(desk.lastTold(id)).toMatchObject({ data: { invitationOutstanding: true } });
    expect(desk.tables.items('private').filter(({ sk }) => sk.startsWith('INVITATION#'))).toHaveLength(1);
  });

  test('frees the customer for another request', async () => {
    const { desk, id } = await setup();
    await desk.cancel(id);
    await desk.settle();
    await expect(desk.ask()).resolves.not.toBe(id);
  });

  test('too late is completed and says so, because the provider’s yes is a fact', async () => {
    const { desk, id } = await setup();
    await desk.settle();
    await desk.sayYes();
    await desk.settle();
    desk.provider.link(customer);
    await desk.cancel(id);
    await desk.settle();
    expect(desk.passed(id).slice(-2)).toEqual(['CancelRequest', 'Completed']);
    expect(desk.record(id)).toMatchObject({
      status: 'completed',
      flags: ['cancel_too_late'],
      linkId: expect.any(String),
    });
  });

  test.each(['approving', 'preparing'] as const)('is refused while %s', async (status) => {
    const { desk, id } = await setup();
    desk.provider.will('decideApplication', status === 'approving' ? 'throttled' : 'done');
    await desk.settle();
    await desk.sayYes();
    await desk.settle();
    desk.provider.apply(customer);
    const execution = desk.machine.executions.get(`${id}-1`);
    if (!execution) throw new Error('no execution');
    desk.time.now += 60_000;
    await desk.doDueWork();
    while (desk.record(id).status !== status) await desk.machine.step(execution);
    const before = desk.snapshot();
    expect(await desk.cancel(id)).toMatchObject({ status: 409, json: { code: 'not_allowed_now', params: { status } } });
    expect(desk.snapshot()).toBe(before);
    await desk.pass(DAY);
    expect(desk.record(id).status).toBe('completed');
  });

  test('waits for an invitation that is on its way, and then asks the provider', async () => {
    const { desk, id } = await setup();
    await desk.settle();
    desk.provider.will('invite', 'never');
    await desk.sayYes();
    await desk.settle();
    await desk.cancel(id);
    await desk.settle();
    expect(desk.record(id).status).toBe('cancelling');
    await desk.pass(600);
    expect(desk.record(id).status).toBe('cancelled');
    expect(desk.provider.callsOf('readCustomer')).toHaveLength(1);
  });

  test('waits for a provider that does not answer rather than guess', async () => {
    const { desk, id } = await setup();
    await desk.settle();
    await desk.sayYes();
    await desk.settle();
    desk.provider.goDown();
    await desk.cancel(id);
    await desk.pass(60);
    expect(desk.record(id).status).toBe('cancelling');
    desk.provider.comeBack();
    await desk.pass(600);
    expect(desk.record(id).status).toBe('cancelled');
  });

  test('tells of an outstanding invitation only where one may have gone out', async () => {
    const { desk, id } = await setup();
    await desk.settle();
    desk.provider.will('invite', 'throttled');
    await desk.sayYes();
    await desk.settle();
    await desk.cancel(id);
    await desk.pass(600);
    expect(desk.record(id).status).toBe('cancelled');
    expect(desk.lastTold(id)).toMatchObject({ data: { invitationOutstanding: false } });
  });

  test('is possible although the customer has just answered', async () => {
    const { desk, id } = await setup();
    await desk.settle();
    desk.waiters.gone = true;
    expect((await desk.sayYes()).status).toBe(200);
    expect(await desk.cancel(id)).toMatchObject({ status: 202 });
    desk.waiters.gone = false;
    await desk.settle();
    expect(desk.record(id).status).toBe('cancelled');
    expect(desk.provider.calls).toEqual([]);
  });

  test('is possible although the question has just expired', async () => {
    const { desk, id } = await setup();
    await desk.settle();
    desk.time.now += 14 * DAY * 1000;
    await desk.doDueWork();
    expect(await desk.cancel(id)).toMatchObject({ status: 202 });
    await desk.settle();
    expect(desk.record(id).status).toBe('cancelled');
  });

  test('twice is cancelling once, with the answer of the first', async () => {
    const { desk, id } = await setup();
    await desk.settle();
    const first = await desk.cancel(id, 'the-same-key');
    const second = await desk.cancel(id, 'the-same-key');
    await desk.settle();
    const third = await desk.cancel(id, 'the-same-key');
    for (const again of [second, third]) {
      expect([again.status, again.json]).toEqual([202, first.json]);
      expect(again.headers).toMatchObject({ 'idempotent-replayed': 'true' });
    }
    expect(desk.told(id).filter((type) => type === 'link_request.cancelling')).toHaveLength(1);
  });

  test('under a key that was used for another reason is refused', async () => {
    const { desk, id } = await setup();
    await desk.cancel(id, 'the-same-key');
    const reused = await desk.request('POST /v1/link-requests/{requestId}/cancel', {
      params: { requestId: id },
      json: { reason: 'another reason' },
      key: 'the-same-key',
    });
    expect(reused).toMatchObject({ status: 409, json: { code: 'idempotency_key_reused' } });
  });
});

describe('cancelling a request whose customer has applied', () => {
  /** The customer has applied; what the provider is told to do with decisions comes after that. */
  const applied = async (...decisions: Scripted[]) => {
    const { desk, id } = await setup();
    await desk.settle();
    await desk.sayYes();
    await desk.settle();
    desk.provider.will('decideApplication', ...decisions);
    desk.provider.apply(customer);
    return { desk, id };
  };
  const refusals = (desk: LinkDesk) => desk.provider.callsOf('decideApplication').map(({ args }) => args[1]);

  test('refuses the application at the provider, although nobody had seen it yet', async () => {
    const { desk, id } = await applied();
    await desk.cancel(id);
    await desk.settle();
    expect(desk.record(id)).toMatchObject({ status: 'cancelled', flags: [] });
    expect(refusals(desk)).toEqual([{ account: customer, verdict: 'reject', reason: 'The reseller has withdrawn.' }]);
    expect(desk.lastTold(id)).toMatchObject({ data: { application: 'refused' } });
  });

  test('refuses it after the customer was to mend its account', async () => {
    const { desk, id } = await applied('customer_must_act');
    await desk.pass(61);
    await desk.cancel(id);
    await desk.settle();
    expect(desk.passed(id).slice(-4)).toEqual(['AwaitCustomerRemedy', 'RecordRemedy', 'CancelRequest', 'Cancelled']);
    expect(refusals(desk).at(-1)).toMatchObject({ verdict: 'reject' });
    expect(desk.provider.applications).toEqual([]);
  });

  test('leaves the application of another account alone', async () => {
    const { desk, id } = await setup();
    await desk.settle();
    await desk.sayYes();
    await desk.settle();
    desk.provider.apply('200044443333');
    await desk.pass(61);
    await desk.cancel(id);
    await desk.settle();
    expect(desk.passed(id).slice(-3)).toEqual(['RecordReview', 'CancelRequest', 'Cancelled']);
    expect(refusals(desk)).toEqual([]);
  });

  test('reads back what nobody told: gone from the list of applications and not linked is refused', async () => {
    const { desk, id } = await applied('lost_done');
    await desk.cancel(id);
    await desk.pass(600);
    expect(desk.record(id)).toMatchObject({ status: 'cancelled', flags: [] });
    expect(refusals(desk)).toHaveLength(1);
  });

  test.each(['lost', 'refused', 'never'] as const)(
    'says that it may still wait there when nobody knows, or the provider does not let go (%s)',
    async (how) => {
      const { desk, id } = await applied(how);
      await desk.cancel(id);
      await desk.pass(600);
      expect(desk.record(id)).toMatchObject({ status: 'cancelled', flags: ['application_outstanding'] });
      expect(refusals(desk)).toHaveLength(1);
    },
  );

  test('waits for its turn at the provider, and refuses once', async () => {
    const { desk, id } = await applied('throttled', 'not_sent');
    await desk.cancel(id);
    await desk.pass(1200);
    expect(desk.record(id)).toMatchObject({ status: 'cancelled', flags: [] });
    expect(refusals(desk)).toHaveLength(3);
  });

  test('is completed when a colleague accepted it in the console in the same moment', async () => {
    const { desk, id } = await applied('out_of_step');
    const { port, link } = desk.provider;
    const asked = port.decideApplication.bind(port);
    port.decideApplication = (...args) => {
      link(customer);
      return asked(...args);
    };
    await desk.cancel(id);
    await desk.settle();
    expect(desk.record(id)).toMatchObject({ status: 'completed', flags: ['cancel_too_late'] });
  });

  test('is cancelled when the customer took the application back in the same moment', async () => {
    const { desk, id } = await applied('out_of_step');
    await desk.cancel(id);
    await desk.settle();
    expect(desk.record(id)).toMatchObject({ status: 'cancelled', flags: [] });
  });

  test('is refused while a refusal is on its way to the provider', async () => {
    const { desk, id } = await setup();
    const approver = await desk.member('approver');
    await desk.settle();
    await desk.sayYes();
    await desk.settle();
    desk.provider.apply('200044443333');
    await desk.pass(61);
    desk.provider.will('decideApplication', 'throttled');
    await desk.decide(id, 'review', { verdict: 'refuse', reason: 'not the one' }, approver);
    await desk.settle();
    expect(desk.record(id).status).toBe('refusing');
    expect(await desk.cancel(id)).toMatchObject({ status: 409, json: { code: 'not_allowed_now' } });
  });
});
