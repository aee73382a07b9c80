import { describe, expect, test } from 'vitest';
import { distributorContact } from '../../../functions/unbinds/distributor/contact.ts';
import { DAY } from '../../support/link-desk.ts';
import { codeOf } from '../decisions/page-structure.ts';
import { secondLevel, unbindAsked } from './asked.ts';

const distributorOrg = 'org_01k9x3m4a6f1s7t3v5w8y0z2b9';
const contact = { email: 'review@harbour-lantern.example', language: 'en' } as const;

describe('R088: the customer of a second-level reseller is reviewed by its distributor first', () => {
  test('nobody asks the customer before the distributor has approved, and then it is asked once', async () => {
    const { desk, id, mails } = await unbindAsked({ reviewed: true });
    await desk.observe(id, 'submitted');
    expect(desk.unbind(id).waitingOn).toMatchObject({ party: 'distributor', for: 'distributor_review' });
    expect(desk.letters).toEqual([]);
    await desk.observe(id, 'distributor_approved');
    expect(mails()).toEqual(['unbind_question#confirmation#1']);
    expect(desk.letters.map(({ to }) => to)).toEqual(['it@lantern-logistics.example']);
  });

  test('R089: otherwise there is no distributor anywhere on the way', async () => {
    const { desk, id } = await unbindAsked();
    await desk.observe(id, 'submitted');
    expect(desk.told(id)).not.toContain('unbind.awaiting_distributor_review');
    expect(desk.tables.items('desk').some(({ sk }) => sk === 'REVIEW')).toBe(false);
  });

  test.each([
    ['approve', 'awaiting_customer_confirmation', 'approved'],
    ['refuse', 'rejected_by_distributor', 'refused'],
  ] as const)('in its own organisation it lists the review and may %s it', async (verdict, status, shown) => {
    const { desk, id } = await inItsOrganisation();
    const { json } = await desk.request('GET /v1/distributor-reviews', { org: distributorOrg, rights: 'approver' });
    expect(json.items).toEqual([
      {
        unbind: id,
        status: 'open',
        asks: 'Tamarisk Cloud Services Pte. Ltd.',
        secondLevel: secondLevel.name,
        customerName: 'Lantern Logistics Pte. Ltd.',
        site: 'tencent-intl',
        ends: ['discounts', 'credit_line', 'agreement'],
        askedAt: expect.any(String),
        until: expect.any(String),
      },
    ]);
    const answered = await answer(desk, id, { verdict, reason: 'A contract is running' });
    expect([answered.status, answered.json.review.status]).toEqual([202, shown]);
    await desk.settle();
    expect(desk.unbind(id).status).toBe(status);
    expect(desk.unbind(id).facts.at(-1)).toMatchObject({
      kind: verdict === 'approve' ? 'distributor_approved' : 'distributor_refused',
      observedBy: 'distributor',
    });
    const again = await answer(desk, id, { verdict: 'approve' });
    expect(again.json.code ?? again.json.type).toMatch(/decision_closed/);
  });

  test('R090: its refusal ends the case with the reason, and the initiator is told', async () => {
    const { desk, id } = await inItsOrganisation();
    await answer(desk, id, { verdict: 'refuse', reason: 'A contract is running' });
    await desk.pass(2 * 3600);
    expect(desk.unbind(id)).toMatchObject({ status: 'rejected_by_distributor', reason: 'A contract is running' });
    expect(desk.memberLetters.at(-1)?.text).toContain('the unbinding has ended');
    expect(desk.letters).toEqual([]);
  });

  test('to refuse needs a reason; only an approver answers; no other organisation finds it', async () => {
    const { desk, id } = await inItsOrganisation();
    expect((await answer(desk, id, { verdict: 'refuse' })).status).toBe(400);
    expect((await answer(desk, id, { verdict: 'approve' }, 'operator')).status).toBe(403);
    const elsewhere = await desk.request('POST /v1/distributor-reviews/{unbindId}', {
      params: { unbindId: id },
      json: { verdict: 'approve' },
      rights: 'approver',
    });
    expect(elsewhere.status).toBe(404);
    expect((await desk.request('GET /v1/distributor-reviews', { rights: 'approver' })).json.items).toEqual([]);
    expect(desk.unbind(id).status).toBe('awaiting_distributor_review');
  });

  test('what it may not know is not under its key', async () => {
    const { desk, id } = await inItsOrganisation();
    const seen = JSON.stringify(desk.tables.items('desk', `ORG#${distributorOrg}#${id}`));
    expect(seen).not.toMatch(/200098765432|The contract has ended|lantern-logistics/);
  });

  test('what was recorded otherwise is over for it', async () => {
    const { desk, id } = await inItsOrganisation();
    await desk.observe(id, 'distributor_approved');
    const { json } = await desk.request('GET /v1/distributor-reviews', { org: distributorOrg, rights: 'auditor' });
    expect(json.items.map(({ status }: { status: string }) => status)).toEqual(['over']);
  });

  test('silence: it is reminded, and then the application is taken back', async () => {
    const { desk, id, mails } = await byMail();
    await desk.pass(30 * DAY);
    expect(mails()).toContain('unbind_reminder#distributor#1#1');
    expect(desk.unbind(id).status).toBe('awaiting_withdrawal');
    expect(desk.unbind(id).leaving).toBe('expired');
  });
});

describe('a distributor without an organisation here', () => {
  test('is asked by mail, approves on the page of its link, and the customer is asked then', async () => {
    const { desk, id, mails } = await byMail();
    expect(desk.letters.map(({ to }) => to)).toEqual([contact.email]);
    expect(desk.letters[0]?.text).toContain(secondLevel.name);
    const token = desk.letters[0]?.token ?? '';
    const page = await desk.request('GET /d/{token}', { params: { token } });
    expect(codeOf(page.text)).toBe('distributor_asked');
    const done = await desk.answer({ verdict: 'confirmed' }, token);
    expect([done.status, codeOf(done.text)]).toEqual([200, 'approval_recorded']);
    await desk.settle();
    expect(desk.unbind(id).status).toBe('awaiting_customer_confirmation');
    expect(desk.unbind(id).facts.at(-1)).toMatchObject({
      kind: 'distributor_approved',
      observedBy: 'distributor',
      agreed: { name: 'unbind_review', version: 1, language: 'en' },
    });
    expect(mails()).toEqual(['unbind_question#confirmation#1', 'unbind_question#distributor#1']);
    expect(codeOf((await desk.request('GET /d/{token}', { params: { token } })).text)).toBe('approval_recorded');
  });

  test('R090: refuses there with a reason, which it has to give', async () => {
    const { desk, id } = await byMail();
    const without = await desk.answer({ verdict: 'rejected', reason: ' ' });
    expect([without.status, codeOf(without.text)]).toEqual([422, 'reason_missing']);
    const done = await desk.answer({ verdict: 'rejected', reason: 'A contract is running' });
    expect([done.status, codeOf(done.text)]).toEqual([200, 'refusal_recorded']);
    await desk.settle();
    expect(desk.unbind(id)).toMatchObject({ status: 'rejected_by_distributor', reason: 'A contract is running' });
    const moves = desk.tables.items('timeline').filter(({ type }) => type === 'decision.recorded');
    expect(moves.at(-1)).toMatchObject({ actor: { kind: 'distributor' } });
  });
});

async function inItsOrganisation() {
  const made = await unbindAsked({ reviewed: true, distributor: { secondLevel, org: distributorOrg } });
  await made.desk.observe(made.id, 'submitted');
  return made;
}

async function byMail() {
  const made = await unbindAsked({ reviewed: true });
  await made.desk.tables.transact([distributorContact(made.desk.org, made.id, contact)]);
  await made.desk.observe(made.id, 'submitted');
  return made;
}

function answer(desk: Awaited<ReturnType<typeof byMail>>['desk'], id: string, json: object, rights = 'approver') {
  const params = { unbindId: id };
  return desk.request('POST /v1/distributor-reviews/{unbindId}', { params, json, org: distributorOrg, rights });
}
