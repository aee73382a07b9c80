import { describe, expect, test } from 'vitest';
import { Money } from '../../../functions/kernel/money.ts';
import type { Scope } from '../../../functions/links/relationship.ts';
import { ChecklistSummary, VerificationView } from '../../../functions/verification/view.ts';
import { DAY, HOUR, verifyDesk } from '../../support/verify-desk.ts';

const verification = 'GET /v1/links/{linkId}/verification';
const again = 'POST /v1/links/{linkId}/verification';
const customerView = 'POST /v1/links/{linkId}/customer-view';
const comparison = 'GET /v1/links/{linkId}/comparison';

describe('what verification answers', () => {
  test('is the checklist in hand with its evidence, and the earlier ones newest first, page by page', async () => {
    const desk = await verifyDesk();
    const id = await desk.effective();
    await desk.pass(3 * DAY);
    const { status, json } = await desk.request(verification, id, { query: { limit: 2 } });
    expect(status).toBe(200);
    expect(VerificationView.parse(json.verification)).toMatchObject({
      linkId: id,
      verified: 'effective',
      readyToProvision: true,
      checklist: { because: 'recheck', items: { billing: { status: 'pass', evidence: { words: { Word: 'yes' } } } } },
      customerView: { status: 'pending' },
    });
    const numbers = json.history.items.map((one: unknown) => ChecklistSummary.parse(one).number);
    expect(numbers).toEqual([desk.link(id).checklist, desk.link(id).checklist - 1]);
    const next = await desk.request(verification, id, { query: { limit: 2, cursor: json.history.next } });
    expect(next.json.history.items[0].number).toBe(desk.link(id).checklist - 2);
  });

  test('an earlier checklist says what failed and what got no answer', async () => {
    const desk = await verifyDesk();
    desk.proves('billing', 'contradicted');
    desk.proves('visibility', 'down');
    const id = await desk.effective();
    const { json } = await desk.request(verification, id);
    expect(json.history.items).toMatchObject([{ number: 1, failing: ['billing'], open: ['visibility'] }]);
  });

  test('R049: sets billing as it was agreed beside billing as it is, field by field, with exact amounts', async () => {
    const desk = await verifyDesk();
    const id = await desk.activate({
      expected: { payer: 'customer', currency: 'USD', creditLimit: { amount: '500.00', currency: 'USD' } },
    });
    const account = desk.link(id).customer.accountId;
    const known = desk.provider.customers.get(account);
    if (known) desk.provider.customers.set(account, { ...known, creditLimit: Money.of('500', 'USD') });
    await desk.pass(60);
    const { json } = await desk.request(verification, id);
    expect(json.verification.billing).toEqual({
      readAt: desk.link(id).createdAt,
      fields: [
        { field: 'payer', expected: 'customer', actual: 'reseller', result: 'differs' },
        { field: 'currency', expected: 'USD', actual: 'USD', result: 'same' },
        {
          field: 'creditLimit',
          expected: { amount: '500.00', currency: 'USD' },
          actual: { amount: '500', currency: 'USD' },
          result: 'same',
        },
      ],
    });
    expect(desk.link(id).verified).toBe('effective');
  });

  test('R049: says where the site does not tell, and compares no amounts of two currencies', async () => {
    const desk = await verifyDesk();
    const creditLimit = { amount: '500', currency: 'SGD' };
    const id = await desk.effective({ expected: { payer: 'reseller', creditLimit } });
    const untold = await desk.request(verification, id);
    expect(untold.json.verification.billing.fields).toMatchObject([
      { result: 'same' },
      { actual: null, result: 'not_told' },
    ]);
    const account = desk.link(id).customer.accountId;
    const known = desk.provider.customers.get(account);
    if (known) desk.provider.customers.set(account, { ...known, creditLimit: Money.of('500', 'USD') });
    await desk.pass(2 * DAY);
    const { json } = await desk.request(verification, id);
    expect(json.verification.billing.fields[1]).toMatchObject({ field: 'creditLimit', result: 'differs' });
  });

  test('of a link that nobody knows is not found', async () => {
    const desk = await verifyDesk();
    for (const route of [verification, comparison])
      expect((await desk.request(route, desk.ids.linkId)).status).toBe(404);
  });
});

describe('verifying on demand', () => {
  test('R025: is possible without the right to ask for links, and starts a checklist in the member’s name', async () => {
    const desk = await verifyDesk();
    const id = await desk.effective();
    const { status, json } = await desk.request(again, id, { json: {}, rights: 'verifier' });
    expect(status).toBe(202);
    expect(json.verification.checklist).toMatchObject({
      number: 2,
      because: 'requested',
      startedBy: desk.operator,
      items: { status: { status: 'pending' } },
    });
    desk.proves('billing', 'contradicted');
    await desk.pass(60);
    expect(desk.link(id)).toMatchObject({ verified: 'degraded', failing: ['billing'] });
    expect(desk.told(id)).toEqual(['link.activated', 'link.effective', 'link.verification_requested', 'link.degraded']);
  });

  test('asked twice in a row works on one checklist; the same request is answered with the same answer', async () => {
    const desk = await verifyDesk();
    const id = await desk.effective();
    const first = await desk.request(again, id, { json: {}, key: 'the-same-key' });
    const replayed = await desk.request(again, id, { json: {}, key: 'the-same-key' });
    const other = await desk.request(again, id, { json: {} });
    expect(replayed.json).toEqual(first.json);
    expect(other.json.verification.checklist.number).toBe(2);
    expect(desk.link(id).checklist).toBe(2);
  });

  test('is refused for a link that is unbound', async () => {
    const desk = await verifyDesk();
    const id = await desk.effective();
    desk.change(id, { status: 'unbound' });
    expect(await desk.request(again, id, { json: {} })).toMatchObject({
      status: 409,
      json: { code: 'not_allowed_now' },
    });
    const { json } = await desk.request(verification, id);
    expect(json.verification.actions).toMatchObject([
      { name: 'verifyLink', allowed: false, because: 'not_allowed_now' },
      { name: 'recordCustomerView', allowed: false },
    ]);
  });
});

describe('what the customer says that it sees', () => {
  const said = { seesReseller: 'yes', canSignIn: true, at: '2026-11-02T01:00:00.000Z' };

  test('R047: is kept with the date of its answer, on the record and on the timeline', async () => {
    const desk = await verifyDesk();
    const id = await desk.effective();
    const note = 'asked on the phone';
    const answer = await desk.request(customerView, id, { json: { ...said, note }, rights: 'follow-up' });
    expect(answer).toMatchObject({
      status: 200,
      json: { customerView: { status: 'pass', ...said, by: desk.operator } },
    });
    const { json } = await desk.request(verification, id);
    expect(json.verification.customerView).toMatchObject({ status: 'pass', note, at: said.at });
    expect(desk.entries(id).at(-1)).toMatchObject({
      type: 'link.customer_view',
      data: { seesReseller: 'yes', canSignIn: true, saidAt: said.at },
    });
    expect(JSON.stringify(desk.entries(id))).not.toContain(note);
  });

  test.each([
    ['a no', { ...said, seesReseller: 'no' }, 'fail'],
    ['that it can not sign in', { ...said, canSignIn: false }, 'fail'],
    ['that it is unsure', { ...said, seesReseller: 'unsure' }, 'unknown'],
  ])('%s is a line of its own and moves nothing else', async (_what, json, status) => {
    const desk = await verifyDesk();
    const id = await desk.effective();
    const due = desk.dueItems();
    const answer = await desk.request(customerView, id, { json });
    expect(answer.json.customerView.status).toBe(status);
    expect(desk.link(id)).toMatchObject({ verified: 'effective', readyToProvision: true, failing: [], checklist: 1 });
    expect(desk.dueItems()).toEqual(due);
  });

  test('can not be said in the future, nor by whom may only read', async () => {
    const desk = await verifyDesk();
    const id = await desk.effective();
    const tomorrow = { ...said, at: '2026-11-03T01:00:00.000Z' };
    expect(await desk.request(customerView, id, { json: tomorrow })).toMatchObject({
      status: 400,
      json: { errors: [{ field: '/at' }] },
    });
    expect((await desk.request(customerView, id, { json: said, rights: 'operator' })).status).toBe(403);
  });
});

const anyScope: Scope = { access: 'read_only', services: [], projects: [], regions: [], confirmEach: [] };

describe('a failing link beside one that works', () => {
  test('R054, B21: lists what was planted and nothing else', async () => {
    const desk = await verifyDesk();
    const working = await desk.effective();
    const failing = await desk.activate();
    desk.provider.proves('billing', 'contradicted', desk.link(failing).customer.accountId);
    await desk.pass(60);
    const { status, json } = await desk.request(comparison, failing);
    expect(status).toBe(200);
    expect(json.beside.id).toBe(working);
    expect(json.differences).toEqual([{ field: 'item.billing', this: 'fail', other: 'pass' }]);
  });

  test('finds a difference of scope, of tier and of how billing compares', async () => {
    const desk = await verifyDesk();
    await desk.effective({ expected: { payer: 'reseller' } });
    const scope = { ...anyScope, access: 'manage' as const, because: 'They asked us to', regions: ['ap-seoul'] };
    const mine = await desk.effective({ scope, expected: { payer: 'customer' } });
    const { json } = await desk.request(comparison, mine);
    expect(json.differences).toEqual([
      { field: 'scope.access', this: 'manage', other: 'read_only' },
      { field: 'scope.regions', this: '["ap-seoul"]', other: '[]' },
      { field: 'billing.payer', this: 'differs', other: 'same' },
    ]);
  });

  test('takes the nearest one of its kind: not another type, environment, a stopped or a failing one', async () => {
    const desk = await verifyDesk();
    const near = await desk.effective({ customer: { accountId: '200011110001', name: 'Near', country: 'SG' } });
    await desk.effective({ customer: { accountId: '200011110002', name: 'Far', country: 'ID' } });
    await desk.effective({ types: ['management'] });
    await desk.effective({
      stopped: { reason: 'wrong account', since: desk.now(), by: desk.operator, unlinkBlockers: [] },
    });
    const failing = await desk.activate({ customer: { accountId: '200011110003', name: 'Mine', country: 'SG' } });
    const { json } = await desk.request(comparison, failing);
    expect(json.beside.id).toBe(near);
  });

  test('has nothing beside it where none of its kind works', async () => {
    const desk = await verifyDesk();
    const id = await desk.activate();
    await desk.pass(HOUR);
    expect((await desk.request(comparison, id)).json).toEqual({ differences: [] });
  });
});
