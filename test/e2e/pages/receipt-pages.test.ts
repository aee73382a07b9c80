import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Language } from '../../../functions/kernel/texts.ts';
import { expectSound, photograph, startBrowser, visit } from '../../support/browser.ts';
import { type Desk, foundReseller, quickTerms, sharedDesk } from '../../support/desk.ts';
import { patience } from '../../support/patience.ts';
import { type Asked, askCustomer, expectState, sayYes, submit } from './asked-customer.ts';

/** The receipt of a yes, and the page on which anybody has it verified, in a real browser. */

let desk: Desk;
let browser: Browser;
let asked: Asked;

beforeAll(async () => {
  [desk, browser] = await Promise.all([sharedDesk(), startBrowser()]);
  const reseller = await foundReseller(desk, quickTerms, 'Harbour Lantern Cloud');
  asked = await askCustomer(desk, reseller, 'en', { name: 'Tamarisk Foods Limited' });
});
afterAll(() => browser?.close());

const visitDesk = (language: Language, act: (page: Page) => Promise<void>, script = true) =>
  visit(browser, desk.cloud.deskUrl, { language, script }, act);

/** Opens the receipt from the page of the yes, and again until it is made. */
async function openReceipt(page: Page): Promise<void> {
  await page.goto(asked.link);
  await page.locator('a[href*="receipt"]').click();
  await expect
    .poll(async () => {
      await page.reload();
      return page.locator('main').getAttribute('data-code');
    }, patience)
    .toBe('receipt');
}

describe('B10: the receipt of a yes', () => {
  test('is reached from the page of the yes, and says what was agreed in the words that were shown', async () => {
    await visitDesk('en', async (page) => {
      await page.goto(asked.link);
      const shown = await page.locator('main li').allInnerTexts();
      await sayYes(page, asked.customer.uin);
      await openReceipt(page);
      const receipt = await page.locator('main').innerText();
      expect(shown.filter((line) => receipt.includes(line)).length).toBeGreaterThanOrEqual(3);
      expect(receipt).toContain(asked.customer.name);
      await expectSound(page, 'en');
      await photograph(page, 'receipt.en');
    });
    await visitDesk('zh-CN', async (page) => {
      await openReceipt(page);
      await expectSound(page, 'zh-CN');
      await photograph(page, 'receipt.zh-CN');
    });
  });

  test.each(['en', 'zh-CN'] as const)('is verified by anybody who reads %s', async (language) => {
    await visitDesk(language, async (page) => {
      const receipt = await readReceipt(page);
      await page.goto(`${desk.cloud.deskUrl}/verify`);
      await expectState(page, 'verify');
      await expectSound(page, language);
      await photograph(page, `verify.${language}`);

      await verify(page, receipt);
      await expectState(page, 'genuine');
      expect(await page.locator('main').innerText()).toContain(asked.customer.name);
      await expectSound(page, language);
      await photograph(page, `verify-genuine.${language}`);
    });
  });

  test('of which one byte was changed is not genuine, and says so without script, too', async () => {
    const changes = { changed: '' };
    await visitDesk('en', async (page) => {
      const receipt = await readReceipt(page);
      const at = receipt.length - 20;
      changes.changed = `${receipt.slice(0, at)}${receipt[at] === 'A' ? 'B' : 'A'}${receipt.slice(at + 1)}`;
      await page.goto(`${desk.cloud.deskUrl}/verify`);
      await verify(page, changes.changed);
      await expectState(page, 'wrong_signature');
      await expectSound(page, 'en');
      await photograph(page, 'verify-changed.en');
    });
    const withoutScript = false;
    await visitDesk(
      'zh-CN',
      async (page) => {
        await page.goto(`${desk.cloud.deskUrl}/verify`);
        await verify(page, changes.changed);
        await expectState(page, 'wrong_signature');
        await photograph(page, 'verify-changed.zh-CN');
      },
      withoutScript,
    );
  });
});

/** The signed text, as a reader copies it. */
async function readReceipt(page: Page): Promise<string> {
  await openReceipt(page);
  return page.locator('main code').innerText();
}

async function verify(page: Page, receipt: string): Promise<void> {
  await page.locator('textarea').fill(receipt);
  await submit(page, page.locator('main button'));
}
