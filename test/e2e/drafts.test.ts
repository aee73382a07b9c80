import { beforeAll, expect, test } from 'vitest';
import {
  type Desk,
  type DeskClient,
  expectOk,
  foundReseller,
  newCustomer,
  type Reseller,
  sharedDesk,
  untilStatus,
  wishFor,
} from '../support/desk.ts';
import { req } from '../support/requirements.ts';

let desk: Desk;
let reseller: Reseller;
let clerk: DeskClient;
let operator: DeskClient;

beforeAll(async () => {
  desk = await sharedDesk();
  reseller = await foundReseller(desk);
  clerk = await reseller.as('enter');
  operator = await reseller.as('operator');
});

test(req('R001', 'R025', 'a draft that one member enters step by step is submitted by another'), async () => {
  const { confirm, ...wish } = wishFor(reseller, await newCustomer(desk));
  const { partnerAccountId, purpose, types, customer, contact } = wish;
  const guide = (await expectOk(clerk.getLinkGuide({ query: { partnerAccountId, types: 'billing' } }))).json;
  expect([guide.maySubmit.allowed, guide.programme.map(({ result }) => result)]).toEqual([
    false,
    ['pass', 'pass', 'pass'],
  ]);

  const begun = (await expectOk(clerk.createLinkDraft({ body: { partnerAccountId, purpose, types } }))).json.linkDraft;
  const params = { draftId: begun.id };
  const early = await clerk.replaceLinkDraft({ params, ifMatch: 1, body: { customer, contact } });
  expect(early).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
  const whole = (await expectOk(clerk.replaceLinkDraft({ params, ifMatch: 1, body: wish }))).json.linkDraft;
  expect([whole.ready, whole.wish.contact?.email]).toEqual([true, contact.email]);
  expect((await expectOk(operator.listLinkDrafts())).json.items.map(({ id }) => id)).toEqual([begun.id]);
  expect(await clerk.submitLinkDraft({ params, body: { confirm } })).toMatchObject({
    error: { code: 'right_missing' },
  });

  const answers = await Promise.all(
    [1, 2, 3].map(() => expectOk(operator.submitLinkDraft({ params, body: { confirm } }))),
  );
  const [id, ...others] = new Set(answers.map(({ json }) => json.linkRequest.id));
  expect(others).toEqual([]);
  expect(id && (await untilStatus(desk, operator, id, 'awaiting_customer')).customer.accountId).toBe(
    customer.accountId,
  );
  expect((await expectOk(operator.listLinkDrafts())).json.items).toEqual([]);
  const ended = (await expectOk(operator.getLinkDraft({ params }))).json.linkDraft;
  expect(ended).toMatchObject({ status: 'submitted', requestId: id });
});

test('a draft that is discarded leaves nothing of the person at the customer', async () => {
  const { confirm: _review, ...wish } = wishFor(reseller, await newCustomer(desk));
  const { linkDraft } = (await expectOk(clerk.createLinkDraft({ body: wish }))).json;
  const params = { draftId: linkDraft.id };
  await expectOk(clerk.discardLinkDraft({ params }));
  const contact = await desk.tables.get('private', { pk: `ORG#${reseller.org}#${linkDraft.id}`, sk: 'CONTACT' });
  expect(contact).toBeUndefined();
});
