import { describe, expect, test } from 'vitest';
import { createLinksWork } from '../../../functions/links/work/links-work.ts';
import { DAY, linkDesk, RESTART_AFTER } from '../../support/link-desk.ts';

/** Following a request up: another contact, another mail, other hands, another try. */
const contact = 'PUT /v1/link-requests/{requestId}/contact';
const reminders = 'POST /v1/link-requests/{requestId}/reminders';
const copy = 'POST /v1/link-requests/{requestId}/copy';
const owner = 'PUT /v1/link-requests/{requestId}/owner';
const confirm = { customer: true, types: true };
const HOUR = 3600;

/** A request whose customer has been asked. */
const setup = async () => {
  const desk = await linkDesk();
  const id = await desk.ask();
  await desk.settle();
  const params = { requestId: id };
  const send = (route: string, json: unknown = {}, key?: string) =>
    desk.request(route, { params, json, ...(key && { key }) });
  const [first] = desk.letters;
  return { desk, id, params, send, first: first?.token ?? '' };
};

describe('R035: sending the question again', () => {
  test('mails a fresh link, keeps the deadline and the earlier link, and stands on the timeline', async () => {
    const { desk, id, send, first } = await setup();
    const { waitingOn } = desk.record(id);
    await desk.pass(HOUR);
    const { status, json } = await send(reminders);
    await desk.settle();
    expect([status, json.linkRequest.waitingOn.until]).toEqual([202, waitingOn?.until]);
    expect(desk.letters).toHaveLength(2);
    expect(desk.letters[1]?.token).not.toBe(first);
    expect(desk.told(id).slice(-2)).toEqual(['link_request.resend_asked', 'mail.sent']);
    expect(desk.lastTold(id)).toMatchObject({ data: { mail: 'customer_question#1#2' } });
    expect((await desk.request('GET /d/{token}', { params: { token: first } })).status).toBe(200);
    await desk.sayYes();
    await desk.settle();
    expect(desk.record(id).status).toBe('awaiting_application');
  });

  test('is refused within the pause, with the instant from which it may be', async () => {
    const { desk, send } = await setup();
    const soon = await send(reminders);
    expect(soon).toMatchObject({ status: 429, json: { code: 'resend_too_soon' } });
    expect(soon.json.params.until).toBe('2026-11-02T02:30:00.000Z');
    await desk.pass(HOUR);
    expect((await send(reminders)).status).toBe(202);
    expect((await send(reminders)).json.code).toBe('resend_too_soon');
  });

  test('ends when it has been done as often as the policy allows', async () => {
    const { desk, send } = await setup();
    const statuses: unknown[] = [];
    for (let time = 0; time < 6; time += 1) {
      await desk.pass(HOUR);
      statuses.push((await send(reminders)).json.code ?? 'sent');
    }
    expect(statuses).toEqual(['sent', 'sent', 'sent', 'sent', 'sent', 'resend_used_up']);
    expect(desk.letters).toHaveLength(6);
  });

  test('twice under one key, or twice at once, sends one mail', async () => {
    const { desk, send } = await setup();
    await desk.pass(HOUR);
    const once = await send(reminders, {}, 'the-same-key');
    expect(await send(reminders, {}, 'the-same-key')).toMatchObject({ status: 202, json: once.json });
    await desk.pass(HOUR);
    const both = await Promise.all([send(reminders), send(reminders)]);
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([202, 429]));
    await desk.settle();
    expect(desk.letters).toHaveLength(3);
  });

  test('is not possible once the customer has answered, even before the machine knows', async () => {
    const { desk, send } = await setup();
    await desk.pass(HOUR);
    await desk.sayYes();
    expect(await send(reminders)).toMatchObject({ status: 409, json: { code: 'not_allowed_now' } });
  });
});

describe('R034: mending the contact', () => {
  const other = { email: 'cto@lantern-logistics.example', name: 'Jun Ho', language: 'zh-CN' };

  test('writes to the new one at once, in its language, and voids what the old one was sent', async () => {
    const { desk, id, send, first } = await setup();
    const { waitingOn } = desk.record(id);
    const { status, json } = await send(contact, other);
    await desk.settle();
    expect([status, json.linkRequest.waitingOn.until]).toEqual([200, waitingOn?.until]);
    expect(desk.letters.map(({ to }) => to)).toEqual(['it@lantern-logistics.example', other.email]);
    expect(desk.letters[1]?.text).toContain('Jun Ho');
    expect((await desk.request('GET /d/{token}', { params: { token: first } })).status).toBe(410);
    expect((await desk.sayYes(desk.wish.customer.accountId, first)).status).toBe(410);
    expect((await desk.answer({ verdict: 'rejected' }, first)).status).toBe(410);
    expect((await desk.sayYes()).status).toBe(200);
    await desk.settle();
    expect(desk.record(id).status).toBe('awaiting_application');
    expect(JSON.stringify([desk.tables.items('desk'), desk.tables.items('timeline')])).not.toMatch(/cto@|Jun Ho/);
  });

  test('twice voids the one in between as well, and does not count as sending again', async () => {
    const { desk, send } = await setup();
    await send(contact, other);
    await desk.settle();
    await send(contact, { ...other, email: 'ceo@lantern-logistics.example' });
    await desk.settle();
    const opened = await Promise.all(
      desk.letters.map(({ token }) => desk.request('GET /d/{token}', { params: { token } })),
    );
    expect(opened.map(({ status }) => status)).toEqual([410, 410, 200]);
    await desk.pass(HOUR);
    const { json } = await send(reminders);
    expect(json.linkRequest.mails).toMatchObject({ asked: 4, resent: 1 });
  });

  test('voids the old link also when the mail to the new one never went', async () => {
    const { desk, send, first } = await setup();
    await send(contact, other);
    expect((await desk.request('GET /d/{token}', { params: { token: first } })).status).toBe(410);
  });

  test('before the question is asked changes who is asked, once', async () => {
    const desk = await linkDesk();
    const id = await desk.ask();
    await desk.request(contact, { params: { requestId: id }, json: other });
    await desk.settle();
    expect(desk.letters.map(({ to }) => to)).toEqual([other.email]);
    expect((await desk.sayYes()).status).toBe(200);
  });

  test('is not possible once the customer has answered', async () => {
    const { desk, id, send } = await setup();
    await desk.sayYes();
    expect((await send(contact, other)).status).toBe(409);
    await desk.settle();
    expect((await send(contact, other)).status).toBe(409);
    expect(desk.told(id)).not.toContain('link_request.contact_changed');
  });

  test('of a yes and a repair at once, exactly one counts', async () => {
    const { desk, id, send, first } = await setup();
    const [yes, mended] = await Promise.all([desk.sayYes(desk.wish.customer.accountId, first), send(contact, other)]);
    expect([200, 410]).toContain(yes.status);
    expect(mended.status).toBe(yes.status === 200 ? 409 : 200);
    await desk.settle();
    expect(desk.record(id).status).toBe(yes.status === 200 ? 'awaiting_application' : 'awaiting_customer');
  });
});

describe('R143: giving work to somebody else', () => {
  test('moves a request to a member and team, with the reason on its timeline', async () => {
    const { desk, id, send } = await setup();
    const { status, json } = await send(owner, { owner: desk.admin, team: 'onboarding', reason: 'on leave' });
    expect([status, json.linkRequest.owner]).toEqual([200, desk.admin]);
    expect(desk.lastTold(id)).toMatchObject({
      type: 'link_request.owner_changed',
      data: { from: { owner: desk.operator }, to: { owner: desk.admin }, reason: 'on leave' },
    });
  });

  test.each([
    ['a member that is not yours', { owner: 'mem_01kb8q3y7tf4mx6z9w1c5v8rzz' }, '/owner', 'unknown_member'],
    ['a team without a policy', { owner: 'unowned', team: 'nobody' }, '/team', 'unknown_team'],
  ])('is refused for %s', async (_what, wrong, field, code) => {
    const { send } = await setup();
    const { status, json } = await send(owner, { ...wrong, reason: 'on leave' });
    expect([status, json.errors]).toMatchObject([400, [{ field, code }]]);
  });
});

describe('R061: a wait that lasts too long', () => {
  const escalations = (desk: Awaited<ReturnType<typeof linkDesk>>, id: string) =>
    desk.tables.items('timeline').filter(({ subject, type }) => subject === id && type === 'link_request.escalated');

  test('is handed to the owner of escalations, once for each wait', async () => {
    const { desk, id } = await setup();
    const policy = desk.item('policy');
    desk.tables.seed('desk', { ...policy, escalation: { afterSeconds: 3 * DAY, owner: desk.admin } });
    await desk.pass(2 * DAY);
    expect(desk.record(id).owner).toBe(desk.operator);
    await desk.pass(2 * DAY);
    expect(desk.record(id)).toMatchObject({ owner: desk.admin, status: 'awaiting_customer' });
    expect(escalations(desk, id)).toMatchObject([
      { data: { to: desk.admin, waitedFor: { party: 'customer', for: 'customer_acceptance' }, case: { request: id } } },
    ]);
    const again = { kind: 'link.escalate', org: desk.org, id: `${id}#customer#1`, at: desk.now() };
    await desk.work.LINKS_WORK_QUEUE(again);
    expect(escalations(desk, id)).toHaveLength(1);
    await desk.sayYes();
    await desk.pass(4 * DAY);
    expect(escalations(desk, id)).toHaveLength(2);
  });

  test('is left to the team where nobody owns escalations, and the machine goes on', async () => {
    const { desk, id } = await setup();
    await desk.pass(4 * DAY);
    expect(desk.record(id).owner).toBe('unowned');
    await desk.sayYes();
    await desk.settle();
    expect(desk.record(id).status).toBe('awaiting_application');
  });

  test('that has ended by then is left alone', async () => {
    const { desk, id } = await setup();
    await desk.pass(2 * DAY);
    await desk.sayYes();
    await desk.settle();
    await desk.pass(2 * DAY);
    expect(escalations(desk, id)).toEqual([]);
  });
});

describe('B04: a request that ended without a link', () => {
  const ends = {
    rejected: async (desk: Desk) => {
      await desk.answer({ verdict: 'rejected', reason: 'by mistake' });
    },
    expired: (desk: Desk) => desk.pass(14 * DAY),
    cancelled: async (desk: Desk, id: string) => {
      await desk.cancel(id);
    },
    failed: async (desk: Desk) => {
      desk.provider.will('invite', 'refused');
      await desk.sayYes();
    },
  } as const;
  type Desk = Awaited<ReturnType<typeof linkDesk>>;

  test.each(Object.entries(ends))(
    'as %s blocks no new one: it is copied, and the copy runs to its link',
    async (status, end) => {
      const { desk, id, send } = await setup();
      await end(desk, id);
      await desk.settle();
      expect(desk.record(id)).toMatchObject({ status, reason: expect.any(String) });
      const sent = await send(copy, { confirm }, 'the-same-key');
      expect(sent).toMatchObject({ status: 201, json: { linkRequest: { copyOf: id, status: 'checking' } } });
      expect((await send(copy, { confirm }, 'the-same-key')).json).toEqual(sent.json);
      const copied = sent.json.linkRequest.id;
      const { customer, types, team, purpose } = desk.record(id);
      expect(desk.record(copied)).toMatchObject({ customer, types, team, purpose });
      await desk.settle();
      expect(desk.letters.at(-1)?.to).toBe(desk.wish.contact.email);
      await desk.sayYes();
      await desk.settle();
      desk.provider.apply(desk.wish.customer.accountId);
      await desk.pass(DAY);
      expect(desk.record(copied).status).toBe('completed');
      expect(desk.record(id).status).toBe(status);
    },
  );

  test('is copied with another contact and other terms, under the checks of today', async () => {
    const { desk, id, send } = await setup();
    await desk.cancel(id);
    await desk.settle();
    const wrong = await send(copy, { confirm, changes: { team: 'nobody' } });
    expect([wrong.status, wrong.json.code]).toEqual([400, 'invalid_input']);
    const other = { email: 'cto@lantern-logistics.example' };
    const ticket = { system: 'ServiceNow', reference: 'INC0012345' };
    const sent = await send(copy, { confirm, contact: other, changes: { ticket } });
    expect(sent.json.linkRequest).toMatchObject({ copyOf: id, ticket });
    await desk.settle();
    expect(desk.letters.at(-1)?.to).toBe(other.email);
  });

  test('is not copied while it is open, nor without the confirmation, nor when the contact is gone', async () => {
    const { desk, id, send } = await setup();
    expect((await send(copy, { confirm })).json.code).toBe('not_allowed_now');
    await desk.cancel(id);
    await desk.settle();
    expect((await send(copy, {})).json.code).toBe('invalid_input');
    const stored = desk.tables.items('private').find(({ sk }) => sk === 'CONTACT');
    if (!stored) throw new Error('no contact');
    await desk.tables.transact([{ op: 'delete', table: 'private', key: stored, expect: [], refusal: 'exists' }]);
    const { json } = await send(copy, { confirm });
    expect(json.errors).toMatchObject([{ field: '/contact', code: 'empty' }]);
  });
});

describe('R143: a member who is disabled', () => {
  const many = async (count: number) => {
    const { desk, id } = await setup();
    const record = desk.item(id);
    const copyOf = (at: number, more: object = {}) => {
      const other = `${id.slice(0, -4)}${at}`;
      return { ...record, pk: `ORG#${desk.org}#${other}`, id: other, listSk: other, timelineSeq: 1, ...more };
    };
    const open = Array.from({ length: count }, (_, at) => copyOf(at + 1000));
    const ended = copyOf(9000, { status: 'expired', endedAt: desk.now(), waitingOn: undefined, waitingPk: undefined });
    const others = copyOf(9001, { owner: desk.admin });
    desk.tables.seed('desk', ...open, ended, others);
    const member = desk.item(desk.operator);
    desk.tables.seed('desk', { ...member, status: 'disabled' });
    const ownersOf = (items: readonly { id: string }[]) => items.map((one) => desk.record(one.id).owner);
    const item = { kind: 'member.hand-over' as const, org: desk.org, id: desk.operator, at: desk.now() };
    return { desk, open, ended, others, ownersOf, item };
  };

  test('leaves nothing behind: 300 requests are handed over, though the work breaks off half way', async () => {
    const { desk, open, ended, others, ownersOf, item } = await many(300);
    let writes = 0;
    const failing = {
      ...desk.tables,
      transact: async (intents: Parameters<typeof desk.tables.transact>[0]) => {
        writes += 1;
        if (writes === 20) throw new Error('the worker died');
        return desk.tables.transact(intents);
      },
    };
    const executions = { state: async () => ({ kind: 'running' }) as const };
    const work = createLinksWork({ ...desk.deps, tables: failing, executions, restartAfter: RESTART_AFTER });
    await expect(work(item)).rejects.toThrow('the worker died');
    expect(ownersOf(open).filter((one) => one === 'unowned')).toHaveLength(19);
    await desk.work.LINKS_WORK_QUEUE(item);
    await desk.pass(70);
    expect(new Set(ownersOf(open))).toEqual(new Set(['unowned']));
    expect(ownersOf([ended, others])).toEqual([desk.operator, desk.admin]);
    const told = desk.tables.items('timeline').filter(({ type }) => type === 'link_request.owner_changed');
    expect(told).toHaveLength(301);
    expect(told[0]).toMatchObject({ data: { reason: 'the member was disabled', from: { owner: desk.operator } } });
  });

  test('is found by a second look with what was assigned just before', async () => {
    const { desk, open, ownersOf, item } = await many(3);
    await desk.work.LINKS_WORK_QUEUE(item);
    const [late] = open;
    if (late) desk.tables.seed('desk', { ...desk.item(late.id), owner: desk.operator });
    await desk.pass(70);
    expect(new Set(ownersOf(open))).toEqual(new Set(['unowned']));
  });

  test('who is enabled again meanwhile keeps the rest', async () => {
    const { desk, open, ownersOf, item } = await many(3);
    desk.tables.seed('desk', { ...desk.item(desk.operator), status: 'active' });
    await desk.work.LINKS_WORK_QUEUE(item);
    expect(new Set(ownersOf(open))).toEqual(new Set([desk.operator]));
  });
});
