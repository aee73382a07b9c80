import { Logger } from '@aws-lambda-powertools/logger';
import { describe, expect, test } from 'vitest';
import type { Clock } from '../../../functions/clocks/clock.ts';
import { clockOperations } from '../../../functions/clocks/contract.ts';
import { clocksReadHandlers } from '../../../functions/clocks/handlers.ts';
import { claims } from '../../../functions/platform/caller.ts';
import { httpGroup } from '../../../functions/platform/http.ts';
import { startOfCustomers } from '../../../functions/unbinds/course.ts';
import { putDailyLook, readDailyLook } from '../../../functions/unbinds/customer-started/daily-look.ts';
import { openDailyLook } from '../../../functions/unbinds/customer-started/open-daily-look.ts';
import { apiEvent, lambdaContext } from '../../support/api-event.ts';
import { unbindDesk } from '../../support/unbind-desk.ts';

type Listed = { readonly items: Clock[]; readonly next?: string };

/** A desk with the clock board; `list` is one page of it as a member sees it. */
async function setup() {
  const desk = await unbindDesk();
  const group = httpGroup(clockOperations, clocksReadHandlers(desk.deps), new Logger({ logLevel: 'SILENT' }));
  const list = async (query: Record<string, string> = {}, org = desk.org): Promise<Listed> => {
    const asked = { query, claims: { [claims.org]: org, [claims.member]: desk.operator, [claims.rights]: 'auditor' } };
    const answer = await group(apiEvent('GET /v1/clocks', asked), lambdaContext());
    expect(answer.statusCode).toBe(200);
    return JSON.parse(answer.body ?? '');
  };
  const clocksOf = async (record: string) => (await list()).items.filter((clock) => clock.record === record);
  return { ...desk, ask: () => desk.ask(), list, clocksOf };
}

describe('B01: the clock board', () => {
  test('shows what a request waits for, with its owner, its age and who is told next', async () => {
    const { ask, settle, clocksOf, operator, time } = await setup();
    const id = await ask();
    await settle();
    time.now += 3_600_000;
    expect(await clocksOf(id)).toMatchObject([
      {
        for: 'customer_acceptance',
        kind: 'link_request',
        party: 'customer',
        owner: operator,
        ownedBy: 'member',
        keptBy: 'desk',
        ageSeconds: 3600,
        overdue: false,
        next: { notice: 'escalation', at: '2026-11-05T01:30:00.000Z' },
      },
    ]);
  });

  test('shows beside it when the provider lets the invitation lapse, until the customer has applied', async () => {
    const { ask, settle, sayYes, clocksOf, record, provider, pass } = await setup();
    const id = await ask();
    await settle();
    await sayYes();
    await settle();
    const lapse = { for: 'invitation_lapse', keptBy: 'provider', until: record(id).invitation?.lapsesAt };
    expect((await clocksOf(id)).find((clock) => clock.for === 'invitation_lapse')).toMatchObject(lapse);
    provider.apply('200098765432');
    await pass(120);
    expect((await clocksOf(id)).filter((clock) => clock.for === 'invitation_lapse')).toEqual([]);
  });

  test('shows the provider’s own deadline for what a customer has started, in its zone', async () => {
    const { startUnbind, settle, clocksOf, time } = await setup();
    const at = new Date(time.now + 10 * 86_400_000).toISOString();
    const providerDeadline = { at, zone: 'Asia/Shanghai' };
    const id = await startUnbind({ ...startOfCustomers, origin: 'customer', providerDeadline });
    await settle();
    expect(await clocksOf(id)).toMatchObject([
      {
        for: 'reseller_review',
        kind: 'unbind',
        party: 'approver',
        keptBy: 'provider',
        zone: 'Asia/Shanghai',
        until: at,
      },
    ]);
  });

  test('shows the bills that may come late after a completion', async () => {
    const { startUnbind, settle, observe, clocksOf } = await setup();
    const id = await startUnbind({ ready: true, agreed: true });
    await settle();
    await observe(id, 'submitted');
    await observe(id, 'completed');
    expect(await clocksOf(id)).toMatchObject([
      {
        for: 'bill_tail',
        status: 'completed',
        party: 'provider',
        keptBy: 'provider',
        until: '2026-12-04T17:00:00.000Z',
      },
    ]);
  });

  test('shows the daily look at what customers have started, until somebody has looked', async () => {
    const { deps, org, account, clocksOf, admin } = await setup();
    await openDailyLook(deps, { org, id: account.id });
    expect(await clocksOf(account.id)).toMatchObject([
      { for: 'daily_look', kind: 'partner_account', owner: admin, until: '2026-11-02T16:00:00.000Z', overdue: false },
    ]);
    const open = await readDailyLook(deps.tables, org, account.id);
    if (!open) throw new Error('no look is open');
    const done = { ...open, version: open.version + 1, doneAt: deps.clock.now() };
    await deps.tables.transact([putDailyLook(done, open)]);
    expect(await clocksOf(account.id)).toEqual([]);
  });

  test('has an owner for what nobody has in hand: the owner of escalations, else the team by its name', async () => {
    const { startUnbind, settle, clocksOf } = await setup();
    const id = await startUnbind({ owner: 'unowned', ready: true, agreed: true });
    await settle();
    expect(await clocksOf(id)).toMatchObject([{ owner: 'onboarding', ownedBy: 'team' }]);
  });

  test('is one list over all records, in pages, soonest first, and by owner, party and time', async () => {
    const { startUnbind, ask, settle, list, operator } = await setup();
    await ask();
    for (let count = 0; count < 6; count += 1) await startUnbind({ ready: count % 2 === 0, agreed: true });
    await startUnbind({ owner: 'unowned', ready: true, agreed: true });
    await settle();
    const whole = (await list({ limit: '100' })).items;
    expect(whole.filter(({ kind }) => kind !== 'partner_account')).toHaveLength(8);
    expect(whole.map(({ until }) => until)).toEqual(whole.map(({ until }) => until).toSorted());
    const paged: Clock[] = [];
    let next: string | undefined;
    do {
      const page: Listed = await list({ limit: '3', ...(next && { cursor: next }) });
      paged.push(...page.items);
      next = page.next;
    } while (next);
    expect(paged).toEqual(whole);
    const mine = (await list({ owner: operator })).items;
    expect(mine).toEqual(whole.filter(({ owner }) => owner === operator));
    expect((await list({ party: 'customer' })).items.map(({ kind }) => kind)).toEqual(['link_request']);
    expect((await list({ within: '1' })).items).toEqual([]);
  });

  test('of one organisation shows nothing of another', async () => {
    const { ask, settle, list, other } = await setup();
    await ask();
    await settle();
    expect((await list({}, other.org)).items).toEqual([]);
  });
});
