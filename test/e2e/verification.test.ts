import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PolicyTerms } from '../../functions/parties/index.ts';
import { readInbox } from '../../local/front/inbox.ts';
import {
  answerPage,
  type Desk,
  type DeskClient,
  expectOk,
  foundReseller,
  mailedLink,
  newCustomer,
  quickTerms,
  type Reseller,
  runDueWork,
  sharedDesk,
  untilStatus,
  wishFor,
} from '../support/desk.ts';

type LinkId = `link_${string}`;
type Verification = Awaited<ReturnType<typeof read>>;

/** A night in seconds, so that a test lives through some. */
const terms: PolicyTerms = {
  ...quickTerms,
  verification: { recheckSeconds: 4, afterCycleSeconds: 86_400 },
};

async function read(verifier: DeskClient, linkId: LinkId) {
  return (await expectOk(verifier.getLinkVerification({ params: { linkId }, query: { limit: 50 } }))).json;
}

/** Hands out due work until the verification is as wanted. */
async function until(desk: Desk, verifier: DeskClient, linkId: LinkId, isSo: (now: Verification) => boolean) {
  for (const end = Date.now() + 60_000; ; await pause(300)) {
    await runDueWork(desk);
    const now = await read(verifier, linkId);
    if (isSo(now)) return now;
    if (Date.now() > end) throw new Error(`never so: ${JSON.stringify(now)}`);
  }
}

async function linked(desk: Desk, reseller: Reseller, customer: Awaited<ReturnType<typeof newCustomer>>) {
  const operator = await reseller.as('operator');
  const body = { ...wishFor(reseller, customer), expected: { payer: 'reseller' as const, currency: 'USD' } };
  const { linkRequest } = (await expectOk(operator.createLinkRequest({ body }))).json;
  await untilStatus(desk, operator, linkRequest.id, 'awaiting_customer');
  await answerPage(await mailedLink(desk, customer.email), { verdict: 'confirmed', accountId: customer.uin });
  await untilStatus(desk, operator, linkRequest.id, 'awaiting_application');
  const { invitations } = await desk.cloud.tencent.readState();
  const token = invitations.find(({ email }) => email === customer.email)?.token ?? '';
  await desk.cloud.tencent.submitByLink({ token, ...customer });
  const { linkId } = await untilStatus(desk, operator, linkRequest.id, 'completed');
  return linkId as LinkId;
}

describe('a link on the deployed desk', () => {
  // deployed before the clock of the first test runs
  beforeAll(async () => void (await sharedDesk()));

  test('B05, R043, R046: is proved by real reads, degraded when the bill is refused, and healed when it is answered again', async () => {
    const desk = await sharedDesk();
    const reseller = await foundReseller(desk, terms);
    const verifier = await reseller.as('verifier');
    const customer = await newCustomer(desk);
    const linkId = await linked(desk, reseller, customer);

    const proved = await until(desk, verifier, linkId, ({ verification }) => verification.verified === 'effective');
    expect(proved.verification).toMatchObject({ readyToProvision: true, failing: [] });
    const items = proved.verification.checklist?.items;
    expect(items?.billing).toMatchObject({
      status: 'pass',
      evidence: { receipts: [{ action: 'DescribeCustomerBillSummary', requestId: expect.any(String) }] },
    });
    expect(items?.delegated_action).toMatchObject({
      status: 'pass',
      evidence: { receipts: [{ action: 'QueryCreditByUinList', requestId: expect.any(String) }] },
    });
    expect(items?.audit_trace.status).toBe('not_supported');
    expect(proved.verification.billing.fields).toMatchObject([{ field: 'payer', result: 'same' }, { result: 'same' }]);

    const refused = await desk.cloud.tencent.addFault({
      action: 'DescribeCustomerBillSummary',
      customer: customer.uin,
      fault: { kind: 'error', code: 'UnauthorizedOperation.UinNoAuth' },
      times: 1000,
    });
    const degraded = await until(desk, verifier, linkId, ({ verification }) => verification.verified === 'degraded');
    expect(degraded.verification).toMatchObject({
      failing: ['billing'],
      readyToProvision: false,
      checklist: { because: 'recheck', items: { billing: { because: 'not_ours' }, status: { status: 'pass' } } },
    });

    await desk.cloud.tencent.clearFaults(refused.id);
    const healed = await until(desk, verifier, linkId, ({ verification }) => verification.verified === 'effective');
    expect(healed.verification).toMatchObject({ failing: [], readyToProvision: true });
    expect(healed.history.items.at(-1)).toMatchObject({ number: 1, because: 'activated' });
  });

  test('R033, R133: waits for its first bill by name, and the customer is mailed about it', async () => {
    const desk = await sharedDesk();
    const reseller = await foundReseller(desk, terms);
    const verifier = await reseller.as('verifier');
    const customer = await newCustomer(desk);
    const firstBillAt = new Date(Date.now() + 3_600_000).toISOString();
    await desk.cloud.tencent.setCustomer({ uin: customer.uin, firstBillAt });
    const linkId = await linked(desk, reseller, customer);

    const waiting = await until(desk, verifier, linkId, ({ verification }) => verification.waitingOn !== undefined);
    expect(waiting.verification).toMatchObject({
      verified: 'unverified',
      waitingOn: { for: 'billing_verification', party: 'provider' },
      checklist: { items: { billing: { status: 'too_early' } } },
    });
    await mailTo(desk, customer.email, 'shows the bill of your account from');

    await desk.cloud.tencent.setCustomer({ uin: customer.uin, firstBillAt: null });
    await expectOk(verifier.verifyLink({ params: { linkId }, body: {} }));
    const proved = await until(desk, verifier, linkId, ({ verification }) => verification.verified === 'effective');
    expect(proved.verification.waitingOn).toBeUndefined();
  });
});

async function mailTo(desk: Desk, to: string, subject: string): Promise<void> {
  for (const end = Date.now() + 30_000; ; await pause(300)) {
    const found = (await readInbox(desk.cloud.engineUrl)).find(
      (one) => one.to.includes(to) && one.subject.includes(subject),
    );
    if (found) return;
    if (Date.now() > end) throw new Error(`no mail to ${to} about: ${subject}`);
  }
}
