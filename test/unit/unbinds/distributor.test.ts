import { describe, expect, test } from 'vitest';
import { readAdmins } from '../../../functions/parties/admins.ts';
import { addMember } from '../../../functions/parties/member.ts';
import { distributorContact } from '../../../functions/unbinds/distributor/contact.ts';
import { DAY } from '../../support/link-desk.ts';
import { codeOf } from '../decisions/page-structure.ts';
import { secondLevel, unbindAsked } from './asked.ts';

const distributorOrg = 'org_01k9x3m4a6f1s7t3v5w8y0z2b9';
/** As the desk in memory numbers its organisations. */
const ownOrg = 'org_01kb8q3y7tf4mx6z9w1c5v8r01';
const otherOrg = 'org_01kb8q3y7tf4mx6z9w1c5v8r06';
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

  test('R088: its members who may decide are told in one mail for each review, and nobody else there', async () => {
    const { desk, id, told, take } = await byOrganisation();
    await desk.pass(3600);
    expect(told().map(({ to }) => to)).toEqual(['review1@brindlecove.example.org', 'review2@brindlecove.example.org']);
    const [{ text, subject } = { text: '', subject: '' }] = told();
    expect(subject).toBe('Your cloud desk: 1 to look at');
    expect(text).toContain('This needs somebody at Brindlecove Limited');
    expect(text).toContain(
      'Tamarisk Cloud Services Pte. Ltd. asks you as the distributor whether Lantern Logistics Pte. Ltd. may leave',
    );
    expect(text).toContain(id);
    expect(text).not.toMatch(/[{}]|undefined|200098765432|The contract has ended/);
    const before = desk.told(id);
    expect((await take()).text).toContain('taken_in_hand');
    expect(desk.told(id)).toEqual(before);
    const given = { email: 'ops@lantern-logistics.example', language: 'en' };
    await desk.request('PUT /v1/unbinds/{unbindId}/contact', { params: { unbindId: id }, json: given });
    await desk.pass(DAY);
    expect(told()).toHaveLength(2);
  });

  test('R088: where nobody there may decide its admins are told, and nobody once it is answered', async () => {
    const { desk, id, told } = await byOrganisation([]);
    await desk.pass(3600);
    expect(told().map(({ to }) => to)).toEqual(['tom.hale@brindlecove.example.org']);
    const page = { params: { token: told()[0]?.token ?? '' } };
    expect((await desk.request('GET /n/{token}', page)).text).toContain('needs_somebody');
    await desk.observe(id, 'distributor_approved');
    expect((await desk.request('GET /n/{token}', page)).text).toContain('nothing_left');
    const answered = await byOrganisation();
    await answered.desk.observe(answered.id, 'distributor_approved');
    await answered.desk.pass(3600);
    expect(answered.told()).toEqual([]);
  });

  test('R088: who submits and is the distributor itself has its approvers told, other than the initiator', async () => {
    const made = await unbindAsked({ reviewed: true, distributor: { secondLevel, org: ownOrg } });
    const approver = await made.desk.member('approver');
    expect(made.desk.org).toBe(ownOrg);
    await made.desk.observe(made.id, 'submitted');
    await made.desk.pass(3600);
    const told = made.desk.memberLetters.filter(({ text }) => text.includes('asks you as the distributor'));
    const address = made.desk.tables.items('private').find(({ pk, sk }) => sk === 'PERSON' && pk.endsWith(approver));
    expect(told.map(({ to }) => to)).toEqual([address?.['email']]);
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

/** Reviewed by another organisation of this desk, with so many who may decide there. */
async function byOrganisation(deciders = ['review1@brindlecove.example.org', 'review2@brindlecove.example.org']) {
  const made = await unbindAsked({ reviewed: true, distributor: { secondLevel, org: otherOrg } });
  const { desk, id } = made;
  expect(desk.other.org).toBe(otherOrg);
  const people = [
    ...deciders.map((email) => ({ email, right: 'approver' as const })),
    { email: 'clerk@brindlecove.example.org', right: 'operator' as const },
  ];
  for (const { email, right } of people) {
    const person = { displayName: 'Ada Ng', email };
    const doing = {
      actor: { kind: 'member', id: desk.other.admin },
      at: desk.deps.clock.now(),
      newId: desk.deps.newId,
    } as const;
    const member = { kind: 'person', org: otherOrg, id: desk.deps.newId('member'), rights: [right], person } as const;
    await desk.tables.transact(addMember(member, await readAdmins(desk.tables, otherOrg), doing).intents);
  }
  await desk.observe(id, 'submitted');
  const told = () =>
    desk.memberLetters
      .filter(({ text }) => text.includes('asks you as the distributor'))
      .toSorted((a, b) => a.to.localeCompare(b.to));
  const take = () => desk.request('POST /n/{token}', { params: { token: told()[0]?.token ?? '' }, form: {} });
  return { ...made, told, take };
}

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
