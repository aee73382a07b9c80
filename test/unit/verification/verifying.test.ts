import { describe, expect, test, vi } from 'vitest';
import { instant } from '../../../functions/kernel/clock.ts';
import type { Link } from '../../../functions/links/link.ts';
import type { Scope } from '../../../functions/links/relationship.ts';
import { dueShards } from '../../../functions/platform/due.ts';
import { tencentIntl } from '../../../functions/providers/tencent/capabilities.ts';
import { putDailyLook } from '../../../functions/unbinds/customer-started/daily-look.ts';
import { DAY, HOUR, verifyDesk } from '../../support/verify-desk.ts';

/** A recheck comes at most one and a half periods after the last. */
const NIGHT = 1.5 * DAY;

describe('a new link', () => {
  test('R043, R144: is unverified and not ready with six items at once, and effective within a minute', async () => {
    const desk = await verifyDesk();
    const id = await desk.activate();
    expect(desk.link(id)).toMatchObject({ verified: 'unverified', readyToProvision: false, checklist: 1 });
    expect(Object.values(desk.statuses(id))).toEqual(Array.from({ length: 6 }, () => 'pending'));
    await desk.pass(60);
    expect(desk.statuses(id)).toEqual({
      status: 'pass',
      visibility: 'pass',
      service: 'not_supported',
      billing: 'pass',
      delegated_action: 'pass',
      audit_trace: 'not_supported',
    });
    expect(desk.link(id)).toMatchObject({
      verified: 'effective',
      readyToProvision: true,
      checkedAt: desk.link(id).createdAt,
    });
    expect(desk.told(id)).toEqual(['link.activated', 'link.effective']);
    expect(desk.entries(id).at(-1)).toMatchObject({
      data: { from: 'unverified', startedAt: desk.link(id).createdAt },
    });
  });

  test('R044: keeps what was read and when: calls, request ids, the provider’s words', async () => {
    const desk = await verifyDesk();
    const id = await desk.effective();
    expect(desk.checklist(id)).toMatchObject({
      because: 'activated',
      finishedAt: desk.link(id).createdAt,
      items: {
        billing: {
          triedAt: desk.link(id).createdAt,
          evidence: { receipts: [{ action: 'Prove', requestId: 'theirs-2' }], words: { Word: 'yes' } },
        },
      },
    });
  });

  test('R020: of a second-level reseller is proved by the shorter list that its tier may read', async () => {
    const desk = await verifyDesk();
    const account = desk.tables.items('desk', `ORG#${desk.org}#${desk.account.id}`)[0];
    if (account) desk.tables.seed('desk', { ...account, tier: 'second_level_reseller' });
    const id = await desk.effective();
    expect(desk.statuses(id)).toMatchObject({ status: 'not_supported', visibility: 'pass', delegated_action: 'pass' });
    expect(desk.link(id).verified).toBe('effective');
    const tried = desk.provider.callsOf('proveLink').map(({ args }) => String(args[2]));
    expect(tried.toSorted()).toEqual(['billing', 'delegated_action', 'visibility']);
  });

  test('R045: fails where a service of its scope is out of reach, at a site that can tell', async () => {
    const desk = await verifyDesk();
    const service = { ...tencentIntl.proofs.billing, actions: ['ListServices'], delay: null };
    Object.assign(desk.provider.site, { proofs: { ...tencentIntl.proofs, service } });
    const scope: Scope = { access: 'read_only', services: ['cvm'], projects: [], regions: [], confirmEach: [] };
    const id = await desk.effective({ scope });
    expect(desk.provider.calls.find(({ args }) => args[2] === 'service')?.args[3]).toEqual({ services: ['cvm'] });
    desk.proves('service', 'contradicted');
    await desk.pass(NIGHT);
    expect(desk.link(id)).toMatchObject({ verified: 'degraded', failing: ['service'] });
  });

  test('B02: begins the daily looks at an account that was entered before there were any, and only then', async () => {
    const desk = await verifyDesk();
    const looks = () =>
      dueShards
        .flatMap((shard) => desk.tables.items('desk', `DUE#${shard}`))
        .filter(({ sk }) => sk.includes('unbind.daily-look'));
    const forget = () =>
      desk.tables.transact(
        looks().map((key) => ({ op: 'delete', table: 'desk', key, expect: [], refusal: 'exists' }) as const),
      );
    await forget();
    const id = await desk.effective();
    expect(looks().length).toBeGreaterThan(0);
    await forget();
    const { id: account, org, site } = desk.account;
    const at = desk.now();
    const look = {
      org,
      account,
      site,
      version: 1,
      day: '2026-11-02',
      openedAt: at,
      openSince: '2026-11-02',
      owner: 'mem_1',
    };
    await desk.tables.transact([putDailyLook(look, undefined)]);
    await desk.pass(NIGHT);
    expect(desk.link(id).verified).toBe('effective');
    expect(looks()).toEqual([]);
  });

  test('that is stopped is proved, too, but never ready', async () => {
    const desk = await verifyDesk();
    const stopped = { reason: 'the wrong account', since: desk.now(), by: desk.operator, unlinkBlockers: [] };
    const id = await desk.effective({ stopped });
    expect(desk.link(id)).toMatchObject({ verified: 'effective', readyToProvision: false });
  });
});

describe('a recheck', () => {
  test('B05: that the provider answers with “not yours” for the bill degrades the link and names the item, until it answers again', async () => {
    const desk = await verifyDesk();
    const id = await desk.effective();
    desk.proves('billing', 'not_ours');
    await desk.pass(NIGHT);
    expect(desk.link(id)).toMatchObject({ verified: 'degraded', failing: ['billing'], readyToProvision: false });
    expect(desk.checklist(id)).toMatchObject({
      because: 'recheck',
      items: {
        billing: {
          status: 'fail',
          because: 'not_ours',
          evidence: { words: { Code: 'UnauthorizedOperation.UinNoAuth' } },
        },
      },
    });
    desk.proves('billing');
    await desk.pass(NIGHT);
    expect(desk.link(id)).toMatchObject({ verified: 'effective', failing: [], readyToProvision: true });
    expect(desk.told(id)).toEqual(['link.activated', 'link.effective', 'link.degraded', 'link.effective']);
  });

  test('B05: finds a right that was taken from our key', async () => {
    const desk = await verifyDesk();
    const id = await desk.effective();
    desk.proves('delegated_action', 'no_right');
    await desk.pass(NIGHT);
    expect(desk.link(id)).toMatchObject({ verified: 'degraded', failing: ['delegated_action'] });
  });

  test('calls a link broken only when a second read says, too, that the account is not ours; healed, it is effective', async () => {
    const desk = await verifyDesk();
    const id = await desk.effective();
    desk.proves('status', 'not_ours');
    const before = desk.workOf(id).at;
    await desk.pass((Date.parse(before) - desk.time.now) / 1000);
    expect(desk.link(id)).toMatchObject({ verified: 'degraded', failing: ['status'] });
    await desk.pass(300);
    expect(desk.link(id)).toMatchObject({ verified: 'broken', failing: ['status'], readyToProvision: false });
    await desk.pass(NIGHT);
    expect(desk.link(id).verified).toBe('broken');
    desk.proves('status');
    await desk.pass(NIGHT);
    expect(desk.link(id).verified).toBe('effective');
    expect(desk.told(id).slice(1)).toEqual(['link.effective', 'link.degraded', 'link.broken', 'link.effective']);
  });

  const missed = { as: 'left_unexplained', since: '2026-11-01T00:00:00.000Z' } as const;

  test('a link that a list lacked, and that the provider shows after all, is found again and ready', async () => {
    const desk = await verifyDesk();
    const id = await desk.effective();
    desk.change(id, { vanished: missed, readyToProvision: false });
    await desk.pass(NIGHT);
    expect(desk.link(id)).toMatchObject({ verified: 'effective', readyToProvision: true });
    expect(desk.link(id)).not.toHaveProperty('vanished');
    expect(desk.entries(id).at(-1)).toMatchObject({ type: 'link.found_again', data: { since: missed.since } });
  });

  test('a link that a list lacked stays vanished, and not ready, while nothing shows it', async () => {
    const desk = await verifyDesk();
    const id = await desk.effective();
    desk.change(id, { vanished: missed, readyToProvision: false });
    desk.proves('visibility', 'not_ours');
    await desk.pass(NIGHT + 300);
    expect(desk.link(id)).toMatchObject({ verified: 'broken', vanished: missed, readyToProvision: false });
  });

  test('does not believe one bad read: the second one decides', async () => {
    const desk = await verifyDesk();
    const id = await desk.effective();
    desk.proves('visibility', 'not_ours');
    await desk.pass((Date.parse(desk.workOf(id).at) - desk.time.now) / 1000);
    desk.proves('visibility');
    await desk.pass(300);
    expect(desk.link(id)).toMatchObject({ verified: 'effective', failing: [] });
    expect(desk.told(id)).not.toContain('link.broken');
  });

  test('finds a customer in arrears: degraded, not broken, however often it is read', async () => {
    const desk = await verifyDesk();
    const id = await desk.effective();
    desk.proves('status', 'contradicted');
    await desk.pass(5 * DAY);
    expect(desk.link(id)).toMatchObject({ verified: 'degraded', failing: ['status'] });
  });

  test('without an answer degrades nobody; it comes again after growing pauses, and each evening anew', async () => {
    const desk = await verifyDesk();
    const id = await desk.effective();
    const { checkedAt } = desk.link(id);
    desk.provider.goDown();
    for (const item of ['status', 'visibility', 'billing', 'delegated_action'] as const) desk.proves(item, 'down');
    desk.provider.calls.splice(0);
    await desk.pass(3 * DAY);
    expect(desk.link(id)).toMatchObject({ verified: 'effective', failing: [], checkedAt });
    expect(desk.checklist(id).items.billing).toMatchObject({ status: 'unknown', because: 'provider_down' });
    const tries = desk.provider.callsOf('proveLink').filter(({ args }) => args[2] === 'billing').length;
    expect(tries).toBeGreaterThan(20);
    expect(tries).toBeLessThan(3 * 24 + 3 * 8);
    desk.provider.comeBack();
    for (const item of ['status', 'visibility', 'billing', 'delegated_action'] as const) desk.proves(item);
    await desk.pass(HOUR);
    expect(desk.checklist(id).finishedAt).toBeDefined();
    expect(desk.told(id)).toEqual(['link.activated', 'link.effective']);
  });

  test('that changes nothing leaves nothing on the timeline, but its checklist', async () => {
    const desk = await verifyDesk();
    const id = await desk.effective();
    await desk.pass(10 * DAY);
    expect(desk.link(id).checklist).toBeGreaterThanOrEqual(10);
    expect(desk.told(id)).toEqual(['link.activated', 'link.effective']);
    expect(desk.checklist(id, 1).because).toBe('activated');
  });

  test('stops for a link that is unbound', async () => {
    const desk = await verifyDesk();
    const id = await desk.effective();
    desk.change(id, { status: 'unbound' });
    desk.provider.calls.splice(0);
    await desk.pass(NIGHT);
    expect(desk.provider.calls).toEqual([]);
    expect(desk.dueItems()).toEqual([]);
  });

  test('waits for its share of the provider’s rate without counting that against anything', async () => {
    const desk = await verifyDesk();
    desk.proves('billing', 'throttled');
    const id = await desk.activate();
    await desk.pass(10 * 60);
    expect(desk.checklist(id).items.billing).toMatchObject({ status: 'pending', tries: 0 });
    expect(desk.checklist(id).items.billing.waits).toBeGreaterThan(1);
    expect(desk.link(id).verified).toBe('unverified');
    desk.proves('billing');
    await desk.pass(2 * HOUR);
    expect(desk.link(id).verified).toBe('effective');
  });
});

describe('work that comes twice, late or beside another', () => {
  test('is dropped when the link waits for a later look', async () => {
    const desk = await verifyDesk();
    const id = await desk.activate();
    const work = desk.workOf(id);
    await desk.pass(60);
    const before = JSON.stringify(desk.tables.items('desk'));
    desk.provider.calls.splice(0);
    await desk.verify(work);
    expect(desk.provider.calls).toEqual([]);
    expect(JSON.stringify(desk.tables.items('desk'))).toBe(before);
  });

  test('side by side is written once', async () => {
    const desk = await verifyDesk();
    const id = await desk.activate();
    const work = desk.workOf(id);
    await Promise.all([desk.verify(work), desk.verify(work)]);
    expect(desk.told(id)).toEqual(['link.activated', 'link.effective']);
  });

  test('gives way to whoever starts another checklist meanwhile', async () => {
    const desk = await verifyDesk();
    const id = await desk.activate();
    const work = desk.workOf(id);
    desk.proves('billing', 'contradicted');
    const answered = Promise.withResolvers<void>();
    desk.provider.proofsWaitFor(answered.promise);
    const slow = desk.verify(work);
    await vi.waitFor(() => expect(desk.provider.callsOf('proveLink')).toHaveLength(4));
    desk.time.now += 1000;
    desk.change(id, { checklist: 2, nextCheckAt: instant(desk.time.now) });
    answered.resolve();
    await slow;
    expect(desk.link(id)).toMatchObject({ checklist: 2, failing: [] });
    expect(desk.checklist(id, 1).items.billing.status).toBe('pending');
  });

  test('that lost a race for the timeline is written all the same', async () => {
    const desk = await verifyDesk();
    const id = await desk.activate();
    desk.tables.raceNext(() => desk.change(id, { version: 2 }));
    await desk.verify(desk.workOf(id));
    expect(desk.link(id)).toMatchObject({ verified: 'effective', version: 3 });
  });
});

describe('the provider’s own delay', () => {
  const slowBill = { proofs: { ...tencentIntl.proofs, billing: { ...tencentIntl.proofs.billing, delay: 'PT24H' } } };

  test('R050: of 24 hours excuses a check after one hour, and the item comes again by itself', async () => {
    const desk = await verifyDesk();
    Object.assign(desk.provider.site, slowBill);
    desk.proves('billing', 'contradicted');
    const id = await desk.activate();
    await desk.pass(HOUR);
    const until = instant(Date.parse(desk.link(id).createdAt) + DAY * 1000);
    expect(desk.checklist(id).items.billing).toMatchObject({ status: 'too_early', nextAt: until });
    expect(desk.link(id)).toMatchObject({ verified: 'unverified', failing: [] });
    desk.proves('billing');
    await desk.pass(NIGHT);
    expect(desk.link(id).verified).toBe('effective');
  });

  test('R033: of the first bill is waited for by name until the bill is made', async () => {
    const desk = await verifyDesk();
    desk.proves('billing', 'nothing_yet');
    const id = await desk.effective();
    expect(desk.link(id)).toMatchObject({
      verified: 'unverified',
      waitingOn: {
        for: 'billing_verification',
        party: 'provider',
        since: desk.link(id).createdAt,
        until: '2026-12-04T17:00:00.000Z',
      },
    });
    expect(desk.told(id)).toEqual(['link.activated', 'link.billing_delayed']);
    await desk.pass(20 * DAY);
    expect(desk.told(id)).toEqual(['link.activated', 'link.billing_delayed']);
    expect(desk.link(id).failure).toBeUndefined();
    await desk.pass(15 * DAY);
    expect(desk.link(id)).toMatchObject({ verified: 'unverified', failing: ['billing'] });
    expect(desk.link(id).waitingOn).toBeUndefined();
    desk.proves('billing');
    await desk.pass(NIGHT);
    expect(desk.link(id)).toMatchObject({ verified: 'effective', failing: [] });
  });

  test('excuses nothing once the link was effective', async () => {
    const desk = await verifyDesk();
    Object.assign(desk.provider.site, slowBill);
    const id = await desk.effective();
    desk.proves('billing', 'nothing_yet');
    await desk.pass(NIGHT);
    expect(desk.link(id)).toMatchObject({ verified: 'degraded', failing: ['billing'] });
  });
});

describe('after the end of a settlement period', () => {
  test('R051: its bill is looked at by a checklist of its own, period after period', async () => {
    const desk = await verifyDesk();
    const id = await desk.effective();
    expect(desk.link(id).afterCycle).toEqual({ at: '2026-12-06T16:00:00.000Z', billOf: '2026-11-02T01:30:00.000Z' });
    await desk.pass(36 * DAY);
    const lists = Array.from({ length: desk.link(id).checklist }, (_, at) => desk.checklist(id, at + 1));
    const cycles = lists.filter(({ because }) => because === 'after_cycle');
    expect(cycles).toMatchObject([
      {
        startedAt: '2026-12-06T16:00:00.000Z',
        billOf: '2026-11-02T01:30:00.000Z',
        finishedAt: '2026-12-06T16:00:00.000Z',
      },
    ]);
    const aims = desk.provider.callsOf('proveLink').map(({ args }) => args[3]);
    expect(aims).toContainEqual({ billOf: '2026-11-02T01:30:00.000Z' });
    expect(desk.link(id).afterCycle?.at).toBe('2027-01-06T16:00:00.000Z');
    await desk.pass(31 * DAY);
    expect(desk.link(id).afterCycle?.at).toBe('2027-02-06T16:00:00.000Z');
  });
});

describe('a link that is not proved in time', () => {
  const cases: [Link['failing'][number], 'propagation' | 'verification'][] = [
    ['visibility', 'propagation'],
    ['billing', 'verification'],
  ];

  test.each(cases)(
    'R053: because %s fails is stuck in %s, said once, and no longer when it works',
    async (item, stage) => {
      const desk = await verifyDesk();
      desk.proves(item, 'not_ours');
      const id = await desk.activate();
      await desk.pass(2 * DAY);
      expect(desk.link(id).failure).toBeUndefined();
      await desk.pass(3 * DAY);
      expect(desk.link(id).failure).toMatchObject({ stage, code: 'not_effective_in_time' });
      expect(desk.told(id).filter((type) => type === 'link.not_effective_in_time')).toHaveLength(1);
      desk.proves(item);
      await desk.pass(NIGHT);
      expect(desk.link(id)).toMatchObject({ verified: 'effective' });
      expect(desk.link(id).failure).toBeUndefined();
    },
  );

  test('is tried again within minutes at first, then once a night', async () => {
    const desk = await verifyDesk();
    desk.proves('billing', 'contradicted');
    const id = await desk.activate();
    await desk.pass(2 * HOUR);
    const early = desk.provider.callsOf('proveLink').filter(({ args }) => args[2] === 'billing').length;
    expect(early).toBe(5);
    expect(desk.checklist(id).finishedAt).toBeDefined();
  });
});
