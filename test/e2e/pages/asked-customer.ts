import type { Locator, Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import type { Language } from '../../../functions/kernel/texts.ts';
import { type Mail, readInbox } from '../../../local/front/inbox.ts';
import {
  type Desk,
  expectOk,
  mailedLink,
  newCustomer,
  type Reseller,
  untilStatus,
  wishFor,
} from '../../support/desk.ts';
import { logLines } from '../../support/engine-logs.ts';
import { patience } from '../../support/patience.ts';

/** A customer who was asked whether it wants to be linked, with the link in its mail. */
export type Asked = {
  readonly customer: Awaited<ReturnType<typeof newCustomer>>;
  readonly requestId: `lreq_${string}`;
  readonly link: string;
};

/** @param as who is asked, where it matters: the same customer anew, or one with a name to be seen */
export async function askCustomer(
  desk: Desk,
  reseller: Reseller,
  language: Language = 'en',
  as?: Partial<Asked['customer']>,
): Promise<Asked> {
  const operator = await reseller.as('operator');
  const customer = { ...(await newCustomer(desk)), ...as };
  await desk.cloud.tencent.setCustomer(customer);
  const wish = wishFor(reseller, customer);
  const body = { ...wish, contact: { ...wish.contact, language } };
  const before = await newestMail(desk, customer.email);
  const { id } = (await expectOk(operator.createLinkRequest({ body }))).json.linkRequest;
  await untilStatus(desk, operator, id, 'awaiting_customer');
  await untilMailed(desk, id, customer.email, before);
  return { customer, requestId: id, link: await mailedLink(desk, customer.email) };
}

/** Waits for another mail than this one; where none comes, says what the function that sends has logged of the request. */
async function untilMailed(desk: Desk, requestId: string, to: string, before: Mail | undefined): Promise<void> {
  const came = async () => (await newestMail(desk, to))?.id !== before?.id;
  try {
    await vi.waitUntil(came, { timeout: 150_000, interval: 300 });
  } catch (cause) {
    const said = (await logLines(desk)).filter((line) => line.includes(requestId) && line.includes('notices'));
    throw new Error(`no mail of ${requestId}; notices said: ${said.join('\n') || 'nothing'}`, { cause });
  }
}

export async function newestMail({ cloud }: Desk, to: string): Promise<Mail | undefined> {
  return (await readInbox(cloud.engineUrl)).find((mail) => mail.to.includes(to));
}

/** Asserts which state the page shows, by the code that it tells people who ask for help. */
export async function expectState(page: Page, code: string): Promise<void> {
  expect(await page.locator('main').getAttribute('data-code')).toBe(code);
  expect(await page.locator('footer code').textContent()).toBe(code);
}

/** Types this account identifier and says yes. */
export async function sayYes(page: Page, accountId: string): Promise<void> {
  await page.locator('#accountId').fill(accountId);
  await send(page, 'confirmed');
}

export async function sayNo(page: Page, reason: string): Promise<void> {
  await page.locator('#reason').fill(reason);
  await send(page, 'rejected');
}

function send(page: Page, verdict: 'confirmed' | 'rejected'): Promise<void> {
  return submit(page, page.locator(`form:has(input[name=verdict][value=${verdict}]) button[type=submit]`));
}

/** Presses the button of a form, and waits for the page that answers. */
export async function submit(page: Page, button: Locator): Promise<void> {
  await Promise.all([page.waitForEvent('load'), button.click()]);
}

/** Waits until the page, which looks again by itself, shows this state. */
export async function untilState(page: Page, code: string): Promise<void> {
  await page.locator(`main[data-code=${code}]`).waitFor(patience);
}

/** Somebody applies at the provider with the invitation that this customer got. */
export async function apply({ cloud }: Desk, { customer }: Asked): Promise<void> {
  const { tencent } = cloud;
  const invitation = await vi.waitFor(async () => {
    const { invitations } = await tencent.readState();
    const found = invitations.find(({ email }) => email === customer.email);
    if (!found) throw new Error(`no invitation to ${customer.email}`);
    return found;
  });
  await tencent.submitByLink({
    token: invitation.token,
    uin: customer.uin,
    name: customer.name,
    email: customer.email,
  });
}
