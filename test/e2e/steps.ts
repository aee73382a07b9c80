import { vi } from 'vitest';
import { answerPage, expectOk, mailedLink } from '../support/desk.ts';
import { patience } from '../support/patience.ts';
import type { Followed } from './follow.ts';
import type { Account } from './sites.ts';

/** What people do with a request, through the API, the pages and the provider. */

/** Makes the request and does something before its machine starts. The relay stands still meanwhile, for others too. */
export async function whileMachineWaits(
  { desk, reseller, request }: Followed,
  act: () => Promise<void>,
): Promise<void> {
  const start = desk.faults.hold({
    service: 'states',
    operation: 'StartExecution',
    body: (body) =>
      typeof body === 'object' && body !== null && 'input' in body && String(body.input).includes(reseller.org),
  });
  try {
    await request();
    await start.arrived;
    await act();
  } finally {
    start.release();
  }
}

export async function asked(followed: Followed): Promise<void> {
  await followed.request();
  await followed.until('awaiting_customer');
}

/** The customer has said yes and was invited. */
export async function agreed(followed: Followed): Promise<void> {
  await asked(followed);
  await answer(followed, { verdict: 'confirmed' });
  await invited(followed);
  await followed.until('awaiting_application');
}

/** Where an operator invites, it does so, and says so by the run sheet. Elsewhere the desk has done it by itself. */
export async function invited(followed: Followed): Promise<void> {
  const { bench, reseller, customer, operator, requestId } = followed;
  if (!bench.inviteByHand) return;
  await followed.until('awaiting_operator');
  const params = { requestId: requestId() };
  const { sheet, invite } = (await expectOk(operator.getLinkRequestSheet({ params }))).json;
  if (invite?.email !== customer.email) throw new Error('the sheet does not say whom to invite');
  const last = await bench.inviteByHand(reseller, customer);
  for (const { number } of sheet.steps) {
    const body = number === sheet.steps.length ? last : {};
    await expectOk(operator.tickLinkRequestSheet({ params: { ...params, step: number }, body }));
  }
}

/** The customer has said yes and applied at the provider. */
export async function applied(followed: Followed): Promise<void> {
  await agreed(followed);
  await followed.bench.apply(followed.customer);
}

/** Answers on the page of the newest mail. @param before a page that was mailed before, and is not meant */
export async function answer(
  { desk, customer }: Followed,
  form: Record<string, string>,
  before?: string,
): Promise<void> {
  const page = await vi.waitUntil(async () => {
    const newest = await mailedLink(desk, customer.email);
    return newest !== before && newest;
  }, patience);
  const answered = await answerPage(page, { ...form, accountId: customer.uin });
  if (!answered.ok) throw new Error(`the page answers ${answered.status}: ${await answered.text()}`);
}

export async function cancel({ operator, requestId }: Followed, reason: string): Promise<void> {
  await expectOk(operator.cancelLinkRequest({ params: { requestId: requestId() }, body: { reason } }));
}

export async function setAccount({ reseller }: Followed, status: 'active' | 'paused', reason: string): Promise<void> {
  const admin = await reseller.as('admin');
  const params = { accountId: reseller.accountId as `acc_${string}` };
  const { version } = (await expectOk(admin.readPartnerAccount({ params }))).json;
  await expectOk(admin.changePartnerAccount({ params, body: { status, reason }, ifMatch: version }));
}

/** A colleague who may approve agrees, or does not. */
export async function secondPerson({ reseller, requestId, customer }: Followed, verdict: 'agree' | 'decline') {
  const approver = await reseller.as('approver');
  const body = { verdict, lastFour: customer.uin.slice(-4), reason: 'as the contract says' };
  await expectOk(approver.decideSecondPerson({ params: { requestId: requestId() }, body }));
}

/** Another account applies on the invitation; answers that account once a person is asked about it. */
export async function otherApplied(followed: Followed): Promise<Account> {
  const other = await followed.bench.customer();
  await agreed(followed);
  await followed.bench.apply(followed.customer, other);
  await followed.until('awaiting_reseller_review');
  return other;
}

/** An approver accepts the application of this account, or refuses it. */
export async function review(followed: Followed, { uin }: Account, verdict: 'accept' | 'refuse'): Promise<void> {
  const approver = await followed.reseller.as('approver');
  const body = { verdict, lastFour: uin.slice(-4), reason: 'this is not the account that we meant' };
  await expectOk(approver.reviewApplication({ params: { requestId: followed.requestId() }, body }));
}

/** A customer whom nobody invited applies at the provider; the request that the desk makes of it is followed. */
export async function startedByCustomer(followed: Followed): Promise<void> {
  await followed.bench.applyUnasked(followed.reseller, followed.customer);
  await followed.find({ origin: 'customer' });
  await followed.until('awaiting_reseller_review');
}

/** The provider will not take the customer's account before it is mended; the request waits for that. */
export async function toBeMended(followed: Followed): Promise<void> {
  await followed.bench.hinder(followed.customer);
  await applied(followed);
  await followed.until('awaiting_customer_remedy');
}

export async function mendAndTryAgain(followed: Followed): Promise<void> {
  await followed.bench.mend(followed.customer);
  const body = { changed: 'they left the group' };
  await expectOk(followed.operator.tryApprovalAgain({ params: { requestId: followed.requestId() }, body }));
}

/** The customer is linked, for a purpose that the site does not set itself, so that its scope can change in place. */
export async function linkedBefore(followed: Followed): Promise<`link_${string}`> {
  const wish = followed.bench.wish(followed.reseller, followed.customer);
  const gathered = [...(wish.gathered ?? []), 'access_agreement'];
  await followed.request({ types: ['billing', 'provisioning'], gathered, scope: scopeOf(['cvm', 'cos']) });
  await followed.until('awaiting_customer');
  await answer(followed, { verdict: 'confirmed' });
  await invited(followed);
  await followed.until('awaiting_application');
  await followed.bench.apply(followed.customer);
  const { linkId } = await followed.untilEnded();
  if (!linkId) throw new Error('was not linked');
  return linkId;
}

/** Asks for a link to reach other services; the request that changes it is followed from then on. */
export async function changeServices(followed: Followed, linkId: `link_${string}`, services: string[]): Promise<void> {
  const body = {
    change: { scope: scopeOf(services) },
    reason: 'they booked another tier',
    gathered: ['access_agreement'],
    confirm: { customer: true as const, types: true as const },
  };
  const { linkRequest } = (await expectOk(followed.operator.requestLinkChange({ params: { linkId }, body }))).json;
  if (!linkRequest) throw new Error('the change needs a new link');
  followed.track(linkRequest);
}

function scopeOf(services: string[]) {
  return { access: 'read_only' as const, services, agreement: 'MSA-2026-114' };
}
