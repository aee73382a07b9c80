import { describe, expect, test } from 'vitest';
import { Money } from '../../../../functions/kernel/money.ts';
import type { Link } from '../../../../functions/links/link.ts';
import { noticeText } from '../../../../functions/unbinds/notice/notice-text.ts';
import { unbindDesk } from '../../../support/unbind-desk.ts';

const { version, language, sha256 } = noticeText('tencent-intl', 'en');
const note = 'Looked up in Partner Center';
const lookedUp = ['no_suspension_privilege', 'not_in_group', 'no_savings_unit', 'discounts_off'].map((check) => ({
  check,
  found: 'clear',
  note,
}));
const attestations = [
  'customer_agrees',
  'contracts_and_bills_handled',
  'assets_handled',
  'overdue_settled',
  'discounts_deactivated',
];

async function setup({ credit = '0.00', read = true, of = {} as Partial<Link> } = {}) {
  const desk = await unbindDesk();
  const link = await desk.activeLink({ linkedAt: null, ...of });
  const { accountId } = link.customer;
  const owes = (amount: string) => {
    const customer = desk.provider.customers.get(accountId);
    if (customer) desk.provider.customers.set(accountId, { ...customer, creditAvailable: Money.of(amount, 'USD') });
  };
  owes(credit);
  const readNow = async () => {
    const asked = await desk.request('POST /v1/links/{linkId}/readiness-checks', {
      params: { linkId: link.id },
      json: {},
    });
    await desk.pass(60);
    return asked;
  };
  if (read) await readNow();
  const wish = {
    linkId: link.id,
    conditions: lookedUp,
    because: 'The contract has ended and is not renewed',
    notice: { version, language, sha256 },
    capacity: { as: 'holder' },
    attestations,
  };
  return {
    ...desk,
    on: link,
    accountId,
    owes,
    readNow,
    wish,
    preview: (more: object = {}) =>
      desk.request('POST /v1/unbinds/preview', { json: { linkId: link.id, conditions: lookedUp, ...more } }),
    submit: (more: object = {}, how: object = {}) =>
      desk.request('POST /v1/unbinds', { json: { ...wish, ...more }, ...how }),
    cases: () => desk.tables.items('desk').filter(({ pk, sk }) => sk === 'RECORD' && pk.includes('#ubd_')),
  };
}

const fields = (answer: { json: { errors?: { field: string }[] } }) => answer.json.errors?.map(({ field }) => field);

describe('previewing an unbind', () => {
  test('R086: every precondition is told with its mode, what was found, and its remedy in the caller’s language', async () => {
    const desk = await setup({ credit: '-0.01' });
    const { status, json } = await desk.request('POST /v1/unbinds/preview', {
      json: { linkId: desk.on.id },
      headers: { 'accept-language': 'zh-CN' },
    });
    expect(status).toBe(200);
    expect(json.ready).toBe(false);
    expect(json.preconditions.map(({ name, mode, result }: Record<string, string>) => [name, mode, result])).toEqual([
      ['not_frozen', 'machine', 'pass'],
      ['credit_not_negative', 'machine', 'fail'],
      ['no_suspension_privilege', 'unknown', 'unknown'],
      ['not_in_group', 'unknown', 'unknown'],
      ['no_savings_unit', 'unknown', 'unknown'],
      ['nothing_overdue', 'machine', 'pass'],
      ['discounts_off', 'unknown', 'unknown'],
    ]);
    expect(json.preconditions[1]).toMatchObject({
      found: '-0.01 USD',
      told: 'machine',
      remedy: { action: 'allocate_credit', words: expect.stringMatching(/额度/) },
    });
    expect(json.effects).toHaveLength(3);
    expect(json.next.map((step: { status: string }) => step.status)).not.toContain('awaiting_distributor_review');
  });

  test('it writes nothing and calls nobody', async () => {
    const desk = await setup();
    const [before, calls] = [desk.snapshot(), desk.provider.calls.length];
    expect((await desk.preview()).json).toMatchObject({ ready: true, reading: { by: 'request', missing: [] } });
    expect(desk.snapshot()).toBe(before);
    expect(desk.provider.calls).toHaveLength(calls);
  });

  test('B16: what was never read is unknown, not well', async () => {
    const { json } = await (await setup({ read: false })).preview();
    expect(json.ready).toBe(false);
    expect(json).not.toHaveProperty('reading');
    expect(json.preconditions[0]).toMatchObject({ mode: 'unknown', result: 'unknown', told: 'machine' });
  });

  test('R088: whose customer it is decides whether a distributor reviews', async () => {
    const desk = await setup();
    expect((await desk.preview()).json.distributorReviews).toBe('no');
    const secondLevel = { account: '200055512345', name: 'Juniper Resale Ltd.' };
    expect((await desk.preview({ secondLevel })).json).toMatchObject({ distributorReviews: 'yes', secondLevel });
  });
});

describe('submitting an unbind', () => {
  test('R078, R079, R080: it keeps the notice by version and hash, the capacity, and five attestations with who and when', async () => {
    const desk = await setup();
    const { status, json } = await desk.submit();
    expect(status).toBe(201);
    expect(json.unbind).toMatchObject({ status: 'checking', origin: 'reseller', warning: 'cannot_be_undone' });
    expect(json.unbind.declaration).toMatchObject({
      by: desk.operator,
      notice: { name: 'unbind_notice', version, language, sha256 },
      capacity: { as: 'holder' },
      attestations: attestations.map((name) => ({ name, by: desk.operator })),
    });
    await desk.pass(60);
    expect(desk.unbind(json.unbind.id)).toMatchObject({ status: 'awaiting_second_person', ready: true });
  });

  test('R082, R087: -0.01 creates no case and names the remedy; mended and read again it goes', async () => {
    const desk = await setup({ credit: '-0.01' });
    const refused = await desk.submit();
    expect(refused.status).toBe(409);
    expect(refused.json).toMatchObject({
      code: 'preconditions_unmet',
      params: { checks: ['credit_not_negative'] },
      errors: [
        { field: 'credit_not_negative', code: '-0.01 USD', detail: expect.stringContaining('Credit Allocation') },
      ],
    });
    expect(desk.cases()).toHaveLength(0);
    desk.owes('0.00');
    await desk.readNow();
    expect((await desk.submit()).status).toBe(201);
  });

  test('R082: an operator may ask to go on without credit, with a reason that the second person sees', async () => {
    const desk = await setup({ credit: '-0.01' });
    const overrides = [{ check: 'credit_not_negative', reason: 'Settled by the final invoice on Friday' }];
    const { status, json } = await desk.submit({ overrides });
    expect(status).toBe(201);
    await desk.pass(60);
    const { status: stands, preconditions } = desk.unbind(json.unbind.id);
    expect(stands).toBe('awaiting_second_person');
    expect(preconditions[1]).toMatchObject({ result: 'fail', overridden: { by: desk.operator } });
    const insisted = await desk.submit({ overrides: [{ check: 'not_frozen', reason: 'We do not care at all' }] });
    expect(fields(insisted)).toEqual(['/overrides/0/check']);
  });

  test.each([
    ['an unknown group', { conditions: lookedUp.filter(({ check }) => check !== 'not_in_group') }, 'not_known'],
    [
      'a member of a group',
      { conditions: lookedUp.map((one) => (one.check === 'not_in_group' ? { ...one, found: 'member' } : one)) },
      'member',
    ],
  ])('R084: %s blocks', async (_what, more, code) => {
    const { json } = await (await setup()).submit(more);
    expect(json).toMatchObject({ code: 'preconditions_unmet', errors: [{ field: 'not_in_group', code }] });
  });

  test.each([
    ['R078: another version', { notice: { version: 2, language, sha256 } }, '/notice/version'],
    ['R078: another text', { notice: { version, language: 'zh-CN', sha256 } }, '/notice/sha256'],
    ['R080: four attestations', { attestations: attestations.slice(1) }, '/attestations'],
    ['R080: one of them twice', { attestations: [...attestations, 'customer_agrees'] }, '/attestations'],
    ['R079: no capacity', { capacity: undefined }, '/capacity'],
    ['R079: an agent without a basis', { capacity: { as: 'agent', name: 'A. Agent' } }, '/capacity/basis'],
    [
      'R079: an agent whose holder has not been told yet',
      { capacity: { as: 'agent', name: 'Head', basis: 'Power', informedOn: '2027-01-01', noticeVersion: version } },
      '/capacity/informedOn',
    ],
    [
      'a finding that there is not',
      { conditions: [{ check: 'not_in_group', found: 'maybe', note }] },
      '/conditions/0/found',
    ],
  ])('%s is refused by its field, and nothing is stored', async (_what, more, field) => {
    const desk = await setup();
    const answer = await desk.submit(more);
    expect(answer.status).toBe(400);
    expect(fields(answer)).toContain(field);
    expect(desk.cases()).toHaveLength(0);
  });

  test('R077: only operators of the organisation whose link it is', async () => {
    const desk = await setup();
    for (const rights of ['approver', 'finance', 'auditor', 'verifier', 'service', 'admin'])
      expect((await desk.submit({}, { rights })).status).toBe(403);
    expect((await desk.submit({}, { org: desk.other.org })).status).toBe(404);
  });

  test('B24: before the agreed notice ends it needs a reason, and tells the days that remain', async () => {
    const exitTerms = { noticeDays: 30, settlementDuties: 'The last invoice is paid' };
    const desk = await setup({ of: { exitTerms } });
    expect((await desk.preview()).json.exit).toMatchObject({ ...exitTerms, remainingDays: 30 });
    const refused = await desk.submit();
    expect(refused.json.errors).toMatchObject([{ field: '/exitOverride', detail: expect.stringMatching(/^30 of 30/) }]);
    const { json } = await desk.submit({ exitOverride: { reason: 'Both have agreed to part at once' } });
    expect(json.unbind.exit).toMatchObject({ ...exitTerms, override: { by: desk.operator } });
  });

  test('B24: notice that was given long enough ago is waited out', async () => {
    const desk = await setup({ of: { exitTerms: { noticeDays: 30, settlementDuties: '' } } });
    const noticeGivenOn = '2026-10-01';
    expect((await desk.preview({ noticeGivenOn })).json.exit.remainingDays).toBe(0);
    expect((await desk.submit({ noticeGivenOn })).status).toBe(201);
  });

  test('one case at a time: the second is told where the first stands', async () => {
    const desk = await setup();
    const { json } = await desk.submit();
    expect((await desk.submit()).json).toMatchObject({ code: 'unbind_under_way', params: { holder: json.unbind.id } });
  });

  test('the same request twice is one case', async () => {
    const desk = await setup();
    const key = 'one-and-the-same-key';
    const [first, again] = [await desk.submit({}, { key }), await desk.submit({}, { key })];
    expect(again.json).toEqual(first.json);
    expect(desk.cases()).toHaveLength(1);
  });
});
