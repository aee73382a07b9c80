import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readInbox } from '../../../local/front/inbox.ts';
import { expectSound, photograph, startBrowser, visit } from '../../support/browser.ts';
import {
  type Desk,
  expectOk,
  foundReseller,
  newCustomer,
  runDueWork,
  sharedDesk,
  wishFor,
} from '../../support/desk.ts';
import { patience } from '../../support/patience.ts';
import { byTwo } from '../scenario.ts';
import { expectState, submit } from './asked-customer.ts';

/** What a mail tells a member, and the page on which they say that they take care of it. */

let desk: Desk;
let browser: Browser;

beforeAll(async () => {
  [desk, browser] = await Promise.all([sharedDesk(), startBrowser()]);
});
afterAll(() => browser?.close());

test('an approver is mailed what waits for a second person, and takes care of it on a page', async () => {
  const name = 'Kestrel Harbour Cloud';
  const terms = { ...byTwo, notices: { ...byTwo.notices, digestSeconds: 0 } };
  const reseller = await foundReseller(desk, terms, name);
  const [operator] = await Promise.all([reseller.as('operator'), reseller.as('approver')]);
  const customer = await newCustomer(desk);
  const { id } = (await expectOk(operator.createLinkRequest({ body: wishFor(reseller, customer) }))).json.linkRequest;
  const link = await vi.waitFor(async () => {
    await runDueWork(desk);
    const mail = (await readInbox(desk.cloud.engineUrl)).find(({ text }) => text.includes(name) && /\/n\//.test(text));
    const found = mail?.text.match(/http:\S+\/n\/[\w-]{43}/)?.[0];
    if (!found) throw new Error('no mail to the approver yet');
    return found;
  }, patience);
  for (const language of ['en', 'zh-CN'] as const) {
    await visit(browser, desk.cloud.deskUrl, { language }, async (page) => {
      await page.goto(link);
      await expectState(page, 'needs_somebody');
      expect(await page.locator('main').innerText()).toContain(customer.name);
      await expectSound(page, language);
      await photograph(page, `member-notice.${language}`);
    });
  }
  await visit(browser, desk.cloud.deskUrl, { language: 'en', script: false }, async (page) => {
    await page.goto(link);
    await submit(page, page.locator('main button'));
    await expectState(page, 'taken_in_hand');
  });
  const query = { limit: 100 };
  const { items } = (await expectOk(operator.getLinkRequestTimeline({ params: { requestId: id }, query }))).json;
  expect(items.map(({ type }) => type)).toContain('link_request.taken_in_hand');
});
