import { describe, expect, test } from 'vitest';
import { customerLockKey } from '../../../functions/links/customer-lock.ts';
import { type Link, linkName } from '../../../functions/links/link.ts';
import { classOf, widens } from '../../../functions/links/live/change-class.ts';
import { denialOf, type Intended } from '../../../functions/links/live/permit.ts';
import { capabilitiesOf } from '../../../functions/providers/capabilities.ts';
import { liveDesk } from '../../support/live-desk.ts';

const stop = 'POST /v1/links/{linkId}/stop';
const wayOut = 'POST /v1/links/{linkId}/stop/way-out';
const lift = 'POST /v1/links/{linkId}/stop/lift';
const permits = 'POST /v1/links/{linkId}/permits';
const changes = 'POST /v1/links/{linkId}/changes';
const confirm = { customer: true, types: true };
const managed: Partial<Link> = {
  types: ['billing', 'provisioning', 'management'],
  scope: { access: 'manage', services: [], projects: [], regions: [], confirmEach: [], because: 'we run their shop' },
};
const order: Intended = { access: 'provision', operation: 'RunInstances', confirmed: false };

describe('R144: nothing is provisioned through a link that is not proved', () => {
  test('a hook is refused until the link is effective, and the refusal is on the timeline', async () => {
    const { send, told } = await liveDesk({ ...managed, verified: 'unverified', readyToProvision: false });
    const asked = await send(permits, { access: 'provision', operation: 'RunInstances' }, { rights: 'service' });
    expect(asked).toMatchObject({ status: 200, json: { allowed: false, because: 'not_ready' } });
    expect(told().at(-1)).toMatchObject({ type: 'link.action_denied', data: { because: 'not_ready' } });
    expect((await send(permits, { access: 'read', operation: 'DescribeInstances' })).json).toEqual({ allowed: true });
  });

  test('an effective link with the right scope lets it pass, and that is on the timeline too', async () => {
    const { send, told } = await liveDesk(managed);
    expect((await send(permits, { access: 'manage', operation: 'StopInstances' })).json).toEqual({ allowed: true });
    expect(told().at(-1)).toMatchObject({ type: 'link.action_permitted', data: { operation: 'StopInstances' } });
  });
});

describe('R015: scope, window and confirmation bar what they say', () => {
  const link = async (scope: Partial<Link['scope']>): Promise<Link> => {
    const desk = await liveDesk({ ...managed, scope: { access: 'manage', ...EMPTY, ...scope } });
    return desk.current();
  };
  const EMPTY = { services: [], projects: [], regions: [], confirmEach: [] };
  const weekdays = { days: ['mon' as const, 'fri' as const], from: '09:00', to: '18:00', timeZone: 'Asia/Shanghai' };

  test.each([
    ['in the window, on a Monday in Shanghai', '2026-11-02T01:30:00.000Z', undefined],
    ['at its first minute', '2026-11-02T01:00:00.000Z', undefined],
    ['a minute before', '2026-11-02T00:59:00.000Z', 'outside_window'],
    ['at its end, which is outside', '2026-11-02T10:00:00.000Z', 'outside_window'],
    ['on a Tuesday', '2026-11-03T02:00:00.000Z', 'outside_window'],
    ['on a Friday in Shanghai that is still Thursday in UTC', '2026-11-05T17:30:00.000Z', 'outside_window'],
  ])('%s', async (_when, now, denial) => {
    expect(denialOf(await link({ window: weekdays }), order, now)).toBe(denial);
  });

  test('an action outside its window is denied and audited', async () => {
    const { send, told } = await liveDesk({
      ...managed,
      scope: { access: 'manage', ...EMPTY, window: { ...weekdays, days: ['sun'] } },
    });
    expect((await send(permits, order)).json).toEqual({ allowed: false, because: 'outside_window' });
    expect(told().at(-1)).toMatchObject({ data: { because: 'outside_window', operation: 'RunInstances' } });
  });

  test('a sensitive action needs its confirmation each time', async () => {
    const sensitive = await link({ confirmEach: ['RunInstances'] });
    expect(denialOf(sensitive, order, '2026-11-02T02:00:00.000Z')).toBe('needs_confirmation');
    expect(denialOf(sensitive, { ...order, confirmed: true }, '2026-11-02T02:00:00.000Z')).toBeUndefined();
  });

  test('what the scope limits has to be named, and be in it', async () => {
    const limited = await link({ regions: ['ap-singapore'] });
    const at = '2026-11-02T02:00:00.000Z';
    expect(denialOf(limited, { ...order, region: 'ap-singapore' }, at)).toBeUndefined();
    expect(denialOf(limited, { ...order, region: 'eu-frankfurt' }, at)).toBe('outside_scope');
    expect(denialOf(limited, order, at)).toBe('outside_scope');
  });

  test('a link that only reads lets nothing else pass, and one without the type neither', async () => {
    const at = '2026-11-02T02:00:00.000Z';
    expect(denialOf(await link({ access: 'read_only' }), order, at)).toBe('read_only');
    expect(denialOf({ ...(await link({})), types: ['billing'] }, order, at)).toBe('type_missing');
    expect(denialOf({ ...(await link({})), status: 'unbound' }, order, at)).toBe('unbound');
  });
});

describe('R023: the wrong account was linked', () => {
  test('one stop bars the hooks and records the exact identifiers and times', async () => {
    const { send, told, link, current } = await liveDesk(managed);
    const stopped = await send(stop, { reason: 'the subsidiary was linked' });
    expect(stopped).toMatchObject({ status: 200, json: { link: { readyToProvision: false } } });
    expect((await send(permits, order)).json).toEqual({ allowed: false, because: 'stopped' });
    expect(told().find(({ type }) => type === 'link.stopped')).toMatchObject({
      data: {
        customer: '200098765432',
        partnerId: link.partnerAccount.partnerId,
        request: link.requestId,
        linkedAt: link.linkedAt,
        unlinkBlockers: [],
      },
    });
    expect((await current()).stopped).toMatchObject({ reason: 'the subsidiary was linked' });
    expect((await send(stop, { reason: 'once more' })).json).toMatchObject({ code: 'not_allowed_now' });
  });

  test('says what stands against releasing it at once', async () => {
    const { send, tables, org, link } = await liveDesk({ ...managed, failing: ['billing'], verified: 'degraded' });
    const key = customerLockKey({ org, site: 'tencent-intl', accountId: link.customer.accountId });
    const lock = tables.items('desk', key.pk)[0];
    tables.seed('desk', { ...lock, ...key, request: 'lreq_open' });
    const { json } = await send(stop, { reason: 'the subsidiary was linked' });
    expect(json.link.stopped.unlinkBlockers).toEqual([
      'lreq_open is open on this customer',
      'its bill can not be read, so what it owes is not known',
    ]);
  });

  test.each([
    ['unlink', undefined],
    ['new_link', 'new_link'],
    ['support_case', undefined],
  ])('way out %s keeps it stopped', async (is, needed) => {
    const { send, current } = await liveDesk(managed);
    expect((await send(wayOut, { wayOut: is, reason: 'that is best' })).status).toBe(409);
    await send(stop, { reason: 'the subsidiary was linked' });
    const chosen = await send(wayOut, { wayOut: is, reference: 'CASE-7', reason: 'that is best' });
    expect(chosen.status).toBe(200);
    const link = await current();
    expect(link.stopped?.wayOut).toMatchObject({ is, reference: 'CASE-7' });
    expect(link.changeNeeded?.class).toBe(needed);
    expect((await send(permits, order)).json.because).toBe('stopped');
  });

  test('R026: whoever stopped it does not lift it; another member does, and hooks pass again', async () => {
    const { send, admin } = await liveDesk(managed);
    await send(stop, { reason: 'the subsidiary was linked' });
    expect(await send(lift, { reason: 'it was right' })).toMatchObject({
      status: 403,
      json: { code: 'self_approval' },
    });
    const lifted = await send(lift, { reason: 'it was right' }, { member: admin, rights: 'approver' });
    expect(lifted).toMatchObject({ status: 200, json: { link: { readyToProvision: true } } });
    expect(lifted.json.link.stopped).toBeUndefined();
    expect((await send(permits, order)).json).toEqual({ allowed: true });
  });

  test('a lifted stop makes no link ready that is not proved', async () => {
    const { send, admin } = await liveDesk({ ...managed, verified: 'degraded', readyToProvision: false });
    await send(stop, { reason: 'the subsidiary was linked' });
    const lifted = await send(lift, { reason: 'it was right' }, { member: admin, rights: 'approver' });
    expect(lifted.json.link.readyToProvision).toBe(false);
  });

  test('the same request sent again is answered the same and stops once', async () => {
    const { send, told } = await liveDesk(managed);
    const first = await send(stop, { reason: 'the subsidiary was linked' }, { key: 'the-same-key' });
    const again = await send(stop, { reason: 'the subsidiary was linked' }, { key: 'the-same-key' });
    expect(again.json).toEqual(first.json);
    expect(told().filter(({ type }) => type === 'link.stopped')).toHaveLength(1);
  });
});

describe('R022: what changes in place and what needs a new link', () => {
  const widened = { access: 'manage', because: 'we run their database', agreement: 'MSA 7' } as const;

  test('R028: a change that lets the reseller do more becomes a request that asks the customer', async () => {
    const { send, tables, org, link } = await liveDesk();
    const asked = await send(changes, { change: { scope: widened }, reason: 'managed tier', confirm });
    expect(asked).toMatchObject({
      status: 202,
      json: { class: 'in_place', asksCustomer: true, linkRequest: { changes: link.id, purpose: 'permission_change' } },
    });
    const key = customerLockKey({ org, site: 'tencent-intl', accountId: link.customer.accountId });
    expect(tables.items('desk', key.pk)[0]).toMatchObject({ link: link.id, request: asked.json.linkRequest.id });
  });

  test('a second change waits for the first: the conflict names it and where to follow it', async () => {
    const { send } = await liveDesk();
    const first = await send(changes, { change: { scope: widened }, reason: 'managed tier', confirm });
    const second = await send(changes, { change: { scope: widened }, reason: 'managed tier', confirm });
    const holder = first.json.linkRequest.id;
    expect(second).toMatchObject({
      status: 409,
      json: { code: 'customer_taken', params: { holder, update: `/v1/link-requests/${holder}` } },
    });
  });

  test('who pays is settled by linking: the link is marked as needing a new one, and nothing else happens', async () => {
    const { send, current, told } = await liveDesk({ expected: { payer: 'reseller' } });
    const asked = await send(changes, { change: { expected: { payer: 'customer' } }, reason: 'the board', confirm });
    expect(asked).toMatchObject({ status: 202, json: { class: 'new_link', asksCustomer: false } });
    expect(asked.json.linkRequest).toBeUndefined();
    expect((await current()).changeNeeded).toMatchObject({ class: 'new_link' });
    expect(told().at(-1)).toMatchObject({ type: 'link.change_needed' });
  });

  test.each([
    ['more than reading has no reason', { scope: { access: 'manage' } }, '/change/scope/because', 'reason_needed'],
    ['the paper is not named', { types: ['billing', 'management'] }, '/change/scope/agreement', 'agreement_needed'],
  ])('what a new link would be refused for is refused at once: %s', async (_what, change, field, code) => {
    const { send, tables, link } = await liveDesk();
    const before = tables.items('desk').length;
    const asked = await send(changes, { change, reason: 'managed tier', confirm });
    expect(asked).toMatchObject({ status: 400, json: { code: 'invalid_input' } });
    expect(asked.json.errors).toContainEqual(expect.objectContaining({ field, code }));
    expect(tables.items('desk')).toHaveLength(before);
    expect(link.scope.access).toBe('read_only');
  });

  test('what the coming type needs has to be at hand; what the link was made with is not asked again', async () => {
    const { send } = await liveDesk();
    const change = { types: ['billing', 'management'], scope: widened };
    const asked = await send(changes, { change, reason: 'managed tier', confirm });
    expect(asked.json.errors).toEqual([
      expect.objectContaining({ field: '/gathered', detail: expect.stringContaining('access_agreement') }),
    ]);
    const again = await send(changes, { change, reason: 'managed tier', gathered: ['access_agreement'], confirm });
    expect(again.status).toBe(202);
  });

  test('a stopped link is put right before it changes', async () => {
    const { send } = await liveDesk();
    await send(stop, { reason: 'the subsidiary was linked' });
    const asked = await send(changes, { change: { scope: widened }, reason: 'managed tier', confirm });
    expect(asked).toMatchObject({ status: 409, json: { code: 'not_allowed_now' } });
  });

  test('a link without a contact says so instead of asking nobody', async () => {
    const { send } = await liveDesk({ origin: 'adopted', requestId: undefined });
    const asked = await send(changes, { change: { scope: widened }, reason: 'managed tier', confirm });
    expect(asked).toMatchObject({ status: 400, json: { errors: [{ field: '/contact' }] } });
  });

  test.each([
    ['billing goes', { types: ['management'] as const }, 'new_link'],
    ['management comes', { types: ['billing', 'management'] as const }, 'in_place'],
    ['the credit limit differs', { expected: { payer: 'reseller' as const, currency: 'USD' } }, 'in_place'],
  ])('%s: %o', async (_what, change, expected) => {
    const { link } = await liveDesk({ expected: { payer: 'reseller' } });
    const capabilities = capabilitiesOf('tencent-intl');
    if (!capabilities) throw new Error('no capabilities');
    const { types, ...rest } = { types: undefined, ...change };
    expect(classOf(link, { ...rest, types: types && [...types] }, capabilities).class).toBe(expected);
  });

  test('narrowing asks nobody at the customer, widening in any part does', async () => {
    const { link } = await liveDesk({ ...managed, scope: { ...managed.scope!, regions: ['ap-singapore'] } });
    const scope = (more: Partial<Link['scope']>) => ({ types: link.types, scope: { ...link.scope, ...more } });
    expect(widens(link, scope({ access: 'read_only' }))).toBe(false);
    expect(widens(link, { ...scope({}), types: ['billing'] })).toBe(false);
    expect(widens(link, scope({ regions: [] }))).toBe(true);
    expect(widens(link, scope({ regions: ['ap-singapore', 'eu-frankfurt'] }))).toBe(true);
    expect(widens(link, { ...scope({}), types: [...link.types, 'delegation'] })).toBe(true);
  });
});

describe('R052: something about the customer has changed', () => {
  const report = 'POST /v1/links/{linkId}/attribute-changes';

  test.each([
    ['another payer', { payer: 'customer' }, 'new_link'],
    ['a lost eligibility', { eligible: false }, 'new_link'],
    ['another name', { legalName: 'Lantern Logistics Group' }, 'in_place'],
    ['another country', { country: 'MY' }, 'in_place'],
    ['nothing that is different', { payer: 'reseller' }, undefined],
  ])('R022: %s marks the link and starts a checklist of its own', async (_what, noticed, expected) => {
    const { send, current, tables, told } = await liveDesk({ expected: { payer: 'reseller' } });
    const said = await send(report, { ...noticed, note: 'their finance lead told us' });
    expect(said.status).toBe(200);
    const link = await current();
    expect(link.changeNeeded?.class).toBe(expected);
    expect(link.checklist).toBe(2);
    const checklists = tables.items('desk').filter(({ sk }) => sk.startsWith('CHECKLIST#'));
    expect(checklists).toMatchObject([{ number: 2, because: 'attribute_change' }]);
    expect(told().at(-1)).toMatchObject({ type: 'link.attributes_changed' });
  });

  test('a name is taken over, and so is what registers call the link', async () => {
    const { send, current } = await liveDesk();
    await send(report, { legalName: 'Lantern Group', note: 'renamed on the first of the month' });
    expect(linkName(await current())).toMatch(/lantern-group$/);
  });
});

test('R060: a link has one readable name, which no other link has', async () => {
  const { link } = await liveDesk();
  expect(linkName(link)).toBe('tencent-intl.200031884999.200098765432.lantern-logistics-pte-ltd');
  expect(linkName({ ...link, customer: { accountId: '200098765433', name: '灯笼物流有限公司' } })).toBe(
    'tencent-intl.200031884999.200098765433.灯笼物流有限公司',
  );
});
