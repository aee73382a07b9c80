import { beforeAll, expect, test, vi } from 'vitest';
import { answerPage, type Desk, expectOk, mailedLink, runDueWork, sharedDesk, wishFor } from '../support/desk.ts';
import { patience } from '../support/patience.ts';
import { type Followed, follow } from './follow.ts';
import { sites } from './sites.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await sharedDesk();
});

/** A request that waits for its customer's application: the desk has used the partner account's key and remembers it. */
async function invited(): Promise<Followed> {
  const followed = await follow(desk, sites['tencent-intl'](desk));
  await followed.request();
  await followed.until('awaiting_customer');
  const { uin: accountId, email } = followed.customer;
  await answerPage(await mailedLink(desk, email), { verdict: 'confirmed', accountId });
  await followed.until('awaiting_application');
  return followed;
}

test('R135: credentials that are rotated in the middle of a run are fetched anew, and it goes on to its link', async () => {
  const followed = await invited();
  const { reseller, customer } = followed;
  const old = (await desk.cloud.tencent.listAccounts()).accounts.find(({ uin }) => uin === reseller.partner)?.keys[0];
  const { secretId: keyId, secretKey: keySecret } = await desk.cloud.tencent.rotateKey(reseller.partner);
  const params = { accountId: reseller.accountId as `acc_${string}` };
  await expectOk((await reseller.as('admin')).setCredentials({ params, body: { keyId, keySecret } }));
  await sites['tencent-intl'](desk).apply(customer);
  expect((await followed.until('completed')).failure).toBeUndefined();

  const { calls } = await desk.cloud.tencent.listCalls({ account: reseller.partner });
  expect(calls.at(-1)?.outcome).toBe('ok');
  const approvals = calls.filter(({ action, outcome }) => action === 'ApproveClientApply' && outcome === 'ok');
  expect(approvals).toHaveLength(1);
  expect(old?.secretId).not.toBe(keyId);
});

test('R135: neither the place of a customer who is known by its address, nor its receipt, depends on those credentials', async () => {
  const followed = await follow(desk, sites['tencent-intl'](desk));
  const { reseller, operator, customer, requestId } = followed;
  const wish = { ...wishFor(reseller, customer), customer: { name: customer.name, country: 'SG' } };
  await followed.request(wish);
  await followed.until('awaiting_customer');
  await answerPage(await mailedLink(desk, customer.email), { verdict: 'confirmed', accountId: customer.uin });
  await followed.until('awaiting_application');
  await desk.cloud.tencent.rotateKey(reseller.partner);
  expect(await operator.createLinkRequest({ body: wish })).toMatchObject({
    ok: false,
    error: { code: 'customer_taken' },
  });
  const receipt = await vi.waitFor(async () => {
    await runDueWork(desk);
    const read = await expectOk(operator.getLinkRequestConsent({ params: { requestId: requestId() } }));
    const [issued] = read.json.receipts;
    if (!issued) throw new Error('no receipt yet');
    return issued;
  }, patience);
  expect(receipt.document.items[0]).toEqual({ item: 'account_identifier', result: 'claimed' });
  const body = new URLSearchParams({ receipt: receipt.jws });
  expect((await fetch(`${desk.cloud.deskUrl}/verify`, { method: 'POST', body })).status).toBe(200);
});
