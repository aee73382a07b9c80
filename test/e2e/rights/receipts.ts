import { decisionName } from '../../../functions/decisions/decision.ts';
import { answerPage, expectOk } from '../../support/desk.ts';
import { type Bench, hand, type Probe, renew } from './probe.ts';
import { brought, mailed, questionOf } from './requests.ts';

/** A customer's yes on its page, whose receipt is then issued by a worker that has no key in hand. */
async function receipted(bench: Bench) {
  const { desk } = bench;
  const request = await brought(bench, 'asked');
  const link = await mailed(request);
  const page = await answerPage(link, { verdict: 'confirmed', accountId: request.customer.uin });
  if (page.status !== 200) throw new Error(`the page answers ${page.status}`);
  await renew(desk, 'receipts-work');
  const { org, subject } = questionOf(request);
  const item = { kind: 'receipt.issue', org, id: decisionName(questionOf(request)), at: new Date().toISOString() };
  await hand(desk, 'receipts-work', item);
  const read = await expectOk(bench.auditor.getLinkRequestConsent({ params: { requestId: request.requestId } }));
  const [receipt] = read.json.receipts;
  if (!receipt) throw new Error(`${subject} has no receipt`);
  return { link, receipt };
}

/** What becomes of a customer's yes for those who have to prove it. */
export const receiptProbes: readonly Probe[] = [
  { group: 'receipts-work', does: 'issues a receipt', act: receipted },
  {
    group: 'receipts-public',
    does: 'shows a customer its receipt',
    act: async (bench) => {
      const { link, receipt } = await receipted(bench);
      const page = await (await fetch(`${link}/receipt`)).text();
      if (!page.includes(receipt.jws)) throw new Error('the page is without the receipt');
    },
  },
  {
    group: 'receipts-public',
    does: 'verifies a receipt, and hands out the keys',
    act: async (bench) => {
      const { receipt } = await receipted(bench);
      await renew(bench.desk, 'receipts-public');
      const { deskUrl } = bench.desk.cloud;
      const body = new URLSearchParams({ receipt: receipt.jws });
      const { status } = await fetch(`${deskUrl}/verify`, { method: 'POST', body });
      if (status !== 200) throw new Error(`the verification answers ${status}`);
      const { keys } = (await (await fetch(`${deskUrl}/.well-known/jwks.json`)).json()) as { keys: { kid: string }[] };
      if (!keys.some(({ kid }) => kid === receipt.kid)) throw new Error('the key is not in the set');
    },
  },
];
