import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  answerPage,
  type Desk,
  expectOk,
  foundReseller,
  mailedLink,
  type Reseller,
  sharedDesk,
} from '../../support/desk.ts';
import { beatDueWork } from '../../support/due-beat.ts';
import { expectWay } from './follow-way.ts';
import { lookedUp, submitted, toTheEnd } from './scenarios.ts';
import { type Unbinding, unbinding } from './unbinding.ts';

let desk: Desk;
let due: ReturnType<typeof beatDueWork>;

beforeAll(async () => {
  desk = await sharedDesk();
  due = beatDueWork(desk);
});
afterAll(() => due?.end());

/**
 * The desk has to find out by itself whose customer it is. What a second-level reseller’s key may not read, nor a
 * distributor’s of an indirect customer, was looked up in the console.
 */
const nobodySays = { conditions: lookedUp, cardKnown: false, secondLevel: undefined };
const reason = 'A contract is running';

type Decision = { readonly number: string; readonly decision: 'approve' | 'refuse' };

/** The distributor enters its answer in its own console. */
const atProvider = (distributor: string, { number, decision }: Decision) =>
  desk.cloud.tencent.reviewUnbinding({ number, by: distributor, decision, reason });

/** Until the provider has the distributor's answer, it asks no customer. */
async function expectOrder({ customer }: Unbinding): Promise<void> {
  const asked = desk.cloud.tencent.answerUnbinding({ uin: customer.uin, answer: 'confirm' });
  await expect(asked).rejects.toMatchObject({ code: 'out_of_order' });
}

/** The distributor answers in its own organisation, where the review is listed once and no more of the case is seen. */
async function answeredSignedIn(u: Unbinding, distributor: Reseller, verdict: 'approve' | 'refuse'): Promise<void> {
  await u.until('awaiting_distributor_review');
  const client = await distributor.as('approver');
  const { items } = (await expectOk(client.listDistributorReviews({ query: { limit: 100 } }))).json;
  expect(items).toMatchObject([{ unbind: u.id(), status: 'open', customerName: u.customer.name }]);
  expect(items[0]).not.toHaveProperty('accountId');
  const body = verdict === 'approve' ? { verdict } : { verdict, reason };
  await expectOk(client.answerDistributorReview({ params: { unbindId: u.id() }, body }));
  const again = await client.answerDistributorReview({ params: { unbindId: u.id() }, body });
  expect(again).toMatchObject({ ok: false, error: { code: 'decision_closed' } });
}

/** The distributor has no organisation here, and answers on the page of its mail's link. */
async function answeredByLink(u: Unbinding, form: Record<string, string>): Promise<void> {
  await u.until('awaiting_distributor_review');
  const page = await mailedLink(desk, u.addresses.distributor ?? '');
  expect((await answerPage(page, form)).status).toBe(200);
}

function expectSaid({ seen }: Unbinding, kind: 'distributor_approved' | 'distributor_refused'): void {
  expect(seen.at(-1)?.facts.find((fact) => fact.kind === kind)).toMatchObject({ kind, observedBy: 'distributor' });
}

const mailed = (u: Unbinding) => ({ email: `review-${u.customer.uin}@distributor.example`, language: 'en' }) as const;
const newDistributor = () => foundReseller(desk, undefined, undefined, 'distributor');

describe.concurrent('R088–R090: a customer that the provider has under a second-level reseller', () => {
  test('by the provider’s own word; the distributor approves signed in, in its own organisation', async () => {
    const u = await unbinding(desk, { tier: 'above_second_level' });
    const number = await submitted(u, nobodySays);
    expect((await u.until('awaiting_distributor_review')).distributor).toMatchObject({
      secondLevel: { name: 'Tidewater Cloud Services Pte. Ltd.' },
      org: u.reseller.org,
    });
    await expectOrder(u);
    await atProvider(u.reseller.partner, { number, decision: 'approve' });
    await answeredSignedIn(u, u.reseller, 'approve');
    await toTheEnd(u);
    await expectWay(u, 'approvedByDistributor');
    expectSaid(u, 'distributor_approved');
  });

  test('of a second-level reseller with an organisation here; another organisation, the distributor’s, refuses', async () => {
    const distributor = await newDistributor();
    const u = await unbinding(desk, { under: distributor.partner });
    const distributorOrg = distributor.org as `org_${string}`;
    const number = await submitted(u, { ...nobodySays, distributorOrg });
    await u.until('awaiting_distributor_review');
    await atProvider(distributor.partner, { number, decision: 'refuse' });
    await answeredSignedIn(u, distributor, 'refuse');
    const { items } = (await expectOk((await distributor.as('approver')).listDistributorReviews())).json;
    expect(items[0]).toMatchObject({
      status: 'refused',
      secondLevel: u.reseller.name,
      asks: u.reseller.name,
    });
    await expectWay(u, 'refusedByDistributor');
    expectSaid(u, 'distributor_refused');
    expect(u.seen.at(-1)).toMatchObject({ reason });
  });

  test('whose distributor has no organisation here and approves by the link of its mail', async () => {
    const distributor = await newDistributor();
    const u = await unbinding(desk, { under: distributor.partner });
    const number = await submitted(u, { ...nobodySays, distributorContact: mailed(u) });
    await answeredByLink(u, { verdict: 'confirmed' });
    await u.until('awaiting_customer_confirmation');
    await expectOrder(u);
    await atProvider(distributor.partner, { number, decision: 'approve' });
    await toTheEnd(u);
    await expectWay(u, 'approvedByDistributor');
    expectSaid(u, 'distributor_approved');
  });

  test('whose distributor refuses by that link, with its reason', async () => {
    const distributor = await newDistributor();
    const u = await unbinding(desk, { under: distributor.partner });
    const number = await submitted(u, { ...nobodySays, distributorContact: mailed(u) });
    await answeredByLink(u, { verdict: 'rejected', reason });
    await atProvider(distributor.partner, { number, decision: 'refuse' });
    await expectWay(u, 'refusedByDistributor');
    expectSaid(u, 'distributor_refused');
    expect(u.seen.at(-1)).toMatchObject({ reason });
  });
}, 600_000);
