import { describe, expect, test } from 'vitest';
import { DAY, linkDesk } from '../../support/link-desk.ts';

/** A link is changed by a request of its own: who has to agree depends on what it comes to (R028). */
const reading = { access: 'read_only', services: ['cvm', 'cos'], projects: [], regions: [], confirmEach: [] };
const agreement = 'MSA-2026-114';

const setup = async () => {
  const desk = await linkDesk();
  const approver = await desk.member('approver');
  const wish = {
    ...desk.wish,
    types: ['billing', 'provisioning'],
    gathered: [...desk.wish.gathered, 'access_agreement'],
    scope: { ...reading, agreement },
  };
  const created = await desk.request('POST /v1/link-requests', { json: wish });
  if (created.status !== 201) throw new Error(created.text);
  await desk.settle();
  await desk.sayYes();
  await desk.settle();
  desk.provider.apply(desk.wish.customer.accountId);
  await desk.pass(61);
  const { linkId = '' } = desk.record(created.json.linkRequest.id);
  const change = async (scope: object) => {
    const json = {
      change: { scope: { ...reading, agreement, ...scope } },
      reason: 'they booked the managed tier',
      gathered: wish.gathered,
      confirm: { customer: true, types: true },
    };
    const answer = await desk.request('POST /v1/links/{linkId}/changes', { params: { linkId }, json });
    if (answer.status !== 202) throw new Error(answer.text);
    const id: string = answer.json.linkRequest.id;
    await desk.settle();
    return id;
  };
  return { desk, approver, linkId, change };
};

const manage = { access: 'manage', because: 'we run their servers for them', services: ['cvm', 'cos'] };
const asked = [
  'LoadRequest',
  'CheckRequest',
  'AwaitSecondPerson',
  'RecordSecondPerson',
  'AwaitCustomer',
  'RecordCustomerAnswer',
];
const applied = ['PrepareAccount', 'Activate', 'Completed'];

describe('a change of a link', () => {
  test('R028: to managing asks a second person and the customer before anything changes', async () => {
    const { desk, approver, linkId, change } = await setup();
    const id = await change(manage);
    expect(desk.record(id).status).toBe('awaiting_second_person');
    await desk.decide(id, 'second-person', { verdict: 'agree', lastFour: '5432' }, approver);
    await desk.settle();
    expect(desk.record(id).status).toBe('awaiting_customer');
    const page = await desk.request('GET /d/{token}', { params: { token: desk.letters.at(-1)?.token ?? '' } });
    expect(page.text).toContain('may also manage resources for you');
    expect(desk.letters.at(-1)?.subject).toContain('asks to do more on your Tencent Cloud account');
    expect(desk.item(linkId)).toMatchObject({ scope: { access: 'read_only' } });
    await desk.sayYes();
    await desk.settle();
    expect(desk.passed(id)).toEqual([...asked, ...applied]);
    expect(desk.record(id)).toMatchObject({ status: 'completed', linkId });
    expect(desk.item(linkId)).toMatchObject({ scope: { access: 'manage' }, types: ['billing', 'provisioning'] });
    expect(desk.lastTold(linkId)).toMatchObject({
      type: 'link.changed',
      data: { request: id, before: { scope: { access: 'read_only' } }, after: { scope: { access: 'manage' } } },
    });
    expect(desk.provider.callsOf('invite')).toHaveLength(1);
  });

  test('R028: to less asks nobody outside', async () => {
    const { desk, linkId, change } = await setup();
    const letters = desk.letters.length;
    const id = await change({ services: ['cos'] });
    expect(desk.passed(id)).toEqual(['LoadRequest', 'CheckRequest', ...applied]);
    expect(desk.item(linkId)).toMatchObject({ scope: { services: ['cos'] } });
    expect(desk.letters).toHaveLength(letters);
  });

  test('leaves the link as it is when the customer says no, and the next change is possible', async () => {
    const { desk, linkId, change } = await setup();
    const id = await change({ services: [] });
    const before = desk.item(linkId)['scope'];
    await desk.answer({ verdict: 'rejected', reason: 'not now' });
    await desk.settle();
    expect(desk.record(id).status).toBe('rejected');
    expect(desk.item(linkId)['scope']).toEqual(before);
    const next = await change({ services: ['cvm'] });
    expect(desk.record(next).status).toBe('completed');
    const lock = desk.tables.items('desk').find(({ pk }) => pk.includes('#LOCK#'));
    expect([lock?.['link'], lock?.['request']]).toEqual([linkId, undefined]);
  });

  test('is not made when the provider no longer lists the customer', async () => {
    const { desk, linkId, change } = await setup();
    desk.provider.customers.delete(desk.wish.customer.accountId);
    const id = await change({ services: ['cos'] });
    expect(desk.record(id)).toMatchObject({
      status: 'failed',
      failure: { stage: 'propagation', code: 'customer_not_listed' },
    });
    expect(desk.item(linkId)).toMatchObject({ scope: { services: ['cvm', 'cos'] } });
  });

  test('that is cancelled asks the provider for nothing', async () => {
    const { desk, change } = await setup();
    const id = await change({ services: [] });
    const calls = desk.provider.callsOf('decideApplication').length;
    await desk.cancel(id);
    await desk.pass(DAY);
    expect(desk.record(id)).toMatchObject({ status: 'cancelled', flags: [] });
    expect(desk.provider.callsOf('decideApplication')).toHaveLength(calls);
  });
});
