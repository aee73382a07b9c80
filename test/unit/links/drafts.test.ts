import { describe, expect, test, vi } from 'vitest';
import { linkDesk } from '../../support/link-desk.ts';
import { req } from '../../support/requirements.ts';

const begin = 'POST /v1/link-drafts';
const one = 'GET /v1/link-drafts/{draftId}';
const list = 'GET /v1/link-drafts';
const put = 'PUT /v1/link-drafts/{draftId}';
const remove = 'DELETE /v1/link-drafts/{draftId}';
const submit = 'POST /v1/link-drafts/{draftId}/submit';
const confirm = { customer: true, types: true };

type State = { name: string; state: string; missing: string[] };

const setup = async () => {
  const desk = await linkDesk();
  const { partnerAccountId, purpose, types, customer, contact, gathered, team } = desk.wish;
  const relationship = { partnerAccountId, purpose, types };
  const whole = { ...relationship, customer, contact, gathered, team };
  const send = (route: string, { draftId, json, version, key, rights = 'enter' }: Sent = {}) =>
    desk.request(route, {
      ...(draftId && { params: { draftId } }),
      ...(json !== undefined && { json }),
      ...(version !== undefined && { headers: { 'if-match': `"${version}"` } }),
      ...(key && { key }),
      rights,
    });
  const start = async (json: unknown = relationship): Promise<string> => {
    const { status, json: made, text } = await send(begin, { json });
    if (status !== 201) throw new Error(text);
    return made.linkDraft.id;
  };
  const confirmed = (draftId: string, key?: string) =>
    send(submit, { draftId, json: { confirm }, rights: 'operator', ...(key && { key }) });
  return { desk, relationship, whole, send, start, confirmed };
};
type Sent = { draftId?: string; json?: unknown; version?: number; key?: string; rights?: string };

const states = ({ steps }: { steps: State[] }) => steps.map(({ name, state }) => `${name} ${state}`).join(', ');

describe(req('R001', 'a draft walks the guided path'), () => {
  test('and says which step is open, what it lacks, and what is locked', async () => {
    const { send, start } = await setup();
    const draftId = await start();
    const { json } = await send(one, { draftId });
    expect(states(json.linkDraft)).toBe(
      'relationship done, customer open, eligibility locked, scope locked, review locked, submit locked, track locked',
    );
    expect(json.linkDraft.steps[1].missing).toEqual(['customer', 'contact']);
    expect(json.linkDraft.ready).toBe(false);
  });

  test('from nothing to everything but the review', async () => {
    const { send, start, relationship, whole } = await setup();
    const draftId = await start({});
    const { customer, contact, gathered, team } = whole;
    const grows = [
      relationship,
      { ...relationship, customer, contact },
      { ...relationship, customer, contact, gathered },
      { ...relationship, customer, contact, gathered, team },
    ];
    const open: (string | undefined)[] = [];
    for (const [at, json] of grows.entries()) {
      const { json: answer } = await send(put, { draftId, json, version: at + 1 });
      open.push(answer.linkDraft.steps.find(({ state }: State) => state === 'open')?.name);
    }
    expect(open).toEqual(['customer', 'eligibility', 'scope', 'review']);
    expect((await send(one, { draftId })).json.linkDraft.ready).toBe(true);
  });

  test('and nobody gets past a step that does not hold', async () => {
    const { desk, send, start, relationship, whole } = await setup();
    const draftId = await start({});
    const before = desk.snapshot();
    const early = await send(put, { draftId, json: { customer: whole.customer }, version: 1 });
    expect(early.json.errors).toMatchObject([{ field: '/customer', code: 'step_locked' }]);
    const wrong = { ...relationship, customer: { ...whole.customer, accountId: '2000' }, contact: whole.contact };
    const past = await send(put, { draftId, json: { ...wrong, team: 'onboarding' }, version: 1 });
    expect(past.json.errors.map(({ field, code }: Record<string, string>) => `${field} ${code}`)).toEqual([
      '/customer/accountId too_short',
      '/customer/accountIdAgain differs',
      '/team step_locked',
    ]);
    expect(desk.snapshot()).toBe(before);
    expect((await send(put, { draftId, json: wrong, version: 1 })).status).toBe(200);
  });

  test('and keeps what was entered when a step before it ceases to hold', async () => {
    const { desk, send, start, whole } = await setup();
    const draftId = await start(whole);
    desk.tables.seed('desk', { ...desk.item(desk.account.id), status: 'paused', statusReason: 'audit' });
    const { json } = await send(one, { draftId });
    expect(states(json.linkDraft)).toMatch(/^relationship open, customer locked/);
    expect(json.linkDraft.findings.map(({ check }: { check: string }) => check)).not.toContain('identifier');
    expect((await send(put, { draftId, json: { ...whole, purpose: 'relink' }, version: 1 })).status).toBe(200);
    expect((await send(put, { draftId, json: { ...whole, team: 'other' }, version: 2 })).status).toBe(400);
  });
});

describe('a draft', () => {
  test('is listed while it is open, without the person at the customer', async () => {
    const { desk, send, start, whole } = await setup();
    const [first, second] = [await start(), await start(whole)];
    const { json } = await send(list);
    expect(json.items.map(({ id }: { id: string }) => id)).toEqual([second, first]);
    expect(JSON.stringify(json)).not.toContain(whole.contact.email);
    await send(remove, { draftId: first });
    await send(submit, { draftId: second, json: { confirm }, rights: 'operator' });
    expect((await send(list)).json.items).toEqual([]);
    expect((await desk.request(list, { rights: 'enter', org: desk.other.org })).json.items).toEqual([]);
  });

  test('keeps the person at the customer in the private table, as it is replaced and dropped', async () => {
    const { desk, send, start, whole } = await setup();
    const draftId = await start(whole);
    const elsewhere = () => JSON.stringify([desk.tables.items('desk'), desk.tables.items('timeline')]);
    expect(elsewhere()).not.toContain(whole.contact.email);
    expect((await send(one, { draftId })).json.linkDraft.wish.contact).toMatchObject(whole.contact);
    const contact = { ...whole.contact, email: 'cfo@lantern-logistics.example' };
    await send(put, { draftId, json: { ...whole, contact }, version: 1 });
    expect((await send(one, { draftId })).json.linkDraft.wish.contact.email).toBe(contact.email);
    await send(remove, { draftId });
    const contacts = desk.tables.items('private').filter(({ sk }) => sk === 'CONTACT');
    expect([contacts, elsewhere().includes(contact.email)]).toEqual([[], false]);
  });

  test('keeps the identifier out of its timeline, for a second person to find', async () => {
    const { desk, send, start, whole } = await setup();
    const draftId = await start(whole);
    await send(put, { draftId, json: { ...whole, purpose: 'relink' }, version: 1 });
    expect(desk.told(draftId)).toEqual(['link_draft.created', 'link_draft.changed']);
    expect(JSON.stringify(desk.tables.items('timeline'))).not.toContain(whole.customer.accountId);
  });

  test('that was changed meanwhile is not replaced unseen', async () => {
    const { send, start, relationship } = await setup();
    const draftId = await start();
    await send(put, { draftId, json: relationship, version: 1 });
    expect(await send(put, { draftId, json: {}, version: 1 })).toMatchObject({
      status: 409,
      json: { code: 'changed_meanwhile', params: { version: 2 } },
    });
  });

  test('that is begun twice under one key is begun once', async () => {
    const { desk, send, whole } = await setup();
    const first = await send(begin, { json: whole, key: 'the-same-key' });
    const before = desk.snapshot();
    const again = await send(begin, { json: whole, key: 'the-same-key' });
    expect(again).toMatchObject({ status: 201, json: first.json, headers: { 'idempotent-replayed': 'true' } });
    expect(desk.snapshot()).toBe(before);
    expect(await send(begin, { json: {}, key: 'the-same-key' })).toMatchObject({ status: 409 });
  });

  test('that is discarded can be discarded again, and is neither changed nor submitted', async () => {
    const { send, start, confirmed } = await setup();
    const draftId = await start();
    await send(remove, { draftId });
    expect(await send(remove, { draftId })).toMatchObject({
      status: 200,
      json: { linkDraft: { status: 'discarded' } },
    });
    const closed = { status: 409, json: { code: 'not_allowed_now', params: { status: 'discarded' } } };
    expect(await send(put, { draftId, json: {}, version: 2 })).toMatchObject(closed);
    expect(await confirmed(draftId)).toMatchObject(closed);
    const { json } = await send(one, { draftId });
    expect(json.linkDraft.actions.map(({ allowed }: { allowed: boolean }) => allowed)).toEqual([false, false, false]);
  });

  test(req('R025', 'is entered by one right and submitted by another'), async () => {
    const { send, start, whole } = await setup();
    const draftId = await start(whole);
    const barred = { status: 403, json: { code: 'right_missing' } };
    expect(await send(submit, { draftId, json: { confirm } })).toMatchObject(barred);
    expect(await send(begin, { json: whole, rights: 'operator' })).toMatchObject(barred);
    const offered = async (rights: string) =>
      (await send(one, { draftId, rights })).json.linkDraft.actions
        .filter(({ allowed }: { allowed: boolean }) => allowed)
        .map(({ name }: { name: string }) => name);
    expect(await offered('enter')).toEqual(['replaceLinkDraft', 'discardLinkDraft']);
    expect(await offered('operator')).toEqual(['submitLinkDraft']);
    expect(await offered('auditor')).toEqual([]);
  });
});

describe('submitting a draft', () => {
  test('makes the request that the same wish makes, and ends the draft with it', async () => {
    const { desk, whole, send, start, confirmed } = await setup();
    const draftId = await start(whole);
    const { status, json } = await confirmed(draftId);
    expect(status).toBe(201);
    const { accountIdAgain: _again, ...customer } = whole.customer;
    expect(json.linkRequest).toMatchObject({
      status: 'checking',
      customer,
      types: whole.types,
      createdBy: desk.operator,
    });
    const { json: after } = await send(one, { draftId });
    expect(after.linkDraft).toMatchObject({ status: 'submitted', requestId: json.linkRequest.id });
    expect(after.linkDraft.wish.customer).toBeUndefined();
    expect(states(after.linkDraft)).toMatch(/submit done, track open$/);
    await desk.settle();
    expect(desk.letters.map(({ to }) => to)).toEqual([whole.contact.email]);
  });

  test(req('R016', 'without the confirmations is refused'), async () => {
    const { send, start, whole } = await setup();
    const draftId = await start(whole);
    const half = await send(submit, { draftId, json: { confirm: { customer: true } }, rights: 'operator' });
    expect([half.status, half.json.errors]).toMatchObject([400, [{ field: '/confirm/types' }]]);
  });

  test(req('R006', 'names everything that it still lacks, and makes nothing'), async () => {
    const { desk, start, whole, relationship, confirmed } = await setup();
    const fields = async (draftId: string) =>
      (await confirmed(draftId)).json.errors.map(({ field }: { field: string }) => field);
    const begun = await start(relationship);
    const { team: _team, gathered: _gathered, ...rest } = whole;
    const gathering = await start(rest);
    const before = desk.snapshot();
    expect(await fields(begun)).toEqual(['/team', '/customer', '/contact']);
    expect(await fields(gathering)).toEqual(['/team']);
    expect(desk.snapshot()).toBe(before);
  });

  test('again, under whatever key, answers the same request', async () => {
    const { start, whole, confirmed } = await setup();
    const draftId = await start(whole);
    const answers = [await confirmed(draftId, 'one-and-the-same'), await confirmed(draftId, 'one-and-the-same')];
    answers.push(await confirmed(draftId));
    const ids = new Set(answers.map(({ json }) => json.linkRequest.id));
    expect([answers.map(({ status }) => status), ids.size]).toEqual([[201, 201, 201], 1]);
  });

  test('twenty times at once makes one request, which all are answered with', async () => {
    const { desk, start, whole, confirmed } = await setup();
    const draftId = await start(whole);
    const answers = await Promise.all(Array.from({ length: 20 }, () => confirmed(draftId)));
    expect(new Set(answers.map(({ status, json }) => `${status} ${json.linkRequest?.id}`)).size).toBe(1);
    expect(desk.tables.items('desk').filter(({ pk, sk }) => sk === 'RECORD' && pk.includes('#lreq_'))).toHaveLength(1);
  });

  test('while another submits it answers the same request, though what the draft held went there between two reads', async () => {
    const { desk, start, whole, confirmed } = await setup();
    const draftId = await start(whole);
    const read = desk.tables.get.bind(desk.tables);
    let first: Awaited<ReturnType<typeof confirmed>> | undefined;
    const reads = vi.spyOn(desk.tables, 'get').mockImplementation(async (table, key) => {
      if (!first && table === 'private' && key.sk === 'CONTACT') {
        reads.mockRestore();
        first = await confirmed(draftId);
      }
      return read(table, key);
    });
    const second = await confirmed(draftId);
    expect([second.status, second.json.linkRequest?.id]).toEqual([201, first?.json.linkRequest.id]);
  });

  test('for a customer that was taken meanwhile names the holder, and leaves the draft as it was', async () => {
    const { desk, send, start, whole, confirmed } = await setup();
    const draftId = await start(whole);
    const holder = await desk.ask();
    expect(await confirmed(draftId)).toMatchObject({
      status: 409,
      json: { code: 'customer_taken', params: { holder } },
    });
    expect((await send(one, { draftId })).json.linkDraft).toMatchObject({ status: 'open', ready: false });
  });

  test('that loses the race against a change is judged on what is true then', async () => {
    const { desk, send, start, whole, confirmed } = await setup();
    const draftId = await start(whole);
    desk.tables.raceNext(() => send(put, { draftId, json: { ...whole, purpose: 'relink' }, version: 1 }));
    expect((await confirmed(draftId)).json.linkRequest.purpose).toBe('relink');
  });
});

test('a draft that is not there is not found', async () => {
  const { desk, send, confirmed } = await setup();
  const draftId = desk.deps.newId('linkDraft');
  const answers = [
    await send(one, { draftId }),
    await send(put, { draftId, json: {}, version: 1 }),
    await send(remove, { draftId }),
    await confirmed(draftId),
  ];
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
});
