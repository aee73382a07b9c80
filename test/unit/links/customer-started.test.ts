import { describe, expect, test } from 'vitest';
import type { LinkRequest } from '../../../functions/links/link-request.ts';
import { DAY, type LinkDesk, linkDesk } from '../../support/link-desk.ts';

/** R024: customers who apply at the provider by themselves, and those who come late, are nobody's to lose. */
const stranger = '200044443333';
const customer = '200098765432';

/** The key of the partner account has been stored, so it is looked at; nobody waits. */
const setup = async () => {
  const desk = await linkDesk();
  const approver = await desk.member('approver');
  const at = desk.now();
  await desk.work.LINKS_PROVIDER_QUEUE({ kind: 'link.poll', org: desk.org, id: desk.account.id, at });
  return { desk, approver };
};

const requests = (desk: LinkDesk): readonly LinkRequest[] =>
  desk.tables
    .items('desk')
    .filter(({ sk, id }) => sk === 'RECORD' && String(id).startsWith('lreq_'))
    .map(({ id }) => desk.record(String(id)));
const started = (desk: LinkDesk) => requests(desk).filter(({ origin }) => origin === 'customer');
const looks = (desk: LinkDesk) => desk.provider.callsOf('listApplications').length;

async function theOne(desk: LinkDesk): Promise<LinkRequest> {
  const [one, ...others] = started(desk);
  if (!one || others.length > 0) throw new Error(`${started(desk).length} requests of customers`);
  return one;
}

describe('an application that nobody here asked for', () => {
  test('becomes a request in the reviewers’ queue, once however often it is seen', async () => {
    const { desk } = await setup();
    desk.provider.apply(stranger, { by: 'no invitation of ours' });
    await desk.pass(5 * DAY);
    const one = await theOne(desk);
    expect(one).toMatchObject({
      status: 'awaiting_reseller_review',
      createdBy: 'desk',
      types: ['billing'],
      scope: { access: 'read_only' },
      customer: { accountId: stranger },
      review: { because: 'customer_started' },
      waitingOn: { party: 'approver', for: 'internal_approval' },
    });
    expect(looks(desk)).toBeGreaterThan(4);
    expect(desk.letters).toEqual([]);
    const { json } = await desk.request('GET /v1/link-requests', {
      query: { waitingOn: 'approver' },
      rights: 'approver',
    });
    expect(json.items.map(({ id }: { id: string }) => id)).toEqual([one.id]);
  });

  test('is accepted by an approver, and becomes a link', async () => {
    const { desk, approver } = await setup();
    desk.provider.apply(stranger, { by: 'no invitation of ours' });
    await desk.pass(DAY);
    const { id } = await theOne(desk);
    expect((await desk.decide(id, 'review', { verdict: 'accept', lastFour: '3333' }, approver)).status).toBe(202);
    await desk.settle();
    expect(desk.passed(id)).toEqual([
      'LoadRequest',
      'CheckRequest',
      'AwaitResellerReview',
      'RecordReview',
      'ApproveApplication',
      'PrepareAccount',
      'Activate',
      'Completed',
    ]);
    expect(desk.item(desk.record(id).linkId ?? '')).toMatchObject({ status: 'active', requestId: id });
  });

  test('is refused at the provider, and ends rejected', async () => {
    const { desk, approver } = await setup();
    desk.provider.apply(stranger, { by: 'no invitation of ours' });
    await desk.pass(DAY);
    const { id } = await theOne(desk);
    await desk.decide(id, 'review', { verdict: 'refuse', reason: 'we do not know them' }, approver);
    await desk.pass(5 * DAY);
    expect(desk.passed(id).slice(-2)).toEqual(['RefuseApplication', 'Rejected']);
    expect(desk.record(id)).toMatchObject({ status: 'rejected', reason: 'we do not know them', flags: [] });
    expect(started(desk)).toHaveLength(1);
    await expect(desk.ask(stranger)).resolves.not.toBe(id);
  });

  test('that the provider keeps although it was refused is flagged, and not brought up again', async () => {
    const { desk, approver } = await setup();
    desk.provider.apply(stranger, { by: 'no invitation of ours' });
    await desk.pass(DAY);
    const { id } = await theOne(desk);
    desk.provider.will('decideApplication', 'refused');
    await desk.decide(id, 'review', { verdict: 'refuse', reason: 'we do not know them' }, approver);
    await desk.pass(5 * DAY);
    expect(desk.record(id)).toMatchObject({ status: 'rejected', flags: ['application_outstanding'] });
    expect(started(desk)).toHaveLength(1);
  });

  test('is found although the account is paused, since customers do not know that', async () => {
    const { desk } = await setup();
    desk.tables.seed('desk', { ...desk.item(desk.account.id), status: 'paused', statusReason: 'audit' });
    desk.provider.apply(stranger, { by: 'no invitation of ours' });
    await desk.pass(DAY);
    expect((await theOne(desk)).status).toBe('awaiting_reseller_review');
  });

  test('is not looked for where the provider has not switched the list on', async () => {
    const { desk } = await setup();
    const before = looks(desk);
    desk.tables.seed('desk', { ...desk.item(desk.account.id), allowlisted: ['invite'] });
    await desk.pass(5 * DAY);
    expect(looks(desk)).toBe(before);
    desk.tables.seed('desk', { ...desk.item(desk.account.id), allowlisted: ['invite', 'listApplications'] });
    await desk.pass(DAY);
    expect(looks(desk)).toBe(before + 1);
  });

  test('made twice by two looks at once is one request', async () => {
    const { desk } = await setup();
    desk.provider.apply(stranger, { by: 'no invitation of ours' });
    const item = desk.tables.items('desk').find(({ kind }) => kind === 'link.poll');
    desk.time.now += DAY * 1000;
    await Promise.all([desk.work.LINKS_PROVIDER_QUEUE(item), desk.work.LINKS_PROVIDER_QUEUE(item)]);
    await desk.settle();
    expect(started(desk)).toHaveLength(1);
  });

  test('of a linked customer is noted on its link, once', async () => {
    const { desk } = await setup();
    const id = await desk.ask();
    await desk.settle();
    await desk.sayYes();
    await desk.settle();
    desk.provider.apply(customer);
    await desk.pass(61);
    const { linkId = '' } = desk.record(id);
    desk.provider.apply(customer, { by: 'no invitation of ours', appliedAt: desk.now() });
    await desk.pass(4 * DAY);
    expect(started(desk)).toEqual([]);
    expect(desk.told(linkId).filter((type) => type === 'link.application_seen')).toHaveLength(1);
  });

  test('of a customer who is being asked right now is that request’s affair', async () => {
    const { desk } = await setup();
    const id = await desk.ask();
    await desk.settle();
    desk.provider.apply(customer, { by: 'no invitation of ours' });
    await desk.pass(2 * DAY);
    expect([started(desk), desk.record(id).status]).toEqual([[], 'awaiting_customer']);
    await desk.sayYes();
    await desk.pass(DAY);
    expect(desk.record(id).status).toBe('completed');
  });
});

describe('an application that comes late', () => {
  const late = async (end: (desk: LinkDesk, id: string) => Promise<unknown>) => {
    const { desk, approver } = await setup();
    const id = await desk.ask();
    await desk.settle();
    await desk.sayYes();
    await desk.settle();
    await end(desk, id);
    return { desk, id, approver };
  };

  test('to a request that was cancelled names that request', async () => {
    const { desk, id } = await late(async (one, requestId) => {
      await one.cancel(requestId);
      await one.pass(60);
    });
    desk.provider.apply(customer);
    await desk.pass(DAY);
    expect(await theOne(desk)).toMatchObject({ status: 'awaiting_reseller_review', lateFor: id });
  });

  test('from another account than the one invited names the request, too', async () => {
    const { desk, id } = await late(async (one, requestId) => {
      await one.cancel(requestId);
      await one.pass(60);
    });
    desk.provider.apply(stranger);
    await desk.pass(DAY);
    expect(await theOne(desk)).toMatchObject({ customer: { accountId: stranger }, lateFor: id });
  });

  test('and was never mended in time is taken up once more, by a person', async () => {
    const { desk, id, approver } = await late(async (one) => {
      one.provider.will('decideApplication', 'customer_must_act');
      one.provider.apply(customer);
      await one.pass(32 * DAY);
    });
    expect(desk.record(id).status).toBe('expired');
    const again = await theOne(desk);
    expect(again).toMatchObject({ status: 'awaiting_reseller_review', lateFor: id });
    await desk.decide(again.id, 'review', { verdict: 'accept', lastFour: '5432' }, approver);
    await desk.settle();
    expect(desk.record(again.id).status).toBe('completed');
  });
});

describe('an outage of the provider', () => {
  test('of an hour is asked ever more seldom, and loses nothing', async () => {
    const { desk } = await setup();
    const id = await desk.ask();
    await desk.settle();
    await desk.sayYes();
    await desk.settle();
    desk.provider.goDown();
    desk.provider.apply(customer);
    desk.provider.apply(stranger, { by: 'no invitation of ours' });
    const before = looks(desk);
    await desk.pass(600);
    const soon = looks(desk) - before;
    await desk.pass(3000);
    const later = looks(desk) - before - soon;
    expect(soon).toBeGreaterThan(1);
    expect(soon).toBeLessThan(6);
    expect(later).toBeLessThan(4);
    desk.provider.comeBack();
    await desk.pass(DAY);
    expect(desk.record(id).status).toBe('completed');
    expect((await theOne(desk)).customer.accountId).toBe(stranger);
    const poller = desk.tables.items('desk').find(({ sk }) => sk === 'POLLER');
    expect(poller?.['failures']).toBe(0);
  });

  test('leaves one chain of looks, however many requests have come meanwhile', async () => {
    const { desk } = await setup();
    for (const account of ['200011110000', '200022223333', '200055556666']) {
      await desk.ask(account);
      await desk.settle();
      await desk.sayYes(account);
      await desk.pass(45);
    }
    desk.provider.goDown();
    await desk.pass(600);
    desk.provider.comeBack();
    await desk.pass(31 * DAY);
    const before = looks(desk);
    await desk.pass(10 * DAY);
    expect(looks(desk) - before).toBeLessThanOrEqual(11);
  });
});
