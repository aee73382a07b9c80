import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { photograph, startBrowser, visit } from '../../support/browser.ts';
import { type Desk, sharedDesk } from '../../support/desk.ts';
import { patience } from '../../support/patience.ts';

let desk: Desk;
let browser: Browser;

beforeAll(async () => {
  [desk, browser] = await Promise.all([sharedDesk(), startBrowser()]);
});
afterAll(() => browser?.close());

test('the API reference shows an operation in a browser, which asks no other host for anything', async () => {
  await visit(browser, desk.cloud.deskUrl, { language: 'en', screen: 'desktop' }, async (page) => {
    await page.goto(`${desk.cloud.deskUrl}/reference#/links/createLinkRequest`);
    const operation = page.locator('[id$=createLinkRequest]');
    await operation.getByText('Ask for a customer to be linked').waitFor(patience);
    await operation.getByText('partnerAccountId').first().waitFor();
    await photograph(page, 'reference', '[id$=createLinkRequest]');
  });
});
