import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { phraseOf } from '../../../functions/decisions/phrase.ts';
import type { Language } from '../../../functions/kernel/texts.ts';
import { expectSound, photograph, startBrowser, tabThrough, type Visit, visit } from '../../support/browser.ts';
import { type Desk, mailedLink, sharedDesk } from '../../support/desk.ts';
import { beatDueWork } from '../../support/due-beat.ts';
import { type Unbinding, unbinding } from '../unbinds/unbinding.ts';
import { expectState, newestMail, sayNo, sayYes } from './asked-customer.ts';

/** Customers in a real browser who are asked to confirm that they leave their reseller. */

const languages = ['en', 'zh-CN'] as const;

let desk: Desk;
let browser: Browser;
let due: ReturnType<typeof beatDueWork>;

beforeAll(async () => {
  [desk, browser] = await Promise.all([sharedDesk(), startBrowser()]);
  due = beatDueWork(desk);
});
afterAll(async () => {
  await due?.end();
  await browser?.close();
});

const visitDesk = (how: Visit, act: (page: Page) => Promise<void>) => visit(browser, desk.cloud.deskUrl, how, act);

/** An application that has been submitted, and the link that its customer was mailed. */
async function asked(
  language: Language,
): Promise<{ readonly u: Unbinding; readonly link: string; readonly to: string }> {
  const u = await unbinding(desk);
  const to = `${u.customer.uin}.${language.toLowerCase()}@customer.example`;
  await u.read();
  await u.submit({ cardKnown: false, contact: { email: to, language } });
  await u.until('awaiting_second_person');
  await u.agree();
  await u.until('awaiting_submission');
  await u.sheet({ reference: `UB${u.customer.uin}` });
  await u.until('awaiting_customer_confirmation');
  return { u, to, link: await mailedLink(desk, to) };
}

describe.each(languages)('a customer who reads %s', (language) => {
  test('R091, R098: reads what ends and where it confirms, tells that it did, and nothing has moved', async () => {
    const { u, link, to } = await asked(language);
    await visitDesk({ language }, async (page) => {
      await page.goto(link);
      await expectState(page, 'confirmation_asked');
      const said = await page.locator('main').innerText();
      const phrase = phraseOf(new URL(link).pathname.slice('/d/'.length), language);
      expect((await newestMail(desk, to))?.text).toContain(phrase);
      expect(said).toContain(phrase);
      expect(said).toContain(language === 'en' ? 'Confirm Unbinding' : '确认解绑');
      await expectSound(page, language);
      await photograph(page, `unbind-question.${language}`);
      await sayYes(page, '200011112222');
      await expectState(page, 'identifier_differs');
      await expectSound(page, language);
      await sayYes(page, u.customer.uin);
      await expectState(page, 'statement_recorded');
      await expectSound(page, language);
      await photograph(page, `unbind-said.${language}`);
    });
    const now = await u.look();
    expect(now.status).toBe('awaiting_customer_confirmation');
    expect(now.facts.at(-1)).toMatchObject({ kind: 'customer_confirmed', observedBy: 'customer' });
  });

  test('rejects it with a reason, and the application is to be taken back', async () => {
    const { u, link } = await asked(language);
    await visitDesk({ language }, async (page) => {
      await page.goto(link);
      await sayNo(page, language === 'en' ? 'We stay' : '我们不解绑');
      await expectState(page, 'rejection_recorded');
      await expectSound(page, language);
    });
    expect((await u.until('awaiting_withdrawal')).leaving).toBe('customer_said_no');
  });
});

test('works without script, by the keyboard, and in the other language', async () => {
  const { link } = await asked('en');
  await visitDesk({ language: 'en', script: false }, async (page) => {
    await page.goto(link);
    await page.locator('nav a').click();
    await page.waitForLoadState();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
    await expectState(page, 'confirmation_asked');
    const reached = (await tabThrough(page)).map(({ name }) => name);
    expect(reached.indexOf('accountId')).toBeGreaterThan(-1);
    expect(reached.indexOf('reason')).toBeGreaterThan(reached.indexOf('accountId'));
  });
});
