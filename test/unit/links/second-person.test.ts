import { describe, expect, test } from 'vitest';
import { secondPersonReasons } from '../../../functions/links/second-person.ts';
import { defaultTerms } from '../../../functions/parties/policy.ts';
import { DAY, linkDesk } from '../../support/link-desk.ts';

/** A colleague has to agree before the customer is asked; here the policy asks for one with every billing link. */
const always = { secondPerson: { for: ['billing' as const], coolOffSeconds: DAY } };
const right = '5432';
const held = ['LoadRequest', 'CheckRequest', 'AwaitSecondPerson'];

const setup = async (approvers = 1) => {
  const desk = await linkDesk({}, always);
  const members: string[] = [];
  for (let count = 0; count < approvers; count += 1) members.push(await desk.member('approver'));
  const id = await desk.ask();
  await desk.settle();
  const [approver = ''] = members;
  const agree = (lastFour: string | undefined = right, member = approver, rights = 'approver') =>
    desk.decide(id, 'second-person', { verdict: 'agree', ...(lastFour && { lastFour }) }, member, rights);
  const decline = (member = approver) => desk.decide(id, 'second-person', { verdict: 'decline' }, member);
  return { desk, id, approver, members, agree, decline };
};

describe('whether a second person is asked', () => {
  const request = {
    types: ['billing' as const],
    scope: { access: 'read_only' as const, services: [], projects: [], regions: [], confirmEach: [] },
  };
  const manage = { ...request, scope: { ...request.scope, access: 'manage' as const, confirmEach: ['cvm:Terminate'] } };

  test('R029: is a matter of the policy, so two policies give different steps for the same request', () => {
    const lax = { secondPerson: { for: [], coolOffSeconds: DAY } };
    expect(secondPersonReasons(manage, lax, [])).toEqual([]);
    expect(secondPersonReasons(manage, defaultTerms, [])).toEqual(['manage', 'sensitive']);
    expect(secondPersonReasons(manage, always, [])).toEqual(['billing']);
  });

  test('R027: a near miss and an override always are, whatever the policy says', () => {
    const lax = { secondPerson: { for: [], coolOffSeconds: DAY } };
    const override = { reason: 'the record is out of date', code: 'name_differs', by: 'mem_1' };
    expect(secondPersonReasons({ ...request, override }, lax, ['200098765423'])).toEqual(['near_miss', 'override']);
  });

  test('R029: the steps of a running request stay those of the policy that it started with', async () => {
    const desk = await linkDesk();
    const id = await desk.ask();
    const policy = desk.item('policy');
    desk.tables.seed('desk', { ...policy, ...always, version: 2 });
    await desk.settle();
    expect(desk.record(id).status).toBe('awaiting_customer');
  });
});

describe('a request that needs a second person', () => {
  test('R027: asks nobody outside before somebody else has agreed', async () => {
    const { desk, id, agree, approver } = await setup();
    expect(desk.passed(id)).toEqual(held);
    expect(desk.record(id)).toMatchObject({
      status: 'awaiting_second_person',
      waitingOn: { party: 'approver', for: 'internal_approval' },
      secondPerson: { because: ['billing'] },
    });
    expect([desk.letters, desk.provider.calls]).toEqual([[], []]);
    expect((await agree()).status).toBe(202);
    await desk.settle();
    expect(desk.record(id)).toMatchObject({
      status: 'awaiting_customer',
      secondPerson: { agreedBy: approver, agreedAt: desk.now() },
    });
    expect(desk.letters).toHaveLength(1);
  });

  test('R026: is not agreed to by whoever asked for it, and the attempt is on the timeline', async () => {
    const { desk, id, agree } = await setup();
    const refused = await agree(right, desk.operator, 'operator approver');
    expect(refused).toMatchObject({ status: 403, json: { code: 'self_approval' } });
    expect(desk.lastTold(id)).toMatchObject({
      type: 'link_request.self_approval_refused',
      actor: { kind: 'member', id: desk.operator },
    });
    await desk.settle();
    expect(desk.record(id).status).toBe('awaiting_second_person');
  });

  test('is not agreed to by a colleague without the right', async () => {
    const { desk, agree } = await setup();
    const colleague = await desk.member('operator');
    const before = desk.snapshot();
    expect(await agree(right, colleague, 'operator')).toMatchObject({ status: 403, json: { code: 'right_missing' } });
    expect(desk.snapshot()).toBe(before);
  });

  test('ends rejected with the reason when the second person declines', async () => {
    const { desk, id, approver } = await setup();
    await desk.decide(id, 'second-person', { verdict: 'decline', reason: 'that is not their account' }, approver);
    await desk.settle();
    expect(desk.passed(id)).toEqual([...held, 'RecordSecondPerson', 'Rejected']);
    expect(desk.record(id)).toMatchObject({ status: 'rejected', reason: 'that is not their account' });
    await expect(desk.ask()).resolves.not.toBe(id);
  });

  test('R036: expires when nobody answers, and another request is possible', async () => {
    const { desk, id } = await setup();
    await desk.pass(7 * DAY);
    expect(desk.passed(id)).toEqual([...held, 'RecordSecondPerson', 'Expired']);
    expect(desk.record(id)).toMatchObject({ status: 'expired', reason: 'nobody agreed in time' });
    await expect(desk.ask()).resolves.not.toBe(id);
  });

  test('is cancelled while it waits', async () => {
    const { desk, id } = await setup();
    await desk.cancel(id);
    await desk.settle();
    expect(desk.passed(id).slice(-3)).toEqual(['RecordSecondPerson', 'CancelRequest', 'Cancelled']);
  });

  test('is decided once by fifty decisions of five approvers at the same time', async () => {
    const { desk, id, members, agree, decline } = await setup(5);
    const all = await Promise.all(
      Array.from({ length: 50 }, (_, at) => (at % 2 ? agree(right, members[at % 5]) : decline(members[at % 5]))),
    );
    expect(all.filter(({ status }) => status === 202)).toHaveLength(1);
    expect(all.filter(({ status, json }) => status === 409 && json.code === 'decision_closed')).toHaveLength(49);
    await desk.settle();
    expect(desk.told(id).filter((type) => type === 'decision.recorded')).toHaveLength(1);
    expect(['awaiting_customer', 'rejected']).toContain(desk.record(id).status);
  });

  test('is answered the same when the same call comes again', async () => {
    const { desk, id, approver } = await setup();
    const call = { params: { requestId: id }, json: { verdict: 'agree', lastFour: right }, key: 'the-same-key' };
    const again = () =>
      desk.request('POST /v1/link-requests/{requestId}/second-person', {
        ...call,
        member: approver,
        rights: 'approver',
      });
    const first = await again();
    await desk.settle();
    const second = await again();
    expect([second.status, second.json]).toEqual([202, first.json]);
    expect(second.headers).toMatchObject({ 'idempotent-replayed': 'true' });
  });
});

describe('B15: the end of the identifier', () => {
  const read = async (desk: Awaited<ReturnType<typeof linkDesk>>, requestId: string, member: string) =>
    (await desk.request('GET /v1/link-requests/{requestId}', { params: { requestId }, member, rights: 'approver' }))
      .json.linkRequest;

  test('is shown to nobody but the initiator while it has to be typed', async () => {
    const { desk, id, approver, agree } = await setup();
    expect((await read(desk, id, approver)).customer.accountId).toBe('20009876····');
    expect((await read(desk, id, desk.operator)).customer.accountId).toBe('200098765432');
    const timeline = JSON.stringify(desk.tables.items('timeline'));
    expect(timeline).not.toContain('200098765432');
    await agree();
    await desk.settle();
    expect((await read(desk, id, approver)).customer.accountId).toBe('200098765432');
  });

  test('is needed to agree, and leaving it out is no attempt', async () => {
    const { desk, agree } = await setup();
    const before = desk.snapshot();
    expect(await agree('')).toMatchObject({ status: 400, json: { code: 'invalid_input' } });
    expect(desk.snapshot()).toBe(before);
  });

  test('wrongly typed is counted; the fifth time locks agreeing, and declining stays possible', async () => {
    const { desk, id, agree, decline } = await setup();
    const tries = [await agree('5423'), await agree('5423'), await agree('5423'), await agree('5423')];
    expect(tries.map(({ status, json }) => [status, json.params?.left])).toEqual([
      [422, 4],
      [422, 3],
      [422, 2],
      [422, 1],
    ]);
    expect(await agree('5423')).toMatchObject({ status: 429, json: { code: 'too_many_attempts' } });
    expect((await agree()).status).toBe(429);
    expect(desk.told(id).filter((type) => type === 'decision.wrong_identifier')).toHaveLength(5);
    expect((await decline()).status).toBe(202);
  });

  test('wrongly typed fifty times at once is counted five times', async () => {
    const { desk, id, agree } = await setup();
    const all = await Promise.all(Array.from({ length: 50 }, () => agree('0000')));
    expect(all.filter(({ status }) => status === 422)).toHaveLength(4);
    expect(desk.told(id).filter((type) => type === 'decision.wrong_identifier')).toHaveLength(5);
  });

  test('of an identifier one slip away from a live customer’s has to be typed by somebody else', async () => {
    const desk = await linkDesk();
    const approver = await desk.member('approver');
    await desk.ask('200098765432');
    await desk.settle();
    const id = await desk.ask('200098765423');
    await desk.settle();
    expect(desk.record(id)).toMatchObject({
      status: 'awaiting_second_person',
      secondPerson: { because: ['near_miss'], nearMisses: ['200098765432'] },
    });
    const shown = await read(desk, id, approver);
    expect([shown.customer.accountId, ...shown.secondPerson.nearMisses]).toEqual(['20009876····', '20009876····']);
    expect(JSON.stringify(desk.tables.items('timeline'))).not.toMatch(/2000987654[23]/);
    expect((await desk.decide(id, 'second-person', { verdict: 'agree', lastFour: '5432' }, approver)).status).toBe(422);
    expect((await desk.decide(id, 'second-person', { verdict: 'agree', lastFour: '5423' }, approver)).status).toBe(202);
  });
});

describe('where nobody else may approve', () => {
  test('the initiator agrees alone, but only after the cool-off, and the timeline says so', async () => {
    const { desk, id, agree } = await setup(0);
    const { secondPerson, waitingOn } = desk.record(id);
    const aloneFrom = secondPerson?.aloneFrom ?? '';
    expect(Date.parse(aloneFrom) - Date.parse(desk.record(id).createdAt)).toBe(DAY * 1000);
    expect(waitingOn && waitingOn.until > aloneFrom).toBe(true);
    const soon = await agree(right, desk.operator, 'operator');
    expect(soon).toMatchObject({ status: 409, json: { code: 'cool_off', params: { until: aloneFrom } } });
    await desk.pass(DAY);
    expect((await agree(right, desk.operator, 'operator')).status).toBe(202);
    await desk.settle();
    expect(desk.record(id)).toMatchObject({ status: 'awaiting_customer', secondPerson: { agreedBy: desk.operator } });
    const entry = desk.tables
      .items('timeline')
      .find((one) => one['subject'] === id && one['type'] === 'link_request.awaiting_customer');
    expect(entry).toMatchObject({ data: { permission: { alone: true } } });
  });

  test('what can be done says when', async () => {
    const { desk, id } = await setup(0);
    const mayAgree = async () => {
      const { json } = await desk.request('GET /v1/link-requests/{requestId}', { params: { requestId: id } });
      return json.linkRequest.actions.find(({ name }: { name: string }) => name === 'decideSecondPerson');
    };
    expect(await mayAgree()).toMatchObject({ allowed: false, because: 'cool_off' });
    await desk.pass(DAY);
    expect(await mayAgree()).toMatchObject({ allowed: true });
  });
});

test('R032: authority, permission and identification are three entries, each with its own actor and time', async () => {
  const { desk, id, agree, approver } = await setup();
  await desk.pass(60);
  await agree();
  await desk.pass(60);
  await desk.sayYes();
  await desk.settle();
  const entries = desk.tables.items('timeline').filter((one) => one['subject'] === id);
  const byField = (field: string) => entries.find(({ data }) => typeof data === 'object' && data && field in data);
  const three = [byField('ownership'), byField('permission'), byField('identified')];
  expect(three.map((entry) => entry?.['actor'])).toEqual([
    { kind: 'desk', part: 'link-machine' },
    { kind: 'member', id: approver },
    { kind: 'customer' },
  ]);
  expect(new Set(three.map((entry) => entry?.['at'])).size).toBe(3);
  expect(three[0]).toMatchObject({ data: { ownership: { holds: true, partnerAccount: desk.account.id } } });
});
