import { describe, expect, test } from 'vitest';
import { unbindOperations, unbindsWrite } from '../../../functions/unbinds/contract.ts';
import { unbindWish } from '../../../functions/unbinds/submit/examples.ts';
import { seldom, unbindDesk } from '../../support/unbind-desk.ts';

type Tried = {
  readonly json?: object;
  readonly csv?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly answer: object;
};

const because = 'The customer would like to stay';
const rights = 'operator approver finance';

/** A case that the provider has completed, and a remedy that was asked for before. */
async function completed() {
  const desk = await unbindDesk({}, seldom);
  const link = await desk.activeLink();
  const id = await desk.startUnbind({ agreed: true }, link);
  await desk.settle();
  await desk.observe(id, 'submitted', { reference: 'UB-1' });
  const json = { amount: '0.01', currency: 'USD', because };
  const asked = await desk.request('POST /v1/links/{linkId}/credit-allocations', { params: { linkId: link.id }, json });
  await desk.observe(id, 'completed', { observedBy: 'api' });
  if (desk.unbind(id).status !== 'completed') throw new Error(desk.unbind(id).status);
  const stands = async () => {
    const { status, endedAt, live } = desk.unbind(id);
    return { status, endedAt, live, link: (await desk.link(link.id)).status, lock: await desk.lockOf(desk.unbind(id)) };
  };
  return { ...desk, id, on: link, actionId: String(asked.json.approvedAction.id), stands };
}

describe('R096: nothing leads back from a completed unbind', () => {
  test('each operation that writes is tried: it says why not, or notes what comes late and leaves the end as it is', async () => {
    const desk = await completed();
    const { id, on, account, request, stands } = desk;
    const before = await stands();
    expect(before).toMatchObject({ status: 'completed', live: false, link: 'unbound' });

    const final = { status: 409, code: 'unbind_is_final', title: expect.stringMatching(/nobody can undo/) };
    const linkEnded = { status: 409, code: 'not_allowed_now', params: { status: 'unbound' } };
    const at = desk.now();
    const period = at.slice(0, 7);
    const { customer } = desk.unbind(id);
    const row = `UB-2,${customer.accountId},${customer.name},Customer,${at.slice(0, 19).replace('T', ' ')},Under review by reseller,`;
    const tries: Readonly<Record<keyof typeof unbindsWrite, Tried>> = {
      decideUnbindSecondPerson: { json: { verdict: 'decline' }, answer: final },
      tryUnbindAgain: { answer: final },
      takeUpUnbind: { answer: final },
      reviewCustomerStarted: { json: { verdict: 'refuse', reason: because }, answer: final },
      changeUnbindContact: { json: { email: 'cfo@lantern-logistics.example', language: 'en' }, answer: final },
      cancelUnbind: { json: { reason: because }, answer: final },
      resumeUnbind: { json: { reason: because }, answer: final },
      recheckUnbind: { answer: final },
      proveUnbindCondition: {
        params: { check: 'discounts_off' },
        json: { evidence: ['evd_01k9x3m6f2e8ts5c0v9w1y3z5a'] },
        answer: final,
      },
      restateUnbindConditions: { json: {}, answer: final },
      acknowledgeClock: { answer: final },
      tickUnbindSheet: { params: { step: '1' }, json: { purpose: 'withdrawal', reference: 'UB-1' }, answer: final },
      confirmUnbindSheet: { json: { purpose: 'withdrawal' }, answer: final },
      answerDistributorReview: { json: { verdict: 'refuse', reason: because }, answer: { code: 'not_found' } },
      previewUnbind: { json: { linkId: on.id }, answer: linkEnded },
      submitUnbind: { json: { ...unbindWish, linkId: on.id }, answer: linkEnded },
      checkUnbindReadiness: { answer: linkEnded },
      askCreditAllocation: { json: { amount: '0.01', currency: 'USD', because }, answer: linkEnded },
      askUnfreezing: { json: { because }, answer: linkEnded },
      // of the provider's calls one may be approved, which refuses it; of its bills and proofs some come late
      decideApprovedAction: { json: { verdict: 'approve' }, answer: { status: 202 } },
      recordActionOutcome: { json: { shows: 'not_done', because }, answer: { status: 409, code: 'not_allowed_now' } },
      recordUnbindFact: { json: { kind: 'withdrawn', at, reference: 'UB-1' }, answer: { status: 200 } },
      addUnbindEvidence: {
        json: { contentType: 'text/plain', bytes: 9, sha256: 'a'.repeat(64), redacted: true },
        answer: { status: 201 },
      },
      recordLateCharge: {
        json: { period, amount: '1.00', currency: 'USD', reference: 'B-1' },
        answer: { status: 201 },
      },
      closeBillPeriod: { params: { period }, answer: { code: 'bill_not_made' } },
      uploadUnbindingList: {
        csv: `Record Number,Customer UIN,Customer Name,Origin,Submitted At,Status,Deadline\n${row}\n`,
        answer: { status: 200 },
      },
    };
    for (const [name, { route }] of Object.entries(unbindsWrite)) {
      const { json = {}, csv, params, answer } = tries[name as keyof typeof unbindsWrite];
      const member = name === 'decideApprovedAction' ? await desk.member('approver') : desk.operator;
      const said = await request(route, {
        params: { unbindId: id, linkId: on.id, accountId: account.id, actionId: desk.actionId, ...params },
        ...(csv === undefined ? { json } : { csv }),
        member,
        rights,
      });
      expect({ name, ...said.json, status: said.status }).toMatchObject({ name, ...answer });
      await desk.settle();
      expect({ name, ...(await stands()) }).toEqual({ name, ...before });
    }
  });

  test('and no operation is there that takes one away', () => {
    const routes = Object.values(unbindOperations).map(({ route }) => route);
    expect(routes.filter((route) => /^DELETE|undo|revert|restore/.test(route))).toEqual([]);
  });
});
