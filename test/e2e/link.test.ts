import { expect, test } from 'vitest';
import {
  answerPage,
  expectOk,
  foundReseller,
  mailedLink,
  newCustomer,
  sharedDesk,
  statesEntered,
  untilStatus,
  wishFor,
} from '../support/desk.ts';

test('a customer is linked end to end: request, consent, invitation, application, approval', async () => {
  const desk = await sharedDesk();
  const reseller = await foundReseller(desk);
  const olivia = await reseller.as('operator');
  const customer = await newCustomer(desk);
  const { linkRequest } = (await expectOk(olivia.createLinkRequest({ body: wishFor(reseller, customer) }))).json;

  await untilStatus(desk, olivia, linkRequest.id, 'awaiting_customer');
  const link = await mailedLink(desk, customer.email);
  expect((await fetch(link)).status).toBe(200);
  expect((await answerPage(link, { verdict: 'confirmed', accountId: customer.uin })).status).toBe(200);

  await untilStatus(desk, olivia, linkRequest.id, 'awaiting_application');
  const { invitations } = await desk.cloud.tencent.readState();
  const invitation = Object.values(invitations).find(({ email }) => email === customer.email);
  await desk.cloud.tencent.submitByLink({
    token: String(invitation?.token),
    uin: customer.uin,
    name: customer.name,
    email: customer.email,
  });

  const done = await untilStatus(desk, olivia, linkRequest.id, 'completed');
  expect(done).toMatchObject({ group: 'active', flags: [], attempt: 1 });
  expect(await statesEntered(desk, done.execution)).toEqual([
    'LoadRequest',
    'CheckRequest',
    'AwaitCustomer',
    'RecordCustomerAnswer',
    'InviteCustomer',
    'AwaitApplication',
    'RecordApplication',
    'ApproveApplication',
    'PrepareAccount',
    'Activate',
    'Completed',
  ]);
});
