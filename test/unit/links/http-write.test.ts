import { describe, expect, test } from 'vitest';
import {
  type CustomerRecord,
  customerAccountShape,
  customerRecordShape,
} from '../../../functions/customers/customer-record.ts';
import { customerAccountKey, customerKey } from '../../../functions/customers/keys.ts';
import { toStored } from '../../../functions/kernel/stored.ts';
import { linkDesk } from '../../support/link-desk.ts';
import { req } from '../../support/requirements.ts';

/** Creating and previewing over the API: every wrong field is named, and nothing is stored. */
const create = 'POST /v1/link-requests';
const preview = 'POST /v1/link-requests/preview';

const setup = async () => {
  const desk = await linkDesk();
  const { wish } = desk;
  const withCustomer = (customer: object) => ({ ...wish, customer: { ...wish.customer, ...customer } });
  const withId = (accountId: unknown, accountIdAgain = accountId) => withCustomer({ accountId, accountIdAgain });
  const withContact = (contact: object) => ({ ...wish, contact: { ...wish.contact, ...contact } });
  return { desk, wish, withCustomer, withId, withContact };
};
type Setup = Awaited<ReturnType<typeof setup>>;
const id = '/customer/accountId';

/** What is sent, and the field and code that it is answered with. */
const wrong: readonly (readonly [string, (from: Setup) => unknown, string, string])[] = [
  ['no identifier', ({ withId }) => withId(''), id, 'empty'],
  ['an identifier that is a number', ({ withId }) => withId(200098765432), id, 'invalid_type'],
  ['neither identifier nor country', ({ withId }) => withId(undefined), '/customer/country', 'country_needed'],
  ['the identifier the second time only', ({ withCustomer }) => withCustomer({ accountId: undefined }), id, 'missing'],
  ['an identifier of spaces', ({ withId }) => withId('   '), id, 'empty'],
  ['a space inside the identifier', ({ withId }) => withId('2000 98765432'), id, 'inner_space'],
  ['a name for the identifier', ({ withId }) => withId('Lantern Logistics'), id, 'name_for_identifier'],
  ['a mail address for it', ({ withId }) => withId('it@lantern.example'), id, 'email_for_identifier'],
  ['the identifier of Huawei', ({ withId }) => withId('0a1b2c3d4e5f60718293a4b5c6d7e8f9'), id, 'other_provider'],
  ['separators in the identifier', ({ withId }) => withId('2000-9876-5432'), id, 'separators'],
  ['too many digits', ({ withId }) => withId('200098765432200098765432'), id, 'too_long'],
  ['too few digits', ({ withId }) => withId('2000'), id, 'too_short'],
  ['a text as long as a letter', ({ withId }) => withId('2'.repeat(65)), id, 'too_big'],
  [
    'another identifier the second time',
    ({ withId }) => withId('200098765432', '200098765423'),
    `${id}Again`,
    'differs',
  ],
  ['no second identifier', ({ withCustomer }) => withCustomer({ accountIdAgain: undefined }), `${id}Again`, 'missing'],
  ['no company name', ({ withCustomer }) => withCustomer({ name: ' ' }), '/customer/name', 'too_small'],
  [
    'an endless company name',
    ({ withCustomer }) => withCustomer({ name: 'x'.repeat(201) }),
    '/customer/name',
    'too_big',
  ],
  [
    'a broken mail address',
    ({ withContact }) => withContact({ email: 'it at lantern' }),
    '/contact/email',
    'invalid_format',
  ],
  ['no mail address', ({ withContact }) => withContact({ email: undefined }), '/contact/email', 'invalid_type'],
  [
    'a language we do not write',
    ({ withContact }) => withContact({ language: 'fr' }),
    '/contact/language',
    'invalid_value',
  ],
  ['a person without a name', ({ withContact }) => withContact({ name: '' }), '/contact/name', 'too_small'],
  ['no customer', ({ wish }) => ({ ...wish, customer: undefined }), '/customer', 'invalid_type'],
  ['no contact', ({ wish }) => ({ ...wish, contact: undefined }), '/contact', 'invalid_type'],
  ['no partner account', ({ wish }) => ({ ...wish, partnerAccountId: undefined }), '/partnerAccountId', 'invalid_type'],
  [
    'an account that is none',
    ({ wish }) => ({ ...wish, partnerAccountId: 'acc_x' }),
    '/partnerAccountId',
    'invalid_format',
  ],
  [
    'an account of nobody',
    ({ wish }) => ({ ...wish, partnerAccountId: `${wish.partnerAccountId.slice(0, -1)}z` }),
    '/partnerAccountId',
    'unknown_partner_account',
  ],
  ['a field that there is not', ({ wish }) => ({ ...wish, colour: 'red' }), '/colour', 'unknown_field'],
  ['no purpose', ({ wish }) => ({ ...wish, purpose: undefined }), '/purpose', 'invalid_value'],
  ['no types', ({ wish }) => ({ ...wish, types: [] }), '/types', 'too_small'],
  ['a type that there is not', ({ wish }) => ({ ...wish, types: ['friendship'] }), '/types/0', 'invalid_value'],
  ['a type twice', ({ wish }) => ({ ...wish, types: ['billing', 'billing'] }), '/types', 'not_valid'],
  ['no team', ({ wish }) => ({ ...wish, team: undefined }), '/team', 'invalid_type'],
  ['a team of nobody', ({ wish }) => ({ ...wish, team: 'nobody' }), '/team', 'unknown_team'],
  ['nothing at hand', ({ wish }) => ({ ...wish, gathered: [] }), '/gathered', 'not_gathered'],
  [
    'a customer not confirmed',
    ({ wish }) => ({ ...wish, confirm: { types: true } }),
    '/confirm/customer',
    'invalid_value',
  ],
  [
    'types not confirmed',
    ({ wish }) => ({ ...wish, confirm: { customer: true, types: false } }),
    '/confirm/types',
    'invalid_value',
  ],
  [
    'more than reading without why',
    ({ wish }) => ({ ...wish, scope: { access: 'manage' } }),
    '/scope/because',
    'reason_needed',
  ],
  [
    'a limit that the site can not set',
    ({ wish }) => ({ ...wish, scope: { regions: ['eu'] } }),
    '/scope/regions',
    'scope_not_held',
  ],
  [
    'an override of nothing',
    ({ wish }) => ({ ...wish, override: { reason: 'because I say so' } }),
    '/override',
    'nothing_to_override',
  ],
  [
    'a field of the customer that there is not',
    ({ withCustomer }) => withCustomer({ uin: '1' }),
    '/customer/uin',
    'unknown_field',
  ],
];

describe.each(wrong)('a wish with %s', (_what, make, field, code) => {
  test('is refused with the field that is wrong, and nothing is stored', async () => {
    const from = await setup();
    const before = from.desk.snapshot();
    const { status, json } = await from.desk.request(create, { json: make(from) });
    expect([status, json.code]).toEqual([400, 'invalid_input']);
    expect(json.errors).toContainEqual(expect.objectContaining({ field, code }));
    expect(from.desk.snapshot()).toBe(before);
  });

  test('is not ready in the preview, and nothing is stored', async () => {
    const from = await setup();
    const before = from.desk.snapshot();
    const { json } = await from.desk.request(preview, { json: make(from) });
    expect(json.ready).not.toBe(true);
    expect(from.desk.snapshot()).toBe(before);
  });
});

describe('creating a request', () => {
  test('names all wrong fields at once', async () => {
    const { desk, withId } = await setup();
    const { json } = await desk.request(create, { json: withId('2000', '2001') });
    expect(json.errors.map(({ code }: { code: string }) => code)).toEqual(['too_short', 'differs']);
  });

  test('trims the ends of identifiers and says so', async () => {
    const { desk, withId } = await setup();
    const { status, json } = await desk.request(create, { json: withId(' 200098765432', '200098765432 ') });
    expect(status).toBe(201);
    expect(json.linkRequest.customer.accountId).toBe('200098765432');
    expect(json.notes.map(({ field }: { field: string }) => field)).toEqual([id, `${id}Again`]);
  });

  test(req('R016', 'without the review is refused, whatever else is right'), async () => {
    const { desk, wish } = await setup();
    const { confirm: _review, ...unconfirmed } = wish;
    const { status, json } = await desk.request(create, { json: unconfirmed });
    expect([status, json.errors]).toMatchObject([400, [{ field: '/confirm' }]]);
  });

  test(req('R005', 'R007', 'keeps what was entered, typed'), async () => {
    const { desk, wish } = await setup();
    const customer = {
      ...wish.customer,
      reference: 'C-1001',
      country: 'SG',
      project: 'web shop',
      region: 'ap-singapore',
      programme: 'PRG-7',
    };
    const expected = { payer: 'reseller', currency: 'USD', creditLimit: { amount: '500.00', currency: 'USD' } };
    const ticket = { system: 'Jira', reference: 'OPS-7', url: 'https://jira.example/OPS-7' };
    const scope = { access: 'manage', because: 'We pay and set limits', confirmEach: ['TerminateInstances'] };
    const { json } = await desk.request(create, { json: { ...wish, customer, expected, ticket, scope } });
    const { accountIdAgain: _again, ...kept } = customer;
    expect(json.linkRequest).toMatchObject({ customer: kept, expected, ticket, scope, purpose: 'onboarding' });
    const [first] = desk.tables.items('timeline', `ORG#${desk.org}#${json.linkRequest.id}`);
    expect(first).toMatchObject({ data: { purpose: 'onboarding', types: ['billing'], access: 'manage' } });
  });

  test(req('R146', 'without an identifier holds the address, and nothing shows whose it is'), async () => {
    const { desk, withCustomer } = await setup();
    const json = withCustomer({ accountId: undefined, accountIdAgain: undefined, country: 'SG' });
    const made = await desk.request(create, { json });
    expect(made).toMatchObject({ status: 201, json: { linkRequest: { customer: { country: 'SG' } } } });
    const upper = { ...json, contact: { ...json.contact, email: json.contact.email.toUpperCase() } };
    const { json: twice } = await desk.request(create, { json: upper });
    expect(twice).toMatchObject({ code: 'customer_taken', params: { holder: made.json.linkRequest.id } });
    expect(JSON.stringify([desk.tables.items('desk'), desk.tables.items('timeline'), made.json])).not.toContain(
      json.contact.email,
    );
    const other = { ...json, contact: { ...json.contact, email: 'else@lantern.example' } };
    expect((await desk.request(create, { json: other })).status).toBe(201);
  });

  test(req('R011', 'against the customer record is overridden by a reason, which is kept with its code'), async () => {
    const { desk, wish, withCustomer } = await setup();
    enterCustomer(desk, { accountId: wish.customer.accountId, name: 'Lantern Freight Ltd' });
    const known = withCustomer({ reference: 'C-1001' });
    const barred = await desk.request(create, { json: known });
    expect(barred.json.errors).toMatchObject([{ field: '/customer/name', code: 'name_differs' }]);
    const reason = 'Renamed last week, not yet on record';
    const { json } = await desk.request(create, { json: { ...known, override: { reason } } });
    expect(json.linkRequest.override).toEqual({ reason, code: 'name_differs', by: desk.operator });
  });

  test(
    req('R012', 'B15', 'for what the record has for another customer or environment is never overridden'),
    async () => {
      const { desk, wish, withCustomer } = await setup();
      const override = { reason: 'I am sure that it is theirs' };
      enterCustomer(desk, { accountId: wish.customer.accountId, name: 'Somebody Else Ltd', reference: 'C-2' });
      const other = await desk.request(create, { json: { ...withCustomer({ reference: 'C-9' }), override } });
      expect(other.json.errors).toMatchObject([{ field: id, code: 'account_of_another_customer' }]);
      enterCustomer(desk, { accountId: wish.customer.accountId, name: wish.customer.name, environment: 'sandbox' });
      const sandbox = await desk.request(create, { json: { ...wish, override } });
      expect(sandbox.json.errors).toMatchObject([{ field: '/partnerAccountId', code: 'environment_differs' }]);
    },
  );

  test('costs the partner account, the policy, the customer record and one transaction', async () => {
    const { desk, wish, withCustomer } = await setup();
    enterCustomer(desk, { accountId: wish.customer.accountId, name: wish.customer.name });
    const cost = async (json: unknown) => {
      desk.tables.calls.splice(0);
      await desk.request(create, { json });
      return desk.tables.calls.map(({ op }) => op);
    };
    expect(await cost(withCustomer({ reference: 'C-1001' }))).toEqual([
      'get',
      'get',
      'get',
      'getMany',
      'get',
      'transact',
    ]);
    desk.tables.calls.splice(0);
    const unknown = { accountId: '200011112222', accountIdAgain: '200011112222' };
    expect(await cost(withCustomer(unknown))).toEqual(['get', 'get', 'getMany', 'transact']);
  });

  test.each(['paused', 'at a site without an adapter'])('under a partner account %s is refused', async (what) => {
    const { desk, wish } = await setup();
    const item = desk.item(desk.account.id);
    const change = what === 'paused' ? { status: 'paused', statusReason: 'audit' } : { site: 'huawei-cn' };
    desk.tables.seed('desk', { ...item, ...change });
    const { json } = await desk.request(create, { json: wish });
    const code = what === 'paused' ? 'partner_account_paused' : 'site_without_linking';
    expect(json.errors).toMatchObject([{ field: '/partnerAccountId', code }]);
  });

  test(req('R021', 'for a customer with an open request names the one that holds it'), async () => {
    const { desk, wish } = await setup();
    const holder = await desk.ask();
    const before = desk.snapshot();
    const taken = await desk.request(create, { json: wish });
    expect(taken).toMatchObject({
      status: 409,
      json: { code: 'customer_taken', params: { holder, update: `/v1/link-requests/${holder}` } },
    });
    expect(desk.snapshot()).toBe(before);
  });

  test(req('R021', 'for a customer with a link names the link and where to change it'), async () => {
    const { desk, wish } = await setup();
    const first = await desk.ask();
    await desk.settle();
    await desk.sayYes();
    await desk.settle();
    desk.provider.apply(wish.customer.accountId);
    await desk.pass(61);
    const { linkId } = desk.record(first);
    const taken = await desk.request(create, { json: wish });
    const params = { holder: linkId, update: `/v1/links/${linkId}/changes` };
    expect(taken).toMatchObject({ status: 409, json: { code: 'customer_taken', params } });
    const { json } = await desk.request(preview, { json: wish });
    expect(json.findings).toContainEqual(expect.objectContaining({ check: 'customer_free', result: 'fail' }));
  });

  test('for a customer that was seen in the sandbox is refused in production', async () => {
    const { desk, wish } = await setup();
    const id = await desk.ask();
    await desk.cancel(id);
    await desk.settle();
    const lock = desk.tables.items('desk').find(({ pk }) => pk.includes('#LOCK#'));
    if (!lock) throw new Error('no lock');
    desk.tables.seed('desk', { ...lock, environment: 'sandbox' });
    const before = desk.snapshot();
    const refused = await desk.request(create, { json: wish });
    expect(refused).toMatchObject({
      status: 409,
      json: { code: 'environment_mismatch', params: { environment: 'sandbox' } },
    });
    expect(desk.snapshot()).toBe(before);
    const { json } = await desk.request(preview, { json: wish });
    expect(json).toMatchObject({ ready: false });
  });

  test('again under the same key answers the same and makes one', async () => {
    const { desk, wish } = await setup();
    const first = await desk.request(create, { json: wish, key: 'the-same-key' });
    const before = desk.snapshot();
    const second = await desk.request(create, { json: wish, key: 'the-same-key' });
    expect([second.status, second.json]).toEqual([201, first.json]);
    expect([first.headers, second.headers].map((headers) => headers['idempotent-replayed'])).toEqual([
      undefined,
      'true',
    ]);
    expect(desk.snapshot()).toBe(before);
  });

  test('again under the same key is answered though the partner account has been paused since', async () => {
    const { desk, wish } = await setup();
    const first = await desk.request(create, { json: wish, key: 'the-same-key' });
    const item = desk.item(desk.account.id);
    desk.tables.seed('desk', { ...item, status: 'paused' });
    expect(await desk.request(create, { json: wish, key: 'the-same-key' })).toMatchObject({
      status: 201,
      json: first.json,
    });
  });

  test('under a key that was used for something else is refused', async () => {
    const { desk, wish, withId } = await setup();
    await desk.request(create, { json: wish, key: 'the-same-key' });
    const before = desk.snapshot();
    const reused = await desk.request(create, { json: withId('200011112222'), key: 'the-same-key' });
    expect(reused).toMatchObject({ status: 409, json: { code: 'idempotency_key_reused' } });
    expect(desk.snapshot()).toBe(before);
  });

  test('twenty times at once for one customer makes one', async () => {
    const { desk, wish } = await setup();
    const all = await Promise.all(Array.from({ length: 20 }, () => desk.request(create, { json: wish })));
    expect(all.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(all.filter(({ status }) => status === 409)).toHaveLength(19);
  });

  test('keeps the person at the customer out of everything but the private table', async () => {
    const { desk, wish } = await setup();
    await desk.ask();
    await desk.settle();
    const stored = JSON.stringify([desk.tables.items('desk'), desk.tables.items('timeline')]);
    expect(stored).not.toContain(wish.contact.email);
    expect(stored).not.toContain(wish.contact.name);
  });
});

test(req('R038', 'a preview that is ready says what can not be known yet'), async () => {
  const { desk, wish } = await setup();
  const { json } = await desk.request(preview, { json: wish });
  expect(json.ready).toBe(true);
  const found = Object.groupBy(json.findings as { check: string; result: string }[], ({ result }) => result);
  expect(found['fail']).toBeUndefined();
  expect(found['unknown']?.map(({ check }) => check)).toEqual([
    'trusted_record',
    'account_region',
    'billing_arrangement',
    'customer_documents',
    'customer_eligible',
  ]);
  expect(json.permissions.allowed).toContainEqual({ action: 'see_bills', how: 'settable', mode: 'api' });
});

test(
  req('B15', 'a preview warns of an identifier that is one slip away from a customer’s, and stays ready'),
  async () => {
    const { desk, withId } = await setup();
    await desk.ask('200098765432');
    const { json } = await desk.request(preview, { json: withId('200098765423') });
    expect(json).toMatchObject({ ready: true });
    expect(json.findings).toContainEqual(
      expect.objectContaining({ check: 'near_miss', result: 'warn', nearMisses: ['200098765432'] }),
    );
  },
);

/** Puts a customer on record, as an import does. */
function enterCustomer(
  { tables, org, operator }: Setup['desk'],
  { accountId, ...said }: { accountId: string; name: string; reference?: string; environment?: 'sandbox' },
) {
  const account = { site: 'tencent-intl', accountId } as const;
  const reference = said.reference ?? 'C-1001';
  const record: CustomerRecord = {
    environment: 'production',
    ...said,
    org,
    reference,
    accounts: [account],
    importId: 'cimp_01kb8q3y7tf4mx6z9w1c5v8r0z',
    importedAt: '2026-11-01T00:00:00.000Z',
    importedBy: operator,
  };
  tables.seed('desk', { ...customerKey(org, reference), ...toStored(customerRecordShape, record) });
  const owner = toStored(customerAccountShape, { ...account, reference });
  tables.seed('desk', { ...customerAccountKey(org, account), ...owner });
}
