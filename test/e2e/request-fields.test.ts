import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type * as z from 'zod';
import type { ProblemDocument } from '../../functions/kernel/problems.ts';
import { linkOperations } from '../../functions/links/contract.ts';
import { Scope } from '../../functions/links/relationship.ts';
import type { partyOperations } from '../../functions/parties/contract.ts';
import type { PortMethod } from '../../functions/providers/provider.ts';
import {
  type Desk,
  type DeskClient,
  expectOk,
  foundReseller,
  newCustomer,
  quickTerms,
  type Reseller,
  sharedDesk,
  untilStatus,
  wishFor,
} from '../support/desk.ts';
import { req } from '../support/requirements.ts';
import { storedOf } from '../support/stored-items.ts';

let desk: Desk;
let reseller: Reseller;
let token: string;
let operator: DeskClient;

beforeAll(async () => {
  desk = await sharedDesk();
  reseller = await foundReseller(desk);
  token = await reseller.token('operator');
  operator = await reseller.as('operator');
});

type Wish = ReturnType<typeof wishFor>;
type Mistake = (wish: Wish) => unknown;
/** Undefined leaves a header out. */
type Headers = Readonly<Record<string, string | undefined>>;
type Fault = readonly [field: string, code: string];

const setup = async () => {
  const customer = await newCustomer(desk);
  return { customer, wish: wishFor(reseller, customer) };
};

/** Over HTTP as anybody would, not through the typed client, which could not send most of this. */
async function post(body: unknown, headers: Headers = {}) {
  const usual = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'idempotency-key': randomUUID(),
  };
  const sent = Object.entries({ ...usual, ...headers }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const response = await fetch(`${desk.cloud.deskUrl}/v1/link-requests`, {
    method: 'POST',
    headers: Object.fromEntries(sent),
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const { headers: received, status } = response;
  return { status, type: received.get('content-type'), json: (await response.json()) as ProblemDocument };
}

/** What is answered, and whether anything was stored by it. What requests that were there before do meanwhile is theirs. */
async function attempt(body: unknown, headers?: Headers) {
  const before = await storedOf(desk, reseller.org);
  const answer = await post(body, headers);
  const after = await storedOf(desk, reseller.org);
  const known = new Set(Object.values(before).flat());
  const running = new Set([...known].flatMap((text) => text.match(/lreq_[0-9a-z]{26}/g) ?? []));
  const stored = Object.values(after)
    .flat()
    .filter((text) => !known.has(text) && ![...running].some((id) => text.includes(id)))
    // looks at the provider go on by themselves, and so does the daily one of the account
    .filter((text) => !/link\.poll|POLLER|SLOT#|unbind\.daily-look|"openSince"/.test(text));
  return { ...answer, stored: stored.length === 0 ? 'nothing' : stored };
}

const refusal = (json: object) => ({ type: 'application/problem+json', json, stored: 'nothing' });
const invalid = (...faults: Fault[]) =>
  refusal({ status: 400, code: 'invalid_input', errors: faults.map(([field, code]) => ({ field, code })) });

const typed =
  (accountId: unknown, accountIdAgain: unknown = accountId): Mistake =>
  (wish) => ({ ...wish, customer: { ...wish.customer, accountId, accountIdAgain } });
const named =
  (name: unknown): Mistake =>
  (wish) => ({ ...wish, customer: { ...wish.customer, name } });
const reached =
  (contact: object): Mistake =>
  (wish) => ({ ...wish, contact: { ...wish.contact, ...contact } });
const without =
  (part: 'partnerAccountId' | 'customer' | 'contact', field?: string): Mistake =>
  (wish) => {
    const { [part]: whole, ...others } = wish;
    if (field === undefined || typeof whole === 'string') return others;
    return { ...others, [part]: { ...whole, [field]: undefined } };
  };

const id = '/customer/accountId';
const again = '/customer/accountIdAgain';
const account = '/partnerAccountId';

const purpose = '/purpose';
const types = '/types';
const manage = { access: 'manage', because: 'We run their database' } as const;
const management: Mistake = (wish) => ({
  ...wish,
  types: ['billing', 'management'],
  gathered: [...wish.gathered, 'access_agreement'],
});
const asked =
  (part: object): Mistake =>
  (wish) => ({ ...wish, ...part });
const customerWith =
  (part: object): Mistake =>
  (wish) => ({ ...wish, customer: { ...wish.customer, ...part } });
const nameless = { accountId: undefined, accountIdAgain: undefined };

const mistakes: readonly (readonly [string, Mistake, ...Fault[]])[] = [
  ['the name for the identifier', typed('Lantern Logistics'), [id, 'name_for_identifier']],
  ['a Chinese name for it', typed('灯笼物流有限公司'), [id, 'name_for_identifier']],
  ['a mail address for it', typed('it@lantern.example'), [id, 'email_for_identifier']],
  ['a phone number for it', typed('+65 6123 4567'), [id, 'phone_for_identifier']],
  ['a user of the account for it', typed('qcs::cam::uin/200098765432:uin/200098765499'), [id, 'sub_account']],
  ['full-width digits', typed('２０００９８７６５４３２'), [id, 'full_width']],
  ['spaces inside it', typed('2000 9876 5432'), [id, 'inner_space']],
  ['something invisible inside it', typed('2000\u200b98765432'), [id, 'invisible_character']],
  ['dashes inside it', typed('2000-9876-5432'), [id, 'separators']],
  ['too many digits', typed('200098765432200098765432'), [id, 'too_long']],
  ['too few digits', typed('2000'), [id, 'too_short']],
  ['another provider’s identifier', typed('0a1b2c3d4e5f60718293a4b5c6d7e8f9'), [id, 'other_provider']],
  ['letters before it', typed('UIN200098765432'), [id, 'wrong_format']],
  ['an empty one', typed(''), [id, 'empty']],
  ['nothing but spaces', typed('   '), [id, 'empty']],
  ['more than a field takes', typed('2'.repeat(65)), [id, 'too_big'], [again, 'too_big']],
  ['a JSON number for it', typed(200098765432), [id, 'invalid_type'], [again, 'invalid_type']],
  ['the second identifier only', without('customer', 'accountId'), [id, 'missing']],
  ['no second identifier', without('customer', 'accountIdAgain'), [again, 'missing']],
  ['a second one that differs', typed('200098765432', '200098765423'), [again, 'differs']],
  ['a wrong one and another second one', typed('2000', '3000'), [id, 'too_short'], [again, 'differs']],
  ['neither identifier nor country', customerWith(nameless), ['/customer/country', 'country_needed']],
  ['a country by its name', customerWith({ country: 'Singapore' }), ['/customer/country', 'invalid_format']],
  ['a reference of words', customerWith({ reference: 'our best one' }), ['/customer/reference', 'invalid_format']],
  ['an empty project', customerWith({ project: ' ' }), ['/customer/project', 'too_small']],
  ['an endless region', customerWith({ region: 'x'.repeat(101) }), ['/customer/region', 'too_big']],
  ['a programme that is no text', customerWith({ programme: 7 }), ['/customer/programme', 'invalid_type']],
  ['no company name', without('customer', 'name'), ['/customer/name', 'invalid_type']],
  ['a company name of spaces', named('    '), ['/customer/name', 'too_small']],
  ['a company name that is none', named('x'.repeat(201)), ['/customer/name', 'too_big']],
  ['no customer', without('customer'), ['/customer', 'invalid_type']],
  ['no contact', without('contact'), ['/contact', 'invalid_type']],
  ['no mail address', without('contact', 'email'), ['/contact/email', 'invalid_type']],
  ['a mail address without its end', reached({ email: 'it@lantern' }), ['/contact/email', 'invalid_format']],
  ['two mail addresses', reached({ email: 'a@b.example, c@d.example' }), ['/contact/email', 'invalid_format']],
  ['a language that we do not write', reached({ language: 'fr' }), ['/contact/language', 'invalid_value']],
  ['an empty name of the contact', reached({ name: ' ' }), ['/contact/name', 'too_small']],
  ['a field that there is not', reached({ phone: '+65 6123 4567' }), ['/contact/phone', 'unknown_field']],
  ['another at the top', (wish) => ({ ...wish, 'a/b': 1 }), ['/a~1b', 'unknown_field']],
  ['no partner account', without('partnerAccountId'), [account, 'invalid_type']],
  [
    'the provider’s id for ours',
    (wish) => ({ ...wish, partnerAccountId: reseller.partner }),
    [account, 'invalid_format'],
  ],
  ['no purpose', asked({ purpose: undefined }), [purpose, 'invalid_value']],
  ['a purpose of its own', asked({ purpose: 'fun' }), [purpose, 'invalid_value']],
  ['no types', asked({ types: [] }), [types, 'too_small']],
  ['types left out', asked({ types: undefined }), [types, 'invalid_type']],
  ['a type that there is not', asked({ types: ['friendship'] }), ['/types/0', 'invalid_value']],
  ['a type twice', asked({ types: ['billing', 'billing'] }), [types, 'not_valid']],
  ['nothing at hand', asked({ gathered: ['account_identifier', 'signatory'] }), ['/gathered', 'not_gathered']],
  [
    'something at hand that nobody needs',
    (wish) => ({ ...wish, gathered: [...wish.gathered, 'horoscope'] }),
    ['/gathered/3', 'unknown_prerequisite'],
  ],
  [
    'spending terms that the site does not set',
    asked({ terms: { limit: { amount: '1', currency: 'USD' }, whenUsedUp: 'stop', newPurchases: 'allowed' } }),
    ['/terms', 'not_of_this_site'],
  ],
  ['a field of another site', asked({ siteFields: { Fax: '1' } }), ['/siteFields/Fax', 'unknown_field']],
  ['no team', asked({ team: undefined }), ['/team', 'invalid_type']],
  ['a team of nobody', asked({ team: 'nobody' }), ['/team', 'unknown_team']],
  ['another access', asked({ scope: { access: 'own' } }), ['/scope/access', 'invalid_value']],
  ['more than reading without why', asked({ scope: { access: 'manage' } }), ['/scope/because', 'reason_needed']],
  ['a reason that is none', asked({ scope: { ...manage, because: 'so' } }), ['/scope/because', 'too_small']],
  ['management without its paper', management, ['/scope/agreement', 'agreement_needed']],
  ['services of a billing link', asked({ scope: { services: ['cvm'] } }), ['/scope/services', 'scope_not_held']],
  ['projects of a billing link', asked({ scope: { projects: ['web'] } }), ['/scope/projects', 'scope_not_held']],
  ['regions of a billing link', asked({ scope: { regions: ['eu'] } }), ['/scope/regions', 'scope_not_held']],
  [
    'hours of a billing link',
    asked({ scope: { window: { days: ['mon'], from: '09:00', to: '17:00', timeZone: 'Asia/Singapore' } } }),
    ['/scope/window', 'scope_not_held'],
  ],
  [
    'hours that end before they begin',
    asked({ scope: { window: { days: ['mon'], from: '17:00', to: '09:00', timeZone: 'Asia/Singapore' } } }),
    ['/scope/window/to', 'not_valid'],
  ],
  ['an action twice', asked({ scope: { confirmEach: ['a', 'a'] } }), ['/scope/confirmEach', 'not_valid']],
  ['a payer that is neither', asked({ expected: { payer: 'nobody' } }), ['/expected/payer', 'invalid_value']],
  [
    'a currency by its sign',
    asked({ expected: { payer: 'reseller', currency: '$' } }),
    ['/expected/currency', 'invalid_format'],
  ],
  [
    'a limit with a comma',
    asked({ expected: { payer: 'reseller', creditLimit: { amount: '1,000', currency: 'USD' } } }),
    ['/expected/creditLimit/amount', 'invalid_format'],
  ],
  [
    'notice for longer than two years',
    asked({ exitTerms: { noticeDays: 731, settlementDuties: 'The last invoice is paid' } }),
    ['/exitTerms/noticeDays', 'too_big'],
  ],
  ['a ticket without reference', asked({ ticket: { system: 'Jira' } }), ['/ticket/reference', 'invalid_type']],
  [
    'a ticket behind http',
    asked({ ticket: { system: 'Jira', reference: 'OPS-7', url: 'http://jira.example/OPS-7' } }),
    ['/ticket/url', 'invalid_format'],
  ],
  ['an override without words', asked({ override: { reason: 'because' } }), ['/override/reason', 'too_small']],
  [
    'an override of nothing',
    asked({ override: { reason: 'I know better than this' } }),
    ['/override', 'nothing_to_override'],
  ],
  ['no review', asked({ confirm: undefined }), ['/confirm', 'invalid_type']],
  ['a customer not confirmed', asked({ confirm: { types: true } }), ['/confirm/customer', 'invalid_value']],
  ['types not confirmed', asked({ confirm: { customer: true, types: false } }), ['/confirm/types', 'invalid_value']],
  ['no object', () => ['a list'], ['', 'invalid_type']],
];

describe('a request with one wrong field names it, says what is wrong with it, and stores nothing', () => {
  test.for(mistakes)('%s', async ([, mistake, ...faults]) => {
    const { wish } = await setup();
    const refused = await attempt(mistake(wish));
    expect(refused).toMatchObject(invalid(...faults));
    expect(refused.json.errors?.filter(({ detail }) => detail === '')).toEqual([]);
  });

  test('another organisation’s partner account is not known', async () => {
    const { wish } = await setup();
    const { accountId } = await foundReseller(desk);
    const refused = await attempt({ ...wish, partnerAccountId: accountId });
    expect(refused).toMatchObject(invalid([account, 'unknown_partner_account']));
  });

  test.each<[string, z.input<typeof partyOperations.changePartnerAccount.body>, string]>([
    ['paused', { status: 'paused', reason: 'contract under review' }, 'partner_account_paused'],
    ['not switched on at the provider', { allowlisted: ['invite', 'listApplications'] }, 'not_switched_on'],
  ])('a partner account that is %s', async (_, change, code) => {
    const { wish } = await setup();
    const partnerAccountId = await enterAccount('production');
    const admin = await reseller.as('admin');
    const params = { accountId: partnerAccountId };
    await expectOk(admin.changePartnerAccount({ params, body: change, ifMatch: 2 }));
    expect(await attempt({ ...wish, partnerAccountId })).toMatchObject(invalid([account, code]));
  });

  test('a partner account without an API key', async () => {
    const { wish } = await setup();
    const partnerAccountId = await enterAccount('production', { withKey: false });
    expect(await attempt({ ...wish, partnerAccountId })).toMatchObject(invalid([account, 'no_credentials']));
  });

  test(req('R040', 'what the policy forbids, by the policy’s name for it'), async () => {
    const strict = await foundReseller(desk, {
      ...quickTerms,
      restrictions: [{ name: 'Reading only in the standard programme', sites: [], types: [], access: 'read_only' }],
    });
    const { customer } = await setup();
    const body = { ...wishFor(strict, customer), scope: manage };
    const refused = await post(body, { authorization: `Bearer ${await strict.token('operator')}` });
    expect(refused.json.errors).toMatchObject([{ field: '/scope/access', code: 'restricted_by_policy' }]);
    expect(refused.json.detail).toContain('Reading only in the standard programme');
  });
});

describe('a request that can not be read, or would be a second one, stores nothing', () => {
  test('no JSON', async () => {
    expect(await attempt('{"customer":')).toMatchObject(refusal({ status: 400, code: 'malformed_body' }));
  });

  test('more than an operation takes', async () => {
    const body = { name: 'x'.repeat(300_000) };
    expect(await attempt(body)).toMatchObject(refusal({ status: 413, code: 'body_too_large' }));
  });

  test('no Idempotency-Key', async () => {
    const { wish } = await setup();
    const refused = await attempt(wish, { 'idempotency-key': undefined });
    expect(refused).toMatchObject(refusal({ status: 400, code: 'idempotency_key_missing' }));
  });

  test('an Idempotency-Key that is too short', async () => {
    const { wish } = await setup();
    const refused = await attempt(wish, { 'idempotency-key': '1' });
    expect(refused).toMatchObject(invalid(['header:Idempotency-Key', 'invalid_format']));
  });

  test('a customer who has an open request is named with it; another customer’s key is not taken over', async () => {
    const { wish } = await setup();
    const key = randomUUID();
    const { linkRequest } = (await expectOk(operator.createLinkRequest({ body: wish, idempotencyKey: key }))).json;
    await untilStatus(desk, operator, linkRequest.id, 'awaiting_customer');
    expect(await attempt(wish)).toMatchObject(
      refusal({
        status: 409,
        code: 'customer_taken',
        params: { holder: linkRequest.id, update: `/v1/link-requests/${linkRequest.id}` },
      }),
    );
    const { wish: other } = await setup();
    expect(await attempt(other, { 'idempotency-key': key })).toMatchObject(
      refusal({ status: 409, code: 'idempotency_key_reused' }),
    );
    expect(await post(wish, { 'idempotency-key': key })).toMatchObject({
      status: 201,
      json: { linkRequest: { id: linkRequest.id, status: 'checking' } },
    });
  });

  test('a customer of production asked for in the sandbox', async () => {
    const { wish } = await setup();
    const { linkRequest } = (await expectOk(operator.createLinkRequest({ body: wish }))).json;
    const params = { requestId: linkRequest.id };
    await expectOk(operator.cancelLinkRequest({ params, body: { reason: 'wrong environment' } }));
    await untilStatus(desk, operator, linkRequest.id, 'cancelled');
    const partnerAccountId = await enterAccount('sandbox');
    expect(await attempt({ ...wish, partnerAccountId })).toMatchObject(
      refusal({ status: 409, code: 'environment_mismatch', params: { environment: 'production' } }),
    );
    const { json } = await expectOk(operator.previewLinkRequest({ body: { ...wish, partnerAccountId } }));
    expect(json.findings.filter(({ result }) => result === 'fail').map(({ check }) => check)).toEqual(['environment']);
  });
});

test('spaces around the identifiers are left out, and that is said', async () => {
  const { customer, wish } = await setup();
  const body = {
    ...wish,
    customer: { ...wish.customer, accountId: `${customer.uin} `, accountIdAgain: `\t${customer.uin}` },
  };
  const { linkRequest, notes } = (await expectOk(operator.createLinkRequest({ body }))).json;
  expect(linkRequest.customer.accountId).toBe(customer.uin);
  expect(notes).toMatchObject([
    { field: id, code: 'trimmed' },
    { field: again, code: 'trimmed' },
  ]);
});

test(req('R146', 'a customer without an identifier is held by its address, once'), async () => {
  const { customer, wish } = await setup();
  const body = { ...wish, customer: { name: customer.name, country: 'SG' } };
  const { linkRequest } = (await expectOk(operator.createLinkRequest({ body }))).json;
  expect(linkRequest.customer).toEqual({ name: customer.name, country: 'SG' });
  const shouted = { ...body, contact: { ...body.contact, email: customer.email.toUpperCase() } };
  expect(await attempt(shouted)).toMatchObject(refusal({ status: 409, code: 'customer_taken' }));
});

test('what is asked for comes back as it was entered', async () => {
  const { customer, wish } = await setup();
  const kept = {
    purpose: 'association_update',
    scope: { ...manage, agreement: 'MSA 2026-114', services: ['cvm'], confirmEach: ['TerminateInstances'] },
    expected: { payer: 'reseller', currency: 'USD', creditLimit: { amount: '500.00', currency: 'USD' } },
    ticket: { system: 'Jira', reference: 'OPS-7', url: 'https://jira.example/OPS-7' },
  } as const;
  const named = { reference: 'C-1001', country: 'SG', project: 'shop', region: 'ap-singapore', programme: 'PRG-7' };
  const asked = {
    ...wish,
    ...kept,
    types: ['billing' as const, 'management' as const],
    gathered: [...wish.gathered, 'access_agreement'],
    customer: { ...wish.customer, ...named },
    scope: { ...kept.scope, services: [...kept.scope.services], confirmEach: [...kept.scope.confirmEach] },
  };
  const { linkRequest } = (await expectOk(operator.createLinkRequest({ body: asked }))).json;
  const params = { requestId: linkRequest.id };
  const { json } = await expectOk(operator.getLinkRequest({ params }));
  expect(json.linkRequest).toMatchObject({ ...kept, customer: { ...named, accountId: customer.uin } });
});

test('every field of a wish is wrong once', () => {
  const named = (at: string, shape: object): string[] => Object.keys(shape).map((field) => `${at}/${field}`);
  const { customer, contact } = linkOperations.createLinkRequest.body.shape;
  const fields = [
    ...named('', linkOperations.createLinkRequest.body.shape),
    ...named('/customer', customer.shape),
    ...named('/contact', contact.shape),
    ...named('/scope', Scope.shape),
  ];
  const wrong = mistakes.flatMap(([, , ...faults]) => faults.map(([field]) => field));
  expect(fields.filter((field) => !wrong.some((one) => one === field || one.startsWith(`${field}/`)))).toEqual([]);
});

let entered = 0;

async function enterAccount(
  environment: 'production' | 'sandbox',
  { withKey } = { withKey: true },
): Promise<`acc_${string}`> {
  entered += 1;
  const admin = await reseller.as('admin');
  const body = {
    name: `Tencent Cloud ${entered}`,
    site: 'tencent-intl',
    partnerId: `${reseller.partner}${entered}`,
    tier: 'reseller',
    environment,
    timeZone: 'Asia/Singapore',
  } as const;
  const allowlisted = ['invite', 'listApplications', 'decideApplication'] satisfies PortMethod[];
  const { id } = (await expectOk(admin.enterPartnerAccount({ body: { ...body, allowlisted } }))).json;
  const key = { keyId: 'IKIDnobodysnobodysnobodysnobodys12', keySecret: 'aKeyThatNoProviderKnows0000000000' };
  if (withKey) await expectOk(admin.setCredentials({ params: { accountId: id }, body: key }));
  return id;
}
