import { describe, expect, test } from 'vitest';
import { DAY, type LinkDesk, linkDesk } from '../../support/link-desk.ts';

/** Each way in which a request can go, through the real definition of the machine and the real tasks. */
const asked = ['LoadRequest', 'CheckRequest', 'AwaitCustomer', 'RecordCustomerAnswer'];
const invited = [...asked, 'InviteCustomer', 'AwaitApplication', 'RecordApplication'];
const approved = [...invited, 'ApproveApplication'];
const customer = '200098765432';
const other = '200011112222';

const setup = async () => {
  const desk = await linkDesk();
  const id = await desk.ask();
  await desk.settle();
  return { desk, id };
};

const invite = async (desk: LinkDesk) => {
  await desk.sayYes();
  await desk.settle();
};

const applyAs = async (desk: LinkDesk, account: string) => {
  await invite(desk);
  desk.provider.apply(account);
  await desk.pass(DAY);
};

describe('a request', () => {
  test('is completed with a link once the customer has agreed, applied and been accepted', async () => {
    const { desk, id } = await setup();
    await applyAs(desk, customer);
    expect(desk.passed(id)).toEqual([...approved, 'PrepareAccount', 'Activate', 'Completed']);
    const record = desk.record(id);
    expect(record).toMatchObject({
      status: 'completed',
      flags: [],
      linkedAt: expect.any(String),
    });
    const { json } = await desk.request('GET /v1/links/{linkId}', { params: { linkId: record.linkId ?? '' } });
    expect(json.link).toMatchObject({ status: 'active', requestId: id });
    expect(desk.told(id)).toEqual([
      'link_request.created',
      'link_request.awaiting_customer',
      'mail.sent',
      'decision.recorded',
      'link_request.inviting',
      'link_request.awaiting_application',
      'consent.receipted',
      'decision.recorded',
      'link_request.approving',
      'link_request.preparing',
      'link_request.completed',
    ]);
  });

  test('is rejected by the customer’s no, and nothing goes to the provider', async () => {
    const { desk, id } = await setup();
    await desk.answer({ verdict: 'rejected', reason: 'we have a reseller' });
    await desk.settle();
    expect(desk.passed(id)).toEqual([...asked, 'Rejected']);
    expect(desk.record(id)).toMatchObject({ status: 'rejected', reason: 'we have a reseller' });
    expect(desk.provider.calls).toEqual([]);
  });

  test('expires when the customer does not answer, and nothing goes to the provider', async () => {
    const { desk, id } = await setup();
    await desk.pass(14 * DAY);
    expect(desk.passed(id)).toEqual([...asked, 'Expired']);
    expect(desk.record(id)).toMatchObject({ status: 'expired', reason: 'the customer did not answer in time' });
    expect(desk.provider.calls).toEqual([]);
  });

  test('expires when nobody applies at the provider in time', async () => {
    const { desk, id } = await setup();
    await invite(desk);
    await desk.pass(30 * DAY);
    expect(desk.passed(id)).toEqual([...invited, 'Expired']);
    expect(desk.record(id).reason).toBe('the customer did not apply at the provider in time');
  });

  test('waits for a person when another account applied on its invitation, and that account is not accepted', async () => {
    const { desk, id } = await setup();
    await applyAs(desk, other);
    expect(desk.passed(id)).toEqual([...invited, 'AwaitResellerReview']);
    expect(desk.record(id)).toMatchObject({ review: { because: 'other_account' }, application: { account: other } });
    expect(desk.provider.callsOf('decideApplication')).toEqual([]);
  });

  test('fails at submission when the provider refuses the invitation, with the provider’s own words', async () => {
    const { desk, id } = await setup();
    desk.provider.will('invite', 'refused');
    await invite(desk);
    expect(desk.passed(id)).toEqual([...asked, 'InviteCustomer', 'Failed']);
    expect(desk.record(id).failure).toEqual({
      stage: 'submission',
      code: 'account_is_partner',
      raw: { code: 'FailedOperation.Theirs', message: 'words of theirs', requestId: 'theirs-1' },
    });
  });

  test('fails at approval when the provider refuses the account for good', async () => {
    const { desk, id } = await setup();
    desk.provider.will('decideApplication', 'refused');
    await applyAs(desk, customer);
    expect(desk.passed(id)).toEqual([...approved, 'Failed']);
    expect(desk.record(id).failure).toMatchObject({ stage: 'approval', code: 'account_is_partner' });
  });

  test('waits out a provider that is busy, without a second invitation', async () => {
    const { desk, id } = await setup();
    desk.provider.will('invite', 'throttled', 'not_sent', 'done');
    await invite(desk);
    expect(desk.record(id).status).toBe('inviting');
    await desk.pass(1200);
    expect(desk.record(id)).toMatchObject({
      status: 'awaiting_application',
      invitation: { outcome: 'sent', number: 1 },
    });
    expect(desk.provider.callsOf('invite')).toHaveLength(3);
  });

  test('fails validation when the partner account was paused before the machine looked', async () => {
    const desk = await linkDesk();
    const id = await desk.ask();
    desk.tables.seed('desk', { ...desk.item(desk.account.id), status: 'paused', statusReason: 'audit' });
    await desk.settle();
    expect(desk.passed(id)).toEqual(['LoadRequest', 'CheckRequest', 'Failed']);
    expect(desk.record(id).failure).toEqual({ stage: 'validation', code: 'partner_account_failed' });
    expect(desk.letters).toEqual([]);
  });

  test('that does not exist ends its machine quietly', async () => {
    const desk = await linkDesk();
    const { passed, standing } = await desk.machine.run(
      desk.machine.start('lreq_none-1', { org: desk.org, requestId: desk.ids.requestId }),
    );
    expect([passed, standing]).toMatchObject([['LoadRequest', 'Gone'], { status: 'SUCCEEDED' }]);
  });
});

describe('an approval of which nobody knows whether it happened', () => {
  test.each(['lost_done', 'out_of_step', 'already_linked'] as const)(
    'counts as given when the customer is listed (%s)',
    async (how) => {
      const { desk, id } = await setup();
      desk.provider.will('decideApplication', how);
      await invite(desk);
      desk.provider.apply(customer);
      if (how !== 'lost_done') desk.provider.customers.set(customer, listed);
      await desk.pass(DAY);
      expect(desk.record(id).status).toBe('completed');
      expect(desk.provider.callsOf('decideApplication')).toHaveLength(1);
    },
  );

  test('is looked at again until the customer is listed, and never given twice', async () => {
    const { desk, id } = await setup();
    desk.provider.will('decideApplication', 'lost');
    await invite(desk);
    desk.provider.apply(customer);
    await desk.pass(61);
    expect(desk.record(id).status).toBe('approving');
    desk.provider.link(customer);
    await desk.pass(600);
    expect(desk.record(id).status).toBe('completed');
    expect(desk.provider.callsOf('decideApplication')).toHaveLength(1);
  });

  test('whose worker died in the call is read back after its lease', async () => {
    const { desk, id } = await setup();
    desk.provider.will('decideApplication', 'never');
    await invite(desk);
    desk.provider.apply(customer);
    await desk.pass(61);
    desk.provider.link(customer);
    await desk.pass(600);
    expect(desk.record(id).status).toBe('completed');
    expect(desk.provider.callsOf('decideApplication')).toHaveLength(1);
  });
});

describe('an invitation of which nobody knows whether it went out', () => {
  test.each(['lost_done', 'never'] as const)(
    'is taken for sent, and found when the customer applied (%s)',
    async (how) => {
      const { desk, id } = await setup();
      desk.provider.will('invite', how);
      await invite(desk);
      await desk.pass(300);
      expect(desk.record(id)).toMatchObject({ status: 'awaiting_application', invitation: { outcome: 'unknown' } });
      desk.provider.apply(customer);
      await desk.pass(DAY);
      expect(desk.passed(id)).toEqual([...approved, 'PrepareAccount', 'Activate', 'Completed']);
      expect(desk.provider.callsOf('invite')).toHaveLength(1);
    },
  );

  test('is never sent again by the desk', async () => {
    const { desk, id } = await setup();
    desk.provider.will('invite', 'lost');
    await invite(desk);
    await desk.pass(30 * DAY);
    expect(desk.record(id).status).toBe('expired');
    expect(desk.provider.callsOf('invite')).toHaveLength(1);
  });

  test('is sent again when a person asks for it, in a new round', async () => {
    const { desk, id } = await setup();
    desk.provider.will('invite', 'lost');
    await invite(desk);
    expect((await desk.inviteAgain(id)).status).toBe(202);
    await desk.settle();
    expect(desk.record(id)).toMatchObject({
      status: 'awaiting_application',
      rounds: { customer: 1, application: 2 },
      invitation: { number: 2, outcome: 'sent' },
    });
    desk.provider.apply(customer);
    await desk.pass(DAY);
    expect(desk.passed(id)).toEqual([
      ...invited,
      'InviteCustomer',
      'AwaitApplication',
      'RecordApplication',
      'ApproveApplication',
      'PrepareAccount',
      'Activate',
      'Completed',
    ]);
    expect(desk.provider.callsOf('invite')).toHaveLength(2);
  });

  test('that may be alive is still looked for when the provider refuses the next one', async () => {
    const { desk, id } = await setup();
    desk.provider.will('invite', 'lost', 'refused');
    await invite(desk);
    await desk.inviteAgain(id);
    await desk.settle();
    expect(desk.record(id)).toMatchObject({
      status: 'awaiting_application',
      invitation: { number: 1, outcome: 'unknown' },
    });
    desk.provider.apply(customer);
    await desk.pass(DAY);
    expect(desk.record(id).status).toBe('completed');
  });

  test('is not sent again by a person when it is known to have gone out', async () => {
    const { desk, id } = await setup();
    await invite(desk);
    expect(await desk.inviteAgain(id)).toMatchObject({ status: 409, json: { code: 'not_allowed_now' } });
  });

  test.each(['customer has applied', 'time is over'])(
    'is not sent again once the %s, though the machine has not heard',
    async (what) => {
      const { desk, id } = await setup();
      desk.provider.will('invite', 'lost_done');
      await invite(desk);
      if (what === 'customer has applied') desk.provider.apply(customer);
      desk.time.now += (what === 'time is over' ? 30 * DAY : 60) * 1000;
      desk.waiters.gone = true;
      await desk.doDueWork();
      expect(await desk.inviteAgain(id)).toMatchObject({ status: 409, json: { code: 'not_allowed_now' } });
    },
  );

  test('is sent once for one click that is made twice', async () => {
    const { desk, id } = await setup();
    desk.provider.will('invite', 'lost');
    await invite(desk);
    const first = await desk.inviteAgain(id, 'the-same-key');
    await desk.settle();
    const second = await desk.inviteAgain(id, 'the-same-key');
    await desk.settle();
    expect([second.status, second.json]).toEqual([first.status, first.json]);
    expect(desk.provider.callsOf('invite')).toHaveLength(2);
  });
});

const listed = {
  account: customer,
  name: null,
  linkedAt: null,
  relation: 'resale',
  standing: 'active',
  identity: 'verified',
  creditLimit: null,
  creditAvailable: null,
  words: {},
} as const;
