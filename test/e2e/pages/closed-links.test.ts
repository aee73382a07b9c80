import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectSound, photograph, startBrowser, type Visit, visit } from '../../support/browser.ts';
import {
  answerPage,
  type Desk,
  type DeskClient,
  expectOk,
  foundReseller,
  mailedLink,
  quickTerms,
  sharedDesk,
  untilStatus,
} from '../../support/desk.ts';
import { hasty } from '../scenario.ts';
import { askCustomer, expectState, sayNo, sayYes } from './asked-customer.ts';

/** Links that take no yes, or no answer at all, in a real browser. */

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
  const [reseller, impatient] = await Promise.all([
    foundReseller(desk, quickTerms, 'Harbour Lantern Cloud'),
    foundReseller(desk, hasty({ customerSeconds: 20 }), 'Harbour Lantern Cloud'),
  ]);
  operator = await reseller.as('operator');
  const late = await askCustomer(desk, impatient);
  const ask = (name?: string) => askCustomer(desk, reseller, 'en', name ? { name } : {});
  const [locked, moved] = await Promise.all([ask('Merrowby Marine Ltd'), ask('Quillon Foods Pte. Ltd.')]);
  const [answered, withdrawn] = await Promise.all([ask(), ask()]);
  return { locked, answered, moved, withdrawn, late, impatient };
}

const visitDesk = (how: Visit, act: (page: Page) => Promise<void>) => visit(browser, desk.cloud.deskUrl, how, act);

/** Shows this link to readers of both languages. */
async function inBoth(name: string, link: string, code: string, status: number): Promise<void> {
  for (const language of languages) {
    await visitDesk({ language }, async (page) => {
      const answer = await page.goto(link);
      expect(answer?.status()).toBe(status);
      await expectState(page, code);
      await expectSound(page, language);
      await photograph(page, `customer-${name}.${language}`);
    });
  }
}

describe('a customer who types the account ID', () => {
  test('sees what it typed, what is wrong with it and how often it may try again; the fifth one locks the page', async () => {
    const { link, customer, requestId } = asked.locked;
    await visitDesk({ language: 'en' }, async (page) => {
      await page.goto(link);
      for (const left of [4, 3, 2, 1]) {
        await sayYes(page, `10000000000${left}`);
        await expectState(page, 'identifier_differs');
        expect(await page.getByRole('alert').innerText()).toContain(`Attempts left: ${left}`);
        expect(await page.locator('#accountId').inputValue()).toBe(`10000000000${left}`);
      }
      expect(await page.title()).toMatch(/^Not recorded yet: /);
      await expectSound(page, 'en');
      await photograph(page, 'customer-wrong-account.en');
      await page.getByRole('link', { name: '中文' }).click();
      await expectState(page, 'question_open');

      await sayYes(page, '100000000000');
      await expectState(page, 'identifier_locked');
      expect(await page.locator('#accountId').count()).toBe(0);
    });
    expect((await answerPage(link, { verdict: 'confirmed', accountId: customer.uin })).status).toBe(429);
    await inBoth('locked', link, 'identifier_locked', 200);
    await visitDesk({ language: 'zh-CN' }, async (page) => {
      await page.goto(link);
      await sayNo(page, '');
      await expectState(page, 'no_recorded');
    });
    await untilStatus(desk, operator, requestId, 'rejected');
  });
});

describe('R031: a link that takes no answer says why, by a code of its own', () => {
  test('one that nobody made', () =>
    inBoth('unknown', `${desk.cloud.deskUrl}/d/${'A'.repeat(43)}`, 'link_unknown', 404));

  test('one that was answered otherwise', async () => {
    const { link, customer } = asked.answered;
    await answerPage(link, { verdict: 'rejected' });
    const again = await answerPage(link, { verdict: 'confirmed', accountId: customer.uin });
    const code = (await again.text()).match(/data-code="(\w+)"/)?.[1];
    expect([again.status, code]).toEqual([410, 'link_used']);
    await inBoth('no-again', link, 'no_recorded', 200);
  });

  test('one of a mail that went to an earlier contact, while the newer one works', async () => {
    const { link, requestId, customer } = asked.moved;
    const email = customer.email.replace('it-', 'finance-');
    await expectOk(operator.changeContact({ params: { requestId }, body: { email } }));
    await inBoth('superseded', link, 'link_superseded', 410);
    await visitDesk({ language: 'en' }, async (page) => {
      await page.goto(await mailedLink(desk, email));
      await expectState(page, 'question_open');
    });
  });

  test('one of a request that the reseller has withdrawn', async () => {
    const { link, requestId } = asked.withdrawn;
    await expectOk(operator.cancelLinkRequest({ params: { requestId }, body: { reason: 'ordered twice' } }));
    await untilStatus(desk, operator, requestId, 'cancelled');
    await inBoth('withdrawn', link, 'link_withdrawn', 410);
  });

  test('R036: one whose time is over; asked anew, the customer can answer', async () => {
    const { late, impatient } = asked;
    await untilStatus(desk, await impatient.as('operator'), late.requestId, 'expired');
    await inBoth('expired', late.link, 'link_expired', 410);
    const anew = await askCustomer(desk, impatient, 'en', late.customer);
    await visitDesk({ language: 'en' }, async (page) => {
      await page.goto(anew.link);
      await expectState(page, 'question_open');
    });
  });
});
