import { beforeAll, describe, expect, test } from 'vitest';
import { type AlibabaReseller, foundAlibabaReseller, newUid } from '../../support/alibaba-reseller.ts';
import {
  answerPage,
  type Desk,
  expectOk,
  mailedLink,
  sharedDesk,
  statesEntered,
  untilStatus,
} from '../../support/desk.ts';

let desk: Desk;
let reseller: AlibabaReseller;

beforeAll(async () => {
  desk = await sharedDesk();
  reseller = await foundAlibabaReseller(desk);
});

/** A customer that nobody knows yet, and what an operator sends to link it. */
function stranger() {
  const uid = newUid();
  const customer = { name: `Customer ${uid} Pte. Ltd.`, country: 'SG' };
  const contact = { email: `it-${uid}@customer.example`, language: 'en' as const };
  const terms = {
    limit: { amount: '2500.00', currency: 'USD' },
    whenUsedUp: 'stop' as const,
    newPurchases: 'allowed' as const,
  };
  const wish = {
    partnerAccountId: reseller.alibaba.accountId as `acc_${string}`,
    purpose: 'onboarding' as const,
    types: ['billing' as const],
    gathered: ['signatory', 'registration_details', 'country_covered', 'billing_terms'],
    team: 'onboarding',
    confirm: { customer: true as const, types: true as const },
    customer,
    contact,
    terms,
    siteFields: { CustomerSource: 'Other', CustomerTrade: '01' },
  };
  return { uid, wish };
}

/** Asked for, and agreed to on our page: the invitation of the provider is out. */
async function invited() {
  const operator = await reseller.as('operator');
  const { uid, wish } = stranger();
  const { linkRequest } = (await expectOk(operator.createLinkRequest({ body: wish }))).json;
  await untilStatus(desk, operator, linkRequest.id, 'awaiting_customer');
  await answerPage(await mailedLink(desk, wish.contact.email), { verdict: 'confirmed', accountId: '' });
  const waiting = await untilStatus(desk, operator, linkRequest.id, 'awaiting_application');
  const { invitations } = await desk.cloud.alibaba.readState();
  const invitation = invitations.find(({ email }) => email === wish.contact.email);
  if (!invitation) throw new Error(`nobody invited ${wish.contact.email}`);
  return { operator, uid, wish, waiting, invitation, id: linkRequest.id };
}

describe('R018: a customer is linked at Alibaba Cloud', () => {
  test('by being registered, invited with its terms, and associated through its own form', async () => {
    const { operator, uid, wish, waiting, invitation, id } = await invited();
    expect(waiting.registration).toMatch(/^\d+$/);
    const { id: token } = invitation;
    await desk.cloud.alibaba.register({ invitation: token, uid, ...wish.customer, email: wish.contact.email });
    const done = await untilStatus(desk, operator, id, 'completed');
    expect(done.customer.accountId).toBe(uid);
    const { link } = (await expectOk(operator.getLink({ params: { linkId: done.linkId as `link_${string}` } }))).json;
    expect(link).toMatchObject({ status: 'active', customer: { accountId: uid } });
    expect(await statesEntered(desk, done.execution)).toEqual([
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
    const { customers, leads } = await desk.cloud.alibaba.readState();
    expect(customers[uid]).toMatchObject({ partner: reseller.alibaba.uid, creditLine: '2500.00' });
    expect(leads.filter(({ name }) => name === wish.customer.name)).toHaveLength(1);
  });

  test('once, though the answer to the invitation was lost: it is found again by who used it', async () => {
    await desk.cloud.alibaba.addFault({
      action: 'InviteSubAccount',
      fault: { kind: 'drop', effect: 'done' },
      times: 1,
    });
    const { operator, uid, wish, waiting, invitation, id } = await invited();
    expect(waiting.invitation?.outcome).toBe('unknown');
    await desk.cloud.alibaba.register({ invitation: invitation.id, uid, ...wish.customer, email: wish.contact.email });
    await untilStatus(desk, operator, id, 'completed');
    const { invitations } = await desk.cloud.alibaba.readState();
    expect(invitations.filter(({ email }) => email === wish.contact.email)).toHaveLength(1);
  });
});
