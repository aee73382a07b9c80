import { describe, expect, test } from 'vitest';
import { DAY, linkDesk } from '../../support/link-desk.ts';

/** Waits, tokens and answers that meet in the wrong order. */
const setup = async () => {
  const desk = await linkDesk();
  const id = await desk.ask();
  await desk.relay();
  const execution = desk.machine.executions.get(`${id}-1`);
  if (!execution) throw new Error('no execution');
  const stepTo = async (state: string) => {
    while (execution.state !== state || execution.standing.kind === 'waiting') await desk.machine.step(execution);
  };
  return { desk, id, execution, stepTo };
};

describe('a wait', () => {
  test('finds an answer that was recorded before its token was kept', async () => {
    const { desk, id, execution, stepTo } = await setup();
    await stepTo('AwaitCustomer');
    await desk.relay();
    await desk.sayYes();
    expect(desk.wakes).toEqual([]);
    await desk.machine.step(execution);
    expect(execution.state).toBe('RecordCustomerAnswer');
    await desk.settle();
    expect(desk.record(id).status).toBe('awaiting_application');
  });

  test('that is woken for nothing waits on for the time left', async () => {
    const { desk, id, execution } = await setup();
    await desk.settle();
    await desk.pass(4 * DAY);
    if (execution.standing.kind !== 'waiting') throw new Error('does not wait');
    const { token, until } = execution.standing;
    desk.machine.wake(token);
    await desk.settle();
    expect(execution.passed.slice(-2)).toEqual(['RecordCustomerAnswer', 'AwaitCustomer']);
    expect(execution.standing).toMatchObject({ kind: 'waiting', until });
    expect(desk.record(id).rounds).toEqual({ customer: 1 });
    await desk.sayYes();
    await desk.settle();
    expect(desk.record(id).status).toBe('awaiting_application');
  });

  test('is over in one second when its record was cancelled before the token was kept', async () => {
    const { desk, id, execution, stepTo } = await setup();
    await stepTo('AwaitCustomer');
    await desk.cancel(id);
    await desk.machine.step(execution);
    expect(execution.standing.kind).toBe('ready');
    await desk.settle();
    expect(desk.record(id).status).toBe('cancelled');
  });

  test('hears of an answer by due work when it could not be delivered at once', async () => {
    const { desk, id } = await setup();
    await desk.settle();
    desk.waiters.wake = async () => {
      throw new Error('Step Functions is away');
    };
    expect((await desk.sayYes()).status).toBe(200);
    await expect(desk.doDueWork()).rejects.toThrow('away');
    Object.assign(desk.waiters, { wake: async (token: string) => desk.machine.wake(token) });
    await desk.pass(121);
    expect(desk.record(id).status).toBe('awaiting_application');
  });

  test('that an answer does not reach any more is carried on by a new attempt', async () => {
    const { desk, id } = await setup();
    await desk.settle();
    desk.machine.abort(`${id}-1`);
    await desk.sayYes();
    await desk.pass(121);
    expect(desk.record(id)).toMatchObject({ status: 'awaiting_application', attempt: 2 });
  });

  test('keeps a token from an older attempt out', async () => {
    const { desk, id, execution } = await setup();
    await desk.settle();
    const { standing } = execution;
    await desk.die(id);
    await desk.pass(61);
    const held = () => desk.tables.items('private').filter(({ sk }) => sk.startsWith('WAITING#'));
    const before = held();
    execution.standing = { kind: 'ready' };
    await desk.machine.step(execution);
    expect(held()).toEqual(before);
    expect([standing.kind, execution.state]).toEqual(['waiting', 'RecordCustomerAnswer']);
  });

  test('takes an answer of an earlier round for nothing', async () => {
    const { desk, id } = await setup();
    await desk.settle();
    desk.provider.will('invite', 'lost');
    await desk.sayYes();
    await desk.settle();
    const [first] = desk.tables.items('desk').filter(({ sk }) => sk === 'DECISION#application#0001');
    await desk.inviteAgain(id);
    await desk.settle();
    if (!first) throw new Error('no first round');
    const late = { kind: 'decision.deliver' as const, org: desk.org, id: `${id}#application#1`, at: desk.now() };
    await desk.work.DECISIONS_WORK_QUEUE(late);
    await desk.settle();
    expect(desk.record(id)).toMatchObject({ status: 'awaiting_application', rounds: { application: 2 } });
  });
});

describe('R033: a request waits', () => {
  type Setting = {
    readonly terms?: object;
    readonly decision?: 'customer_must_act' | 'must_verify';
    readonly as?: string;
  };
  const settings: readonly (readonly [string, string, Setting])[] = [
    ['customer_acceptance', 'awaiting_customer', {}],
    [
      'internal_approval',
      'awaiting_second_person',
      { terms: { secondPerson: { for: ['billing'], coolOffSeconds: 9 } } },
    ],
    ['internal_approval', 'awaiting_reseller_review', { as: '200044443333' }],
    ['customer_application', 'awaiting_application', {}],
    ['customer_account', 'awaiting_customer_remedy', { decision: 'customer_must_act' }],
    ['customer_documents', 'awaiting_customer_remedy', { decision: 'must_verify' }],
  ];

  test.each(settings)('for %s, named so while it is %s', async (what, status, { terms = {}, decision, as }) => {
    const desk = await linkDesk({}, terms);
    await desk.member('approver');
    const id = await desk.ask();
    await desk.settle();
    if (desk.record(id).status !== status) {
      await desk.sayYes();
      await desk.settle();
    }
    if (decision) desk.provider.will('decideApplication', decision);
    if (decision || as) desk.provider.apply(as ?? desk.wish.customer.accountId);
    await desk.pass(61);
    const { json } = await desk.request('GET /v1/link-requests/{requestId}', { params: { requestId: id } });
    const { waitingOn, turn } = json.linkRequest;
    expect([json.linkRequest.status, waitingOn.for]).toEqual([status, what]);
    expect([waitingOn.since < desk.now(), waitingOn.until > desk.now()]).toEqual([true, true]);
    expect(turn).toContain(waitingOn.until);
  });
});

test('R030: nothing goes to the provider before the customer’s yes is recorded', async () => {
  const desk = await linkDesk();
  const id = await desk.ask();
  await desk.pass(3600);
  expect(desk.provider.callsOf('invite')).toEqual([]);
  expect(desk.provider.callsOf('decideApplication')).toEqual([]);
  await desk.sayYes();
  await desk.settle();
  expect(desk.provider.callsOf('invite')).toHaveLength(1);
  const told = desk.told(id);
  expect(told.indexOf('decision.recorded')).toBeGreaterThan(0);
  expect(told.indexOf('decision.recorded')).toBeLessThan(told.indexOf('link_request.awaiting_application'));
});
