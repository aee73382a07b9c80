import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { phraseOf } from '../../../functions/decisions/phrase.ts';
import type { Language } from '../../../functions/kernel/texts.ts';
import {
  drawsDistinctly,
  expectSound,
  photograph,
  screens,
  startBrowser,
  tabThrough,
  type Visit,
  visit,
} from '../../support/browser.ts';
import {
  type Desk,
  type DeskClient,
  expectOk,
  foundReseller,
  quickTerms,
  sharedDesk,
  untilStatus,
} from '../../support/desk.ts';
import { apply, askCustomer, expectState, newestMail, sayNo, sayYes, submit, untilState } from './asked-customer.ts';

/** Customers in a real browser, from their mail to the end. */

const languages = ['en', 'zh-CN'] as const;

let desk: Desk;
let browser: Browser;
let operator: DeskClient;
let asked: Awaited<ReturnType<typeof askAll>>;

beforeAll(async () => {
  [desk, browser] = await Promise.all([sharedDesk(), startBrowser()]);
  asked = await askAll();
});
afterAll(() => browser?.close());

/** Everybody is asked before the first page is opened. */
async function askAll() {
  const reseller = await foundReseller(desk, quickTerms, 'Harbour Lantern Cloud');
  operator = await reseller.as('operator');
  const ask = (language: Language = 'en', as = {}) => askCustomer(desk, reseller, language, as);
  const [en, zh] = await Promise.all([
    ask('en', { name: 'Larkspur Logistics Pte. Ltd.' }),
    ask('zh-CN', { name: '云杉物流有限公司' }),
  ]);
  const [noEn, noZh] = await Promise.all([ask('en'), ask('zh-CN')]);
  const [scanned, noScript, keyboard] = await Promise.all([ask(), ask(), ask()]);
  return { yes: { en, 'zh-CN': zh }, no: { en: noEn, 'zh-CN': noZh }, scanned, noScript, keyboard };
}

const visitDesk = (how: Visit, act: (page: Page) => Promise<void>) => visit(browser, desk.cloud.deskUrl, how, act);

describe.each(languages)('a customer who reads %s', (language) => {
  test('R129, R130: reads who asks, what changes, how long it takes and what to do when stuck', async () => {
    const { link, customer } = asked.yes[language];
    await visitDesk({ language }, async (page) => {
      await page.goto(link);
      await expectState(page, 'question_open');
      expect(await drawsDistinctly(page, ['账', '号', '关', '联'])).toBe(true);
      const said = await page.locator('main').innerText();
      expect(said).toContain(language === 'en' ? 'Tencent Cloud' : '腾讯云');
      expect(said).toContain(customer.name);
      const phrase = phraseOf(new URL(link).pathname.slice('/d/'.length), language);
      expect((await newestMail(desk, customer.email))?.text).toContain(phrase);
      expect(said).toContain(phrase);
      await expectSound(page, language);
      await photograph(page, `customer-question.${language}`);
      await photograph(page, `customer-answer.${language}`, 'form[name=yes]');
      for (const topic of await page.locator('summary').all()) await topic.click();
      const guide = await page.locator('details').allInnerTexts();
      expect(guide).toEqual([
        expect.stringContaining('tencentcloud.com'),
        expect.stringMatching(/two working days|两个工作日/),
        expect.stringMatching(/forgot password|忘记密码/),
      ]);
      await expectSound(page, language);
      await photograph(page, `customer-guide.${language}`, '.guide');
      await page.setViewportSize(screens.desktop);
      await page.reload();
      await photograph(page, `customer-question-desktop.${language}`);
    });
  });

  test('says yes, and finds the provider’s invitation on the same page', async () => {
    const { link, customer } = asked.yes[language];
    await visitDesk({ language }, async (page) => {
      await page.goto(link);
      await sayYes(page, customer.uin);
      await untilState(page, 'invitation_ready');
      const { invitations } = await desk.cloud.tencent.readState();
      const sent = invitations.find(({ email }) => email === customer.email);
      expect(await page.locator('a.button').getAttribute('href')).toContain(sent?.token);
      await expectSound(page, language);
      await photograph(page, `customer-invitation.${language}`);
    });
  });

  test('says no with a reason, which the reseller reads', async () => {
    const { link, requestId } = asked.no[language];
    const reason = language === 'en' ? 'We stay with whom we have' : '我们暂不更换代理商';
    await visitDesk({ language }, async (page) => {
      await page.goto(link);
      await sayNo(page, reason);
      await expectState(page, 'no_recorded');
      await expectSound(page, language);
      await photograph(page, `customer-no.${language}`);
    });
    const { linkRequest } = (await expectOk(operator.getLinkRequest({ params: { requestId } }))).json;
    expect(JSON.stringify(linkRequest)).toContain(reason);
  });
});

test('R047: a customer who has applied sees that it is linked, and tells what it sees at the provider', async () => {
  const { link, requestId } = asked.yes.en;
  await apply(desk, asked.yes.en);
  const { linkId } = await untilStatus(desk, operator, requestId, 'completed');
  for (const language of languages) {
    await visitDesk({ language }, async (page) => {
      await page.goto(link);
      await expectState(page, 'linked');
      await expectSound(page, language);
      await photograph(page, `customer-linked.${language}`);
      await submit(page, page.locator('a.button'));
      await expectState(page, 'view_asked');
      await expectSound(page, language);
      await photograph(page, `customer-view.${language}`);
    });
  }
  await visitDesk({ language: 'en' }, async (page) => {
    await page.goto(`${link}/view`);
    await page.locator('input[name=seesReseller][value=no]').check();
    await page.locator('input[name=canSignIn][value=yes]').check();
    await submit(page, page.locator('form button'));
    await expectState(page, 'view_recorded');
    await expectSound(page, 'en');
  });
  const params = { linkId: linkId ?? 'link_' } as const;
  const { customerView } = (await expectOk(operator.getLinkVerification({ params }))).json.verification;
  expect(customerView).toMatchObject({ seesReseller: 'no', canSignIn: true, by: 'customer', at: expect.any(String) });
});

test('mail scanners that open every link of the page first take nothing from the customer', async () => {
  const { link, customer, requestId } = asked.scanned;
  const headers = { purpose: 'prefetch', 'sec-purpose': 'prefetch;prerender', 'user-agent': 'Mail-Scanner/1.0' };
  const opened = await Promise.all(
    ['HEAD', 'GET', 'GET', 'OPTIONS'].map(async (method) => fetch(link, { method, headers })),
  );
  const pages = await Promise.all(opened.map((answer) => answer.text()));
  const hrefs = new Set(pages.flatMap((text) => [...text.matchAll(/href="([^"]+)"/g)].map(([, href]) => href ?? '')));
  expect(hrefs.size).toBeGreaterThan(0);
  await Promise.all([...hrefs].map((href) => fetch(new URL(href.replaceAll('&amp;', '&'), link), { headers })));

  const { linkRequest } = (await expectOk(operator.getLinkRequest({ params: { requestId } }))).json;
  expect(linkRequest.status).toBe('awaiting_customer');
  await visitDesk({ language: 'en' }, async (page) => {
    await page.goto(link);
    await expectState(page, 'question_open');
    await sayYes(page, customer.uin);
    await untilState(page, 'invitation_ready');
  });
});

test('without script, every step works: another language, a wrong account, the right one, the invitation', async () => {
  const { link, customer } = asked.noScript;
  await visitDesk({ language: 'zh-CN', script: false }, async (page) => {
    await page.goto(link);
    await page.getByRole('link', { name: 'English' }).click();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.locator('summary').first().click();
    expect(await page.locator('details[open]').count()).toBe(1);
    await sayYes(page, '100000000001');
    await expectState(page, 'identifier_differs');
    await sayYes(page, customer.uin);
    await untilState(page, 'invitation_ready');
    expect(await page.locator('html').getAttribute('lang'), 'the chosen language stays').toBe('en');
  });
});

test('with the keyboard alone, every control is reached in the order in which it is read, is seen, and works', async () => {
  const { link, customer } = asked.keyboard;
  await visitDesk({ language: 'en', screen: 'desktop' }, async (page) => {
    await page.goto(link);
    const reached = await tabThrough(page);
    const names = reached.map(({ name }) => name);
    expect(new Set(names).size, names.join(', ')).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(['中文', 'accountId', 'reason', 'Yes, link the account']));
    const tops = reached.map(({ top }) => top);
    expect(tops).toEqual(tops.toSorted((a, b) => a - b));
    expect(reached.filter(({ isSeen }) => !isSeen)).toEqual([]);
    await page.keyboard.press('Enter');
    await vi.waitUntil(async () => (await page.locator('details[open]').count()) === 1);

    await page.reload();
    await tabTo(page, '[name=accountId]');
    await page.keyboard.type(customer.uin);
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    await untilState(page, 'invitation_ready');
    await tabTo(page, 'a.button');
  });
});

async function tabTo(page: Page, control: string): Promise<void> {
  do {
    await page.keyboard.press('Tab');
  } while ((await page.locator(`${control}:focus`).count()) === 0);
}
