import { describe, expect, test } from 'vitest';
import { DAY, linkDesk } from '../../support/link-desk.ts';

/**
 * A site that registers a customer before it is invited, learns the account from the invitation, and asks nobody to
 * approve: Alibaba Cloud's.
 */
const account = '5113766248601929';
const terms = { limit: { amount: '5000.00', currency: 'USD' }, whenUsedUp: 'stop', newPurchases: 'allowed' } as const;
const siteFields = { CustomerSource: 'Other', CustomerTrade: '01' };
const gathered = ['signatory', 'registration_details', 'country_covered', 'billing_terms'];

async function setup() {
  const desk = await linkDesk({}, {}, 'alibaba-intl');
  const customer = { name: desk.wish.customer.name, country: 'SG' };
  const wish = { ...desk.wish, gathered, customer, terms, siteFields };
  const send = (json: object) => desk.request('POST /v1/link-requests', { json, rights: 'operator' });
  const asked = async () => {
    const { status, json, text } = await send(wish);
    if (status !== 201) throw new Error(text);
    await desk.settle();
    return String(json.linkRequest.id);
  };
  /** Asked, and the customer has said yes on our page, claiming this account or none. */
  const invited = async (claims = '') => {
    const id = await asked();
    await desk.answer({ verdict: 'confirmed', accountId: claims });
    await desk.settle();
    return id;
  };
  return { desk, wish, send, asked, invited };
}

describe('R018: a site that registers and asks nobody to approve', () => {
  test('links the account that used our invitation, with the terms that were asked for', async () => {
    const { desk, invited } = await setup();
    const id = await invited();
    expect(desk.record(id)).toMatchObject({ status: 'awaiting_application', registration: 'theirs-1' });
    const [registered] = desk.provider.callsOf('registerCustomer');
    expect(registered?.args[1]).toEqual({ legalName: desk.wish.customer.name, country: 'SG', fields: siteFields });
    const [sent] = desk.provider.callsOf('invite');
    expect(sent?.args[1]).toMatchObject({ registration: 'theirs-1', terms: { whenUsedUp: 'stop' } });
    expect(JSON.parse(JSON.stringify(sent?.args[1])).terms.limit).toEqual({ amount: '5000', currency: 'USD' });
    desk.provider.associate(account);
    await desk.pass(DAY);
    expect(desk.passed(id)).toEqual([
      'LoadRequest',
      'CheckRequest',
      'AwaitCustomer',
      'RecordCustomerAnswer',
      'InviteCustomer',
      'AwaitApplication',
      'RecordApplication',
      'PrepareAccount',
      'Activate',
      'Completed',
    ]);
    expect(desk.record(id)).toMatchObject({ status: 'completed', customer: { accountId: account } });
    expect(desk.provider.callsOf('decideApplication')).toEqual([]);
    // all customers are listed for those only whose invitation nobody can ask after
    expect(desk.provider.callsOf('listApplications')).toEqual([]);
  });

  test('finds the customer of an invitation whose answer was lost, by its number in the register', async () => {
    const { desk, invited } = await setup();
    desk.provider.will('invite', 'lost_done');
    const id = await invited();
    expect(desk.record(id)).toMatchObject({ status: 'awaiting_application', invitation: { outcome: 'unknown' } });
    desk.provider.associate(account);
    await desk.pass(DAY);
    expect(desk.record(id)).toMatchObject({ status: 'completed', customer: { accountId: account } });
    expect(desk.provider.callsOf('invite')).toHaveLength(1);
  });

  test('registers once, however often it invites', async () => {
    const { desk, invited } = await setup();
    desk.provider.will('invite', 'not_sent', 'throttled');
    await invited();
    await desk.pass(DAY);
    expect([desk.provider.callsOf('registerCustomer').length, desk.provider.callsOf('invite').length]).toEqual([1, 3]);
  });

  test.each(['lost', 'lost_done'] as const)('invites nobody when the answer to registering is %s', async (how) => {
    const { desk, invited } = await setup();
    desk.provider.will('registerCustomer', how);
    const id = await invited();
    await desk.pass(DAY);
    expect(desk.record(id)).toMatchObject({ status: 'failed', failure: { code: 'registration_unknown' } });
    expect(desk.provider.callsOf('invite')).toEqual([]);
  });

  test('fails with the provider’s own code when it does not register the customer', async () => {
    const { desk, invited } = await setup();
    desk.provider.will('registerCustomer', 'refused');
    const id = await invited();
    await desk.pass(DAY);
    expect(desk.record(id)).toMatchObject({ status: 'failed', failure: { raw: { code: 'FailedOperation.Theirs' } } });
  });

  test('has a person judge another account than the customer claimed; refused, the request says that it is linked', async () => {
    const { desk, invited } = await setup();
    const approver = await desk.member('approver');
    const id = await invited('5113766248601000');
    desk.provider.associate(account);
    await desk.pass(DAY);
    expect(desk.record(id)).toMatchObject({ status: 'awaiting_reseller_review', review: { because: 'other_account' } });
    await desk.decide(
      id,
      'review',
      { verdict: 'refuse', lastFour: '1929', reason: 'not the account agreed' },
      approver,
    );
    await desk.settle();
    expect(desk.record(id)).toMatchObject({ status: 'rejected', flags: ['application_outstanding'] });
    expect(desk.provider.callsOf('decideApplication')).toEqual([]);
  });

  test('is cancelled too late once an account has used the invitation: the request says that it is linked', async () => {
    const { desk, invited } = await setup();
    const id = await invited();
    desk.provider.associate(account);
    await desk.cancel(id);
    await desk.settle();
    expect(desk.record(id)).toMatchObject({ status: 'cancelled', flags: ['application_outstanding'] });
  });

  test('is cancelled with nothing left while nobody has used it', async () => {
    const { desk, invited } = await setup();
    const id = await invited();
    await desk.cancel(id);
    await desk.settle();
    expect(desk.record(id)).toMatchObject({ status: 'cancelled', flags: [] });
  });

  test('goes on with another account when a person accepts it', async () => {
    const { desk, invited } = await setup();
    const approver = await desk.member('approver');
    const id = await invited('5113766248601000');
    desk.provider.associate(account);
    await desk.pass(DAY);
    await desk.decide(id, 'review', { verdict: 'accept', lastFour: '1929' }, approver);
    await desk.settle();
    expect(desk.record(id)).toMatchObject({ status: 'completed', customer: { accountId: account } });
  });
});

describe('R012: what only this site asks for', () => {
  const wrong: readonly (readonly [string, object, string, string])[] = [
    ['no terms', { terms: undefined }, '/terms', 'missing'],
    [
      'another currency',
      { terms: { ...terms, limit: { amount: '1', currency: 'CNY' } } },
      '/terms/limit/currency',
      'other_currency',
    ],
    [
      'a negative limit',
      { terms: { ...terms, limit: { amount: '-1', currency: 'USD' } } },
      '/terms/limit/amount',
      'negative',
    ],
    [
      'a limit that is too long',
      { terms: { ...terms, limit: { amount: '12345678901', currency: 'USD' } } },
      '/terms/limit/amount',
      'too_long',
    ],
    ['no trade', { siteFields: { CustomerSource: 'Other' } }, '/siteFields/CustomerTrade', 'missing'],
    [
      'a strange source',
      { siteFields: { ...siteFields, CustomerSource: 'a friend' } },
      '/siteFields/CustomerSource',
      'wrong_format',
    ],
    ['a field of another site', { siteFields: { ...siteFields, Fax: '1' } }, '/siteFields/Fax', 'unknown_field'],
    ['no country', { customer: { name: 'Lantern Logistics Pte. Ltd.' } }, '/customer/country', 'country_needed'],
  ];
  test.each(wrong)('%s is said by its field, and nothing is stored', async (_what, change, field, code) => {
    const { desk, wish, send } = await setup();
    const before = desk.snapshot();
    const { status, json } = await send({ ...wish, ...change });
    expect([status, json.errors]).toEqual([400, [expect.objectContaining({ field, code })]]);
    expect(desk.snapshot()).toBe(before);
  });

  test('terms are refused where linking sets none', async () => {
    const desk = await linkDesk();
    const { status, json } = await desk.request('POST /v1/link-requests', {
      json: { ...desk.wish, terms },
      rights: 'operator',
    });
    expect([status, json.errors]).toMatchObject([400, [{ field: '/terms', code: 'not_of_this_site' }]]);
  });
});
