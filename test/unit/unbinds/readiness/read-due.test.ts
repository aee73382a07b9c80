import { describe, expect, test } from 'vitest';
import { Money } from '../../../../functions/kernel/money.ts';
import { readReadiness, type UnbindReadiness } from '../../../../functions/unbinds/readiness/readiness.ts';
import { DAY } from '../../../support/link-desk.ts';
import { unbindDesk } from '../../../support/unbind-desk.ts';

async function setup(linkedAt: string | null = null) {
  const desk = await unbindDesk();
  const link = await desk.activeLink({ linkedAt });
  const { accountId } = link.customer;
  const has = (more: object) => {
    const customer = desk.provider.customers.get(accountId);
    if (!customer) throw new Error('no customer');
    desk.provider.customers.set(accountId, { ...customer, ...more });
  };
  has({ creditAvailable: Money.of('0.00', 'USD') });
  const check = (more: object = {}) =>
    desk.request('POST /v1/links/{linkId}/readiness-checks', { params: { linkId: link.id }, json: {}, ...more });
  const list = async (query: Record<string, string> = {}) =>
    (await desk.request('GET /v1/unbind-readiness', { query })).json;
  const reading = async (): Promise<UnbindReadiness> => {
    const found = await readReadiness(desk.tables, desk.org, link.id);
    if (!found) throw new Error('no reading');
    return found;
  };
  return { ...desk, on: link, accountId, has, check, list, reading };
}

const bills = (desk: Awaited<ReturnType<typeof setup>>) => desk.provider.callsOf('readBill').length;

describe('whether a customer could be unbound', () => {
  test('B16: asked for, it is read at once, in pieces that leave the provider room, and is complete when all is read', async () => {
    const desk = await setup();
    const asked = await desk.check();
    expect(asked.status).toBe(202);
    expect(asked.json.readiness.reading.left).toHaveLength(14);
    await desk.settle();
    expect(bills(desk)).toBe(4);
    expect(await desk.reading()).not.toHaveProperty('readAt');
    await desk.pass(10);
    expect(bills(desk)).toBe(12);
    expect(await desk.reading()).toMatchObject({ blockers: [], unknown: [], reading: { by: 'request', left: [] } });
    expect((await desk.reading()).readAt).toBeDefined();
  });

  test('B16: what stands in the way is listed and counted; cleared, the count changes with the next reading', async () => {
    const desk = await setup();
    desk.has({ creditAvailable: Money.of('-0.01', 'USD') });
    desk.provider.owes(desk.accountId, '2026-10', { all: '12.50' });
    await desk.check();
    await desk.pass(10);
    const blocked = await desk.list();
    expect(blocked.counts).toEqual({
      blocked: 1,
      unknown: 0,
      blockers: { credit_not_negative: 1, nothing_overdue: 1 },
      complete: true,
    });
    expect(blocked.items).toMatchObject([{ link: desk.on.id, blockers: ['credit_not_negative', 'nothing_overdue'] }]);
    expect((await desk.list({ blocker: 'not_frozen' })).items).toEqual([]);
    desk.has({ creditAvailable: Money.of('0.00', 'USD') });
    desk.provider.owes(desk.accountId, '2026-10', { all: '12.50', unpaid: '0.00' });
    expect((await desk.list()).counts.blocked).toBe(1);
    await desk.pass(DAY);
    expect((await desk.list()).counts).toEqual({ blocked: 0, unknown: 0, blockers: {}, complete: true });
  });

  test('B16: the desk reads again every day at a time of the link’s own, and each older period once a week', async () => {
    const desk = await setup();
    await desk.check();
    await desk.pass(10);
    const first = bills(desk);
    const { nextAt } = await desk.reading();
    await desk.pass(7 * DAY);
    const later = await desk.reading();
    expect(later.nextAt.slice(11)).toBe(nextAt.slice(11));
    expect(later.reading.by).toBe('schedule');
    // the newest each day, and each of the eleven older ones once
    expect(bills(desk) - first).toBeGreaterThanOrEqual(6 + 10);
    expect(bills(desk) - first).toBeLessThanOrEqual(7 + 12);
    for (const { at } of Object.values(later.unpaid))
      expect(Date.parse(at)).toBeGreaterThan(desk.time.now - 8 * DAY * 1000);
  });

  test('B16: a provider that does not answer leaves unknown, never well, and is asked again within the hour', async () => {
    const desk = await setup();
    desk.provider.goDown();
    await desk.check();
    await desk.pass(60);
    expect(await desk.reading()).toMatchObject({
      customer: { unknown: 'provider_down' },
      unknown: ['not_frozen', 'credit_not_negative', 'nothing_overdue'],
    });
    expect((await desk.list()).counts).toMatchObject({ blocked: 0, unknown: 1 });
    desk.provider.comeBack();
    await desk.pass(3700);
    expect(await desk.reading()).toMatchObject({ unknown: [], customer: { standing: 'active' } });
  });

  test('B16, B24: a new link is unknown from its first moment and read by itself; what was agreed about parting goes with it', async () => {
    const desk = await unbindDesk();
    const exitTerms = { noticeDays: 30, settlementDuties: 'The last invoice is paid' };
    const asked = await desk.request('POST /v1/link-requests', { json: { ...desk.wish, exitTerms } });
    expect(asked.json.linkRequest.exitTerms).toEqual(exitTerms);
    await desk.settle();
    await desk.sayYes();
    await desk.settle();
    desk.provider.apply(desk.wish.customer.accountId);
    await desk.pass(3600);
    const { linkId } = desk.record(asked.json.linkRequest.id);
    if (!linkId) throw new Error('no link');
    expect((await desk.link(linkId)).exitTerms).toEqual(exitTerms);
    const { readiness } = (await desk.request('GET /v1/links/{linkId}/unbind-readiness', { params: { linkId } })).json;
    // the scripted provider tells no credit until a test does
    expect(readiness).toMatchObject({
      unknown: ['credit_not_negative'],
      customer: { standing: 'active' },
      reading: { by: 'schedule', left: [] },
    });
    const preview = await desk.request('POST /v1/unbinds/preview', { json: { linkId } });
    expect(preview.json.exit).toMatchObject({ ...exitTerms, remainingDays: 30 });
  });

  test('a customer that is not listed any more is unknown; one that is unbound is listed no more', async () => {
    const desk = await setup();
    await desk.check();
    await desk.pass(10);
    desk.provider.customers.delete(desk.accountId);
    await desk.pass(DAY);
    expect(await desk.reading()).toMatchObject({ customer: { unknown: 'not_listed' } });
    expect((await desk.list()).items).toHaveLength(1);
    desk.tables.seed('desk', { ...desk.item(desk.on.id), status: 'unbound' });
    await desk.pass(DAY);
    expect((await desk.list()).items).toHaveLength(0);
    expect((await desk.check()).json).toMatchObject({ code: 'not_allowed_now', params: { status: 'unbound' } });
  });

  test('periods before the link began are not asked for', async () => {
    const desk = await setup('2026-09-15T00:00:00.000Z');
    await desk.check();
    await desk.pass(10);
    expect(Object.keys((await desk.reading()).unpaid)).toEqual(['2026-10', '2026-09']);
  });

  test('other organisations see and ask nothing', async () => {
    const desk = await setup();
    await desk.check();
    const org = desk.other.org;
    expect((await desk.check({ org })).status).toBe(404);
    const params = { linkId: desk.on.id };
    expect((await desk.request('GET /v1/links/{linkId}/unbind-readiness', { params, org })).status).toBe(404);
    expect((await desk.request('GET /v1/links/{linkId}/unbind-readiness', { params })).json.readiness.link).toBe(
      desk.on.id,
    );
  });
});
