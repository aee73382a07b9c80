import { describe, expect, test } from 'vitest';
import { DAY, type LinkDesk, linkDesk } from '../../support/link-desk.ts';

/** Applications that no request expects as they are: a person reads them, accepts or refuses. */
const own = '200098765432';
const other = '200044443333';
const invited = [
  'LoadRequest',
  'CheckRequest',
  'AwaitCustomer',
  'RecordCustomerAnswer',
  'InviteCustomer',
  'AwaitApplication',
  'RecordApplication',
];
const reviewed = [...invited, 'AwaitResellerReview', 'RecordReview'];
const linked = ['ApproveApplication', 'PrepareAccount', 'Activate', 'Completed'];

/** A request whose invitation another account has used. */
const setup = async () => {
  const desk = await linkDesk();
  const approver = await desk.member('approver');
  const id = await desk.ask();
  await desk.settle();
  await desk.sayYes();
  await desk.settle();
  desk.provider.apply(other);
  await desk.pass(60);
  return { desk, id, approver, ...answers(desk, id, approver) };
};

const answers = (desk: LinkDesk, id: string, approver: string) => ({
  accept: (lastFour = '3333', member = approver, rights = 'approver') =>
    desk.decide(id, 'review', { verdict: 'accept', lastFour }, member, rights),
  refuse: () => desk.decide(id, 'review', { verdict: 'refuse', reason: 'that is not the account we meant' }, approver),
});

/** A request that names no account: its customer claims one on our page, or none. */
const nameless = async (claims: string) => {
  const desk = await linkDesk();
  const approver = await desk.member('approver');
  const { accountId: _id, accountIdAgain: _again, ...customer } = desk.wish.customer;
  const json = { ...desk.wish, customer: { ...customer, country: 'SG' } };
  const created = await desk.request('POST /v1/link-requests', { json });
  const id: string = created.json.linkRequest.id;
  await desk.settle();
  const page = await desk.answer({ verdict: 'confirmed', accountId: claims });
  await desk.settle();
  return { desk, id, approver, page, ...answers(desk, id, approver) };
};

const locksOf = (desk: LinkDesk, id: string) =>
  desk.tables
    .items('desk')
    .filter(({ pk, request }) => pk.includes('#LOCK#') && request === id)
    .map(({ pk }) => pk.split('#').slice(4).join('#'));

describe('an application of another account than the request’s', () => {
  test('waits for an approver, and is neither accepted nor refused before', async () => {
    const { desk, id } = await setup();
    expect(desk.passed(id)).toEqual([...invited, 'AwaitResellerReview']);
    expect(desk.record(id)).toMatchObject({
      status: 'awaiting_reseller_review',
      review: { because: 'other_account' },
      waitingOn: { party: 'approver', for: 'internal_approval' },
      application: { account: other },
    });
    expect(desk.provider.callsOf('decideApplication')).toEqual([]);
  });

  test('accepted, makes the link with the account that applied, and lets the other one go', async () => {
    const { desk, id, accept } = await setup();
    expect((await accept()).status).toBe(202);
    await desk.settle();
    expect(desk.passed(id)).toEqual([...reviewed, ...linked]);
    expect(desk.record(id)).toMatchObject({ status: 'completed', customer: { accountId: other } });
    expect(desk.item(desk.record(id).linkId ?? '')['customer']).toMatchObject({ accountId: other });
    await expect(desk.ask(own)).resolves.not.toBe(id);
  });

  test('refused, is refused at the provider with the reason, and the right one may still come in the time that is left', async () => {
    const { desk, id, refuse } = await setup();
    const until = desk.tables.items('desk').find(({ sk }) => sk === 'DECISION#application#0001')?.['expiresAt'];
    await refuse();
    await desk.settle();
    expect(desk.provider.callsOf('decideApplication').map(({ args }) => args[1])).toEqual([
      { account: other, verdict: 'reject', reason: 'that is not the account we meant' },
    ]);
    const record = desk.record(id);
    expect(record).toMatchObject({ status: 'awaiting_application', rounds: { application: 2 }, waitingOn: { until } });
    expect(record.application).toBeUndefined();
    desk.provider.apply(own);
    await desk.pass(120);
    expect(desk.record(id).status).toBe('completed');
    expect(desk.provider.callsOf('decideApplication')).toHaveLength(2);
  });

  test('refused, is expired with its window when nobody else applies', async () => {
    const { desk, id, refuse } = await setup();
    await refuse();
    await desk.pass(30 * DAY);
    expect(desk.passed(id)).toEqual([
      ...reviewed,
      'RefuseApplication',
      'AwaitApplication',
      'RecordApplication',
      'Expired',
    ]);
  });

  test('R036: expires when nobody reviews it', async () => {
    const { desk, id } = await setup();
    await desk.pass(14 * DAY);
    expect(desk.passed(id)).toEqual([...reviewed, 'Expired']);
    expect(desk.record(id).reason).toBe('nobody reviewed the application in time');
  });

  test('R026: is not reviewed by whoever asked for the request', async () => {
    const { desk, id, accept } = await setup();
    const refused = await accept('3333', desk.operator, 'operator approver');
    expect(refused).toMatchObject({ status: 403, json: { code: 'self_approval' } });
    expect(desk.lastTold(id)).toMatchObject({ type: 'link_request.self_approval_refused' });
  });

  test('is accepted only with the end of the account that applied', async () => {
    const { accept } = await setup();
    expect(await accept('5432')).toMatchObject({ status: 422, json: { params: { left: 4 } } });
    expect((await accept('3333')).status).toBe(202);
  });

  test('is refused only with a reason', async () => {
    const { desk, id, approver } = await setup();
    const refused = await desk.decide(id, 'review', { verdict: 'refuse' }, approver);
    expect(refused).toMatchObject({ status: 400, json: { errors: [{ field: '/reason' }] } });
  });

  test('R023: whose account is taken by another request names that one, and is not accepted', async () => {
    const { desk, id, accept } = await setup();
    const holder = await desk.ask(other);
    const before = desk.snapshot();
    expect(await accept()).toMatchObject({ status: 409, json: { code: 'customer_taken', params: { holder } } });
    expect(desk.snapshot()).toBe(before);
    expect(desk.record(id).status).toBe('awaiting_reseller_review');
  });

  test('whose account is taken between the word and the machine’s step is asked for once more', async () => {
    const { desk, id, accept } = await setup();
    desk.waiters.gone = true;
    expect((await accept()).status).toBe(202);
    const holder = await desk.ask(other);
    desk.waiters.gone = false;
    await desk.pass(121);
    expect(desk.record(id)).toMatchObject({
      status: 'awaiting_reseller_review',
      review: { because: 'identifier_taken', holder },
      rounds: { review: 2 },
    });
  });

  test('of fifty words at once one is taken', async () => {
    const { desk, id, accept, refuse } = await setup();
    const all = await Promise.all(Array.from({ length: 50 }, (_, at) => (at % 2 ? accept() : refuse())));
    expect(all.filter(({ status }) => status === 202)).toHaveLength(1);
    await desk.settle();
    expect(desk.told(id).filter((type) => type === 'decision.recorded')).toHaveLength(3);
  });

  test.each(['lost_done', 'out_of_step', 'throttled', 'never'] as const)(
    'that is to be refused, and of which nobody knows (%s), is read back and not refused twice',
    async (how) => {
      const { desk, id, refuse } = await setup();
      desk.provider.will('decideApplication', how);
      if (how === 'out_of_step') desk.provider.withdraw(other);
      await refuse();
      if (how === 'never') desk.provider.withdraw(other);
      await desk.pass(1200);
      expect(desk.record(id)).toMatchObject({ status: 'awaiting_application', flags: [] });
      const certain = desk.provider.callsOf('decideApplication').length;
      expect(certain).toBe(how === 'throttled' ? 2 : 1);
    },
  );

  test('that the provider does not let go of is left with a flag, and not brought up again', async () => {
    const { desk, id, refuse } = await setup();
    desk.provider.will('decideApplication', 'lost');
    await refuse();
    await desk.pass(2 * DAY);
    expect(desk.record(id)).toMatchObject({ status: 'awaiting_application', flags: ['application_outstanding'] });
    expect(desk.provider.callsOf('decideApplication')).toHaveLength(1);
  });
});

describe('R146: a request that names no account', () => {
  test('asks the customer for its account on the page, and takes an empty field', async () => {
    const { desk, id, page } = await nameless('');
    expect(page.status).toBe(200);
    expect(desk.record(id).status).toBe('awaiting_application');
  });

  test('does not take what can be no account, and counts nothing', async () => {
    const { desk, page } = await nameless('it@lantern-logistics.example');
    expect([page.status, page.text]).toEqual([422, expect.stringContaining('does not look like an account ID')]);
    for (let again = 0; again < 6; again += 1) await desk.answer({ verdict: 'confirmed', accountId: '!' });
    expect((await desk.answer({ verdict: 'confirmed', accountId: '' })).status).toBe(200);
  });

  test('learns the one that its customer claimed, in one step from the address to the account', async () => {
    const { desk, id } = await nameless(own);
    expect(locksOf(desk, id)).toEqual([expect.stringMatching(/^mail:/)]);
    desk.provider.apply(own);
    await desk.pass(61);
    expect(desk.passed(id)).toEqual([...invited, ...linked]);
    expect(desk.record(id)).toMatchObject({ status: 'completed', customer: { accountId: own } });
    expect(desk.record(id).customer.mailLock).toBeUndefined();
    expect(desk.tables.items('desk').filter(({ pk, request }) => pk.includes('#LOCK#') && request === id)).toEqual([]);
  });

  test('knows the application by the claim where nobody knows which invitation was used', async () => {
    const { desk, id } = await nameless(own);
    desk.provider.apply(own, { by: 'a handle that nobody knows' });
    await desk.pass(61);
    expect(desk.record(id).status).toBe('completed');
  });

  test.each([
    ['', 'learned_identifier'],
    ['200055556666', 'other_account'],
  ])('whose customer claimed %j has another one reviewed', async (claims, because) => {
    const { desk, id, accept } = await nameless(claims);
    desk.provider.apply(own);
    await desk.pass(61);
    expect(desk.record(id)).toMatchObject({ status: 'awaiting_reseller_review', review: { because } });
    await accept('5432');
    await desk.settle();
    expect(desk.record(id)).toMatchObject({ status: 'completed', customer: { accountId: own } });
    expect(locksOf(desk, id)).toEqual([]);
  });

  test('whose account turns out to be taken names who has it', async () => {
    const { desk, id } = await nameless(own);
    const holder = await desk.ask(other);
    desk.provider.apply(other);
    await desk.pass(61);
    expect(desk.record(id)).toMatchObject({
      status: 'awaiting_reseller_review',
      review: { because: 'identifier_taken', holder },
    });
  });
});
