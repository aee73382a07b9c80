import { describe, expect, test } from 'vitest';
import { linkDesk } from '../../support/link-desk.ts';

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
  ['an identifier without its value', ({ withId }) => withId(undefined), id, 'invalid_type'],
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
  [
    'no second identifier',
    ({ withCustomer }) => withCustomer({ accountIdAgain: undefined }),
    `${id}Again`,
    'invalid_type',
  ],
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
  ['a field that there is not', ({ wish }) => ({ ...wish, scope: 'all' }), '/scope', 'unknown_field'],
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

  test.each(['paused', 'at a site without an adapter'])('under a partner account %s is refused', async (what) => {
    const { desk, wish } = await setup();
    const item = desk.item(desk.account.id);
    const change = what === 'paused' ? { status: 'paused', statusReason: 'audit' } : { site: 'huawei-intl' };
    desk.tables.seed('desk', { ...item, ...change });
    const { json } = await desk.request(create, { json: wish });
    const code = what === 'paused' ? 'partner_account_paused' : 'site_without_linking';
    expect(json.errors).toMatchObject([{ field: '/partnerAccountId', code }]);
  });

  test('for a customer with an open request names the one that holds it', async () => {
    const { desk, wish } = await setup();
    const holder = await desk.ask();
    const before = desk.snapshot();
    const taken = await desk.request(create, { json: wish });
    expect(taken).toMatchObject({ status: 409, json: { code: 'customer_taken', params: { holder } } });
    expect(desk.snapshot()).toBe(before);
  });

  test('for a customer with a link names the link', async () => {
    const { desk, wish } = await setup();
    const first = await desk.ask();
    await desk.settle();
    await desk.sayYes();
    await desk.settle();
    desk.provider.apply(wish.customer.accountId);
    await desk.pass(61);
    const { linkId } = desk.record(first);
    const taken = await desk.request(create, { json: wish });
    expect(taken).toMatchObject({ status: 409, json: { code: 'customer_taken', params: { holder: linkId } } });
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

test('a preview that is ready says what can not be known yet', async () => {
  const { desk, wish } = await setup();
  const { json } = await desk.request(preview, { json: wish });
  expect(json.ready).toBe(true);
  expect(
    Object.fromEntries(json.findings.map((one: { check: string; result: string }) => [one.check, one.result])),
  ).toEqual({
    partner_account: 'pass',
    site: 'pass',
    identifier: 'pass',
    identifier_repeated: 'pass',
    environment: 'pass',
    customer_free: 'pass',
    customer_eligible: 'unknown',
  });
});
