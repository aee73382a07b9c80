import { describe, expect, test } from 'vitest';
import { DAY } from '../../support/link-desk.ts';
import { seldom, type UnbindDesk, unbindDesk } from '../../support/unbind-desk.ts';

async function setup(more: Parameters<UnbindDesk['startUnbind']>[0] = {}) {
  const desk = await unbindDesk({}, seldom);
  const approver = await desk.member('approver');
  const id = await desk.startUnbind(more);
  await desk.settle();
  /** An approver who is not the initiator, unless said. */
  const approve = (what: string, json: object, member = approver) =>
    desk.call(id, what, json, { member, rights: 'approver' });
  return { ...desk, id, approver, approve };
}

/** As far as the application's life at the provider. */
async function live(more: Parameters<UnbindDesk['startUnbind']>[0] = {}) {
  const desk = await setup({ agreed: true, ...more });
  await desk.observe(desk.id, 'submitted', { reference: 'UB-1' });
  return desk;
}

describe('the second person', () => {
  test('R077: agrees before anything is submitted, and never the one who asked', async () => {
    const { call, approve, id, approver, unbind, settle, told } = await setup();
    const alone = await call(id, '/second-person', { verdict: 'agree' });
    expect([alone.status, alone.json.code]).toEqual([403, 'self_approval']);
    expect(told(id)).toContain('unbind.self_approval_refused');
    expect(unbind(id).status).toBe('awaiting_second_person');

    expect((await approve('/second-person', { verdict: 'agree' })).status).toBe(202);
    await settle();
    expect(unbind(id)).toMatchObject({
      status: 'awaiting_submission',
      agreed: true,
      secondPerson: { agreedBy: approver },
    });
  });

  test('declines, and the case ends and lets go of its link', async () => {
    const { approve, id, unbind, settle, lockOf, link } = await setup();
    await approve('/second-person', { verdict: 'decline', reason: 'they pay on time' });
    await settle();
    const record = unbind(id);
    expect(record).toMatchObject({ status: 'declined', reason: 'they pay on time' });
    expect((await lockOf(record))?.unbind).toBeUndefined();
    expect((await link(record.link)).status).toBe('active');
  });

  test('is the initiator alone where nobody else could be, once the cool-off is over', async () => {
    const desk = await unbindDesk({}, seldom);
    const id = await desk.startUnbind();
    await desk.settle();
    const soon = await desk.call(id, '/second-person', { verdict: 'agree' });
    expect(soon.json).toMatchObject({ code: 'cool_off', params: { until: desk.unbind(id).secondPerson?.aloneFrom } });
    const { aloneFrom, waitingOn } = { ...desk.unbind(id).secondPerson, ...desk.unbind(id) };
    expect(waitingOn && aloneFrom && waitingOn.until > aloneFrom).toBe(true);
    await desk.pass(DAY + 1);
    expect((await desk.call(id, '/second-person', { verdict: 'agree' })).status).toBe(202);
    await desk.settle();
    expect(desk.unbind(id).status).toBe('awaiting_submission');
  });

  test('is not waited for for ever', async () => {
    const { pass, id, unbind, told } = await setup();
    await pass(61 * DAY);
    expect(unbind(id).status).toBe('expired');
    expect(told(id)).toContain('decision.expired');
  });
});

describe('cancelling', () => {
  test('ends a case at once of which nothing is live, and is cancelled once however often it is asked', async () => {
    const { call, id, unbind, settle, passed, lockOf } = await setup();
    expect((await call(id, '/cancel', { reason: 'they stay' })).status).toBe(202);
    await settle();
    expect(unbind(id)).toMatchObject({ status: 'cancelled', reason: 'they stay' });
    expect(passed(id).at(-1)).toBe('Cancelled');
    expect((await lockOf(unbind(id)))?.unbind).toBeUndefined();
    const { version } = unbind(id);
    expect((await call(id, '/cancel', { reason: 'they stay' })).status).toBe(202);
    expect(unbind(id).version).toBe(version);
  });

  test('R140: waits until the application is seen to be gone where it is live at the provider', async () => {
    const { call, id, unbind, settle, pass, observe, lockOf } = await live();
    await call(id, '/cancel', { reason: 'they stay' });
    await settle();
    expect(unbind(id)).toMatchObject({ status: 'awaiting_withdrawal', leaving: 'cancelled', live: true });
    await pass(20 * DAY);
    expect(unbind(id).status).toBe('awaiting_withdrawal');
    expect((await lockOf(unbind(id)))?.unbind).toBe(id);
    await observe(id, 'withdrawn');
    expect(unbind(id)).toMatchObject({ status: 'cancelled', live: false });
  });

  test('R140: time that is over takes the application back, too', async () => {
    const { id, unbind, pass, observe } = await live();
    await pass(15 * DAY);
    expect(unbind(id)).toMatchObject({ status: 'awaiting_withdrawal', leaving: 'expired' });
    await observe(id, 'withdrawn');
    expect(unbind(id).status).toBe('expired');
  });

  test('can be thought better of by an approver, as long as the application is live', async () => {
    const { call, approve, id, unbind, settle } = await live();
    await call(id, '/cancel', { reason: 'they stay' });
    await settle();
    const operator = await call(id, '/resume', { reason: 'they go after all' });
    expect([operator.status, operator.json.code]).toEqual([403, 'right_missing']);
    expect((await approve('/resume', { reason: 'they go after all' })).status).toBe(202);
    await settle();
    expect(unbind(id)).toMatchObject({ status: 'awaiting_customer_confirmation', live: true });
    expect(unbind(id).leaving).toBeUndefined();
    expect(unbind(id).reason).toBeUndefined();
  });

  test('B02: is not ours to do where the customer has started it', async () => {
    const { call, id } = await setup({ origin: 'customer' });
    const refused = await call(id, '/cancel', { reason: 'they stay' });
    expect([refused.status, refused.json.code]).toEqual([409, 'not_allowed_now']);
  });
});

test('what stands in the way is mended, looked at again, and goes on', async () => {
  const { id, observe, call, unbind, settle } = await setup({ agreed: true });
  await observe(id, 'refused_at_submission', { condition: 'negative credit' });
  expect(unbind(id)).toMatchObject({ status: 'awaiting_remedy', blocker: 'negative credit', ready: false });
  await call(id, '/check', { changed: 'topped up this morning' });
  await settle();
  expect(unbind(id)).toMatchObject({ status: 'awaiting_submission', ready: true });
  expect(unbind(id).blocker).toBeUndefined();
});

test('R092: the initiator takes up that the customer has confirmed, and the case goes on', async () => {
  const { id, observe, call, unbind, settle, passed } = await live();
  await observe(id, 'customer_confirmed');
  expect(unbind(id)).toMatchObject({ status: 'awaiting_initiator', waitingOn: { for: 'initiator_task' } });
  await call(id, '/take-up');
  await settle();
  expect(unbind(id).status).toBe('awaiting_card');
  expect(passed(id)).toContain('TellInitiator');
  await observe(id, 'card_bound');
  expect(unbind(id).status).toBe('awaiting_completion');
});

test('R093: nobody waits for a card that is known to be bound', async () => {
  const { id, observe, call, unbind, settle, passed } = await live({ cardKnown: true });
  await observe(id, 'customer_confirmed');
  await call(id, '/take-up');
  await settle();
  expect(unbind(id).status).toBe('awaiting_completion');
  expect(passed(id)).not.toContain('AwaitCardBinding');
});

test('B02: a reviewer answers what the customer started, with a reason; an operator then enters it', async () => {
  const { id, approve, approver, call, unbind, settle } = await setup({ origin: 'customer' });
  expect(unbind(id).status).toBe('awaiting_review');
  expect((await call(id, '/review', { verdict: 'refuse', reason: 'bills are open' })).json.code).toBe('right_missing');
  await approve('/review', { verdict: 'refuse', reason: 'bills are open' });
  await settle();
  expect(unbind(id)).toMatchObject({
    status: 'awaiting_review_entry',
    verdict: 'refuse',
    reviewed: { by: approver, reason: 'bills are open' },
  });
});

test('R096: whoever reads an open case is warned that its end can not be undone', async () => {
  const { id, request, observe } = await live();
  const read = () => request('GET /v1/unbinds/{unbindId}', { params: { unbindId: id } });
  expect((await read()).json.unbind.warning).toBe('cannot_be_undone');
  await observe(id, 'completed');
  expect((await read()).json.unbind).not.toHaveProperty('warning');
});

describe('reading', () => {
  test('R098: a case says what becomes of billing history, permissions and services, in the reader’s language', async () => {
    const { id, request } = await setup();
    const params = { unbindId: id };
    const { json } = await request('GET /v1/unbinds/{unbindId}', { params });
    expect(json.effects.map(({ on }: { on: string }) => on)).toEqual(['billing_history', 'permissions', 'services']);
    const chinese = await request('GET /v1/unbinds/{unbindId}', { params, headers: { 'accept-language': 'zh-CN' } });
    expect(chinese.json.effects[0].text).toMatch(/[\u4e00-\u9fff]/);
  });

  test('facts come with who saw them, and what can be done with whose right it takes', async () => {
    const { id, request } = await live();
    const { json } = await request('GET /v1/unbinds/{unbindId}', { params: { unbindId: id } });
    expect(json.unbind.facts).toMatchObject([{ kind: 'submitted', observedBy: 'operator', reference: 'UB-1' }]);
    const cancel = json.unbind.actions.find(({ name }: { name: string }) => name === 'cancelUnbind');
    expect(cancel).toEqual({ name: 'cancelUnbind', allowed: true, because: '', needs: ['operator', 'follow-up'] });
    const resume = json.unbind.actions.find(({ name }: { name: string }) => name === 'resumeUnbind');
    expect(resume).toMatchObject({ allowed: false, because: 'right_missing', needs: ['approver'] });
  });

  test('lists are by status, group, party, link and customer; what waits, soonest first', async () => {
    const { id, startUnbind, settle, observe, unbind, request } = await live();
    const second = await startUnbind();
    await settle();
    const other = await startUnbind({ agreed: true });
    await settle();
    await observe(other, 'completed');
    const ids = async (query: Record<string, string>) => {
      const { status, json } = await request('GET /v1/unbinds', { query });
      expect(status).toBe(200);
      return json.items.map((item: { id: string }) => item.id);
    };
    expect(await ids({})).toEqual([other, second, id]);
    expect(await ids({ group: 'ended' })).toEqual([other]);
    expect(await ids({ group: 'live' })).toEqual([id]);
    expect(await ids({ status: 'awaiting_second_person' })).toEqual([second]);
    expect(await ids({ waitingOn: 'customer' })).toEqual([id]);
    expect(await ids({ waitingFor: 'internal_approval' })).toEqual([second]);
    expect(await ids({ linkId: unbind(second).link })).toEqual([second]);
    expect(await ids({ customer: unbind(id).customer.accountId })).toEqual([id]);
    expect(await ids({ customer: unbind(other).customer.name.slice(0, 10) })).toEqual([other]);
  });

  test('the timeline tells it in order, page by page', async () => {
    const { id, request } = await live();
    const read = (query: Record<string, string>) =>
      request('GET /v1/unbinds/{unbindId}/timeline', { params: { unbindId: id }, query });
    const first = (await read({ limit: '2' })).json;
    const rest = (await read({ cursor: first.next })).json;
    const types = [...first.items, ...rest.items].map(({ type }: { type: string }) => type);
    expect(types[0]).toBe('unbind.created');
    expect(types).toContain('unbind.awaiting_customer_confirmation');
    expect(first.items).toHaveLength(2);
  });

  test('nobody reads a case of another organisation', async () => {
    const { id, request, other } = await setup();
    for (const route of ['GET /v1/unbinds/{unbindId}', 'GET /v1/unbinds/{unbindId}/timeline'])
      expect((await request(route, { params: { unbindId: id }, org: other.org })).status).toBe(404);
  });
});
