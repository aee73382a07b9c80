import { expect, test } from 'vitest';
import { instant } from '../../../../functions/kernel/clock.ts';
import { recordKey } from '../../../../functions/timeline/index.ts';
import { running } from '../../../../functions/unbinds/money/meter.ts';
import { zoneName } from '../../../../functions/unbinds/money/periods.ts';
import { readMoney } from '../../../../functions/unbinds/money/unbind-money.ts';
import { unbindDesk } from '../../../support/unbind-desk.ts';

const DAY = 86_400_000;

/** A case on an account of its own whose application an operator saw at the provider on 2 November. */
async function setup() {
  const desk = await unbindDesk();
  const link = await desk.activeLink();
  const account = link.customer.accountId;
  const id = await desk.startUnbind({ ready: true, agreed: true }, link);
  await desk.settle();
  const later = async (days: number) => {
    desk.time.now += days * DAY;
    await desk.settle();
  };
  return {
    ...desk,
    id,
    asFinance: async () => ({ member: await desk.member('finance'), rights: 'finance' }),
    later,
    /** What the customer's bill of a month comes to, in USD. */
    bills: (month: string, all: string) => desk.provider.owes(account, month, { all }),
    /** The provider has let the customer go, and answers no call of ours about it. */
    gone: () => {
      desk.provider.customers.delete(account);
      desk.provider.forgetsBills(account);
    },
    money: async () => {
      const money = await readMoney(desk.tables, desk.org, id);
      if (!money) throw new Error('no money');
      return money;
    },
    /** The entries of one type on the timeline of the case. */
    told: (type: string) =>
      desk.tables.items('timeline', recordKey(desk.org, id).pk).filter((entry) => entry['type'] === type),
  };
}

test('R097: the meter starts at the provider’s submission and is read once a day', async () => {
  const { observe, bills, id, later, money, time } = await setup();
  bills('2026-11', '1200.10');
  const submittedAt = instant(time.now - 3_600_000);
  await observe(id, 'submitted', { at: submittedAt });
  bills('2026-11', '1250.35');
  await later(1);
  const meter = await money();
  expect(meter).toMatchObject({ since: submittedAt, mode: 'api' });
  const sums = running(meter);
  expect(sums?.added.toJSON()).toEqual({ amount: '50.25', currency: 'USD' });
  expect(sums?.billed.toJSON()).toEqual({ amount: '1250.35', currency: 'USD' });
});

test('R097: a look without a sum takes nothing away, and says why there is none', async () => {
  const { observe, bills, id, later, money, gone } = await setup();
  bills('2026-11', '10.00');
  await observe(id, 'submitted');
  gone();
  await later(1);
  const { periods } = await money();
  expect(periods).toMatchObject([
    { period: '2026-11', last: { total: { amount: '10', currency: 'USD' } }, without: { because: 'not_ours' } },
  ]);
});

test('R097: a provider that does not answer is asked again after growing pauses, and what was read stays', async () => {
  const { observe, bills, id, pass, money, provider } = await setup();
  bills('2026-11', '10.00');
  await observe(id, 'submitted');
  provider.goDown();
  await pass(86_400);
  const down = await money();
  expect(down.notAnswering).toMatchObject({ because: 'provider_down' });
  expect(down.notAnswering?.times).toBeGreaterThan(0);
  expect(down.periods).toMatchObject([{ last: { total: { amount: '10' } } }]);
  provider.comeBack();
  await pass(86_400);
  expect((await money()).notAnswering).toBeUndefined();
});

test('R097: the meter of an application that was withdrawn stops, and counts anew for the next one', async () => {
  const { observe, bills, id, later, money, time } = await setup();
  bills('2026-11', '10.00');
  await observe(id, 'submitted');
  bills('2026-11', '15.00');
  await observe(id, 'withdrawn');
  await later(2);
  const stopped = await money();
  expect(stopped.nextAt).toBeUndefined();
  bills('2026-11', '40.00');
  const again = instant(time.now);
  await observe(id, 'submitted', { at: again, reference: 'second' });
  bills('2026-11', '41.50');
  await later(1);
  const anew = await money();
  expect(anew.since).toBe(again);
  expect(running(anew)?.added.toJSON()).toEqual({ amount: '1.5', currency: 'USD' });
});

test('B17: a late bill of the next cycle appears on the closed case and is told once; then the tail is clean', async () => {
  const { observe, bills, id, later, money, told, unbind } = await setup();
  bills('2026-11', '100.00');
  await observe(id, 'submitted');
  await observe(id, 'completed');
  expect(unbind(id).status).toBe('completed');
  bills('2026-11', '130.50');
  bills('2026-12', '12.34');
  await later(33);
  expect((await money()).lateCharges).toMatchObject([
    { period: '2026-11', amount: { amount: '30.5', currency: 'USD' }, observedBy: 'api' },
  ]);
  expect(told('unbind.tail_clean')).toHaveLength(0);
  await later(32);
  const after = await money();
  expect(after.lateCharges).toMatchObject([{ period: '2026-11' }, { period: '2026-12', amount: { amount: '12.34' } }]);
  expect(after.tail?.cleanAt).toBeDefined();
  expect(after.nextAt).toBeUndefined();
  expect(told('unbind.late_charge')).toHaveLength(2);
  expect(told('unbind.tail_clean')).toHaveLength(1);
});

test('B17: where the provider no longer answers for the account, finance is asked and its word closes the case', async () => {
  const { observe, bills, id, later, settle, money, told, gone, call, asFinance, request } = await setup();
  const finance = await asFinance();
  bills('2026-11', '100.00');
  await observe(id, 'submitted');
  await observe(id, 'completed');
  gone();
  const charge = { period: '2026-11', amount: '18.40', currency: 'USD', reference: '20261206-7731' };
  const early = await call(id, '/bill-periods/{period}/close', {}, finance);
  expect(early.status).toBe(400);
  await later(65);
  expect((await money()).tail?.periods).toMatchObject([
    { period: '2026-11', state: 'open', because: 'not_ours' },
    { period: '2026-12', state: 'open', because: 'not_ours' },
  ]);
  expect((await call(id, '/late-charges', charge)).status).toBe(403);
  expect((await call(id, '/late-charges', { ...charge, amount: '0' }, finance)).json.errors).toMatchObject([
    { field: '/amount', code: 'too_small' },
  ]);
  const recorded = await call(id, '/late-charges', { ...charge, closesPeriod: true }, finance);
  expect(recorded.status).toBe(201);
  expect(recorded.json.money.lateCharges).toMatchObject([{ observedBy: 'operator', by: finance.member }]);
  const closing = { params: { unbindId: id, period: '2026-12' }, json: {}, ...finance };
  const closed = await request('POST /v1/unbinds/{unbindId}/bill-periods/{period}/close', closing);
  expect(closed.status).toBe(200);
  await settle();
  const read = await request('GET /v1/unbinds/{unbindId}/money', { params: { unbindId: id }, ...finance });
  expect(read.json.money.tail.cleanAt).not.toBeNull();
  expect(told('unbind.late_charge')).toHaveLength(1);
  expect(told('unbind.tail_clean')).toHaveLength(1);
});

test('B17: nobody says that a period is over before its bill is made', async () => {
  const { observe, id, request, asFinance } = await setup();
  const finance = await asFinance();
  await observe(id, 'submitted');
  const closing = { params: { unbindId: id, period: '2026-11' }, json: {}, ...finance };
  const close = () => request('POST /v1/unbinds/{unbindId}/bill-periods/{period}/close', closing);
  expect((await close()).json).toMatchObject({ code: 'not_allowed_now' });
  await observe(id, 'completed');
  expect((await close()).json).toMatchObject({ code: 'bill_not_made', params: { until: '2026-12-04T17:00:00.000Z' } });
});

test('a case that was never submitted has no money to show, and says so', async () => {
  const { id, request } = await setup();
  const read = await request('GET /v1/unbinds/{unbindId}/money', { params: { unbindId: id } });
  expect(read.json.money).toMatchObject({ since: null, mode: null, addedSince: null, periods: [], lateCharges: [] });
});

test('B17: finance is told once of a bill that came late, and asked once for one that no call tells', async () => {
  const { observe, bills, id, later, asFinance, memberLetters } = await setup();
  await asFinance();
  bills('2026-11', '100.00');
  await observe(id, 'submitted');
  await observe(id, 'completed');
  bills('2026-11', '130.50');
  await later(40);
  await later(1);
  const late = memberLetters.filter(({ text }) => text.includes('billed something for'));
  expect(late).toHaveLength(1);
  expect(late[0]?.text).toContain('billed something for 2026-11 (UTC+8) after the customer had gone');
});

test('B17: each bill that no call tells is asked for by its month and zone, until finance has closed that month', async () => {
  const { observe, bills, id, later, gone, asFinance, memberLetters, request, time, settle, call } = await setup();
  const finance = await asFinance();
  bills('2026-11', '100.00');
  await observe(id, 'submitted');
  await observe(id, 'completed');
  gone();
  await later(33);
  await later(1);
  const asked = () => memberLetters.filter(({ text }) => text.includes('no longer tells its bill'));
  expect(asked().map(({ text }) => text.match(/its bill of (.*?);/)?.[1])).toEqual(['2026-11 (UTC+8)']);
  const open = () => request('GET /n/{token}', { params: { token: asked()[0]?.token ?? '' } });
  expect((await open()).text).toContain('its bill of 2026-11 (UTC+8)');
  expect(
    (await request('GET /n/{token}', { params: { token: asked()[0]?.token ?? '' }, query: { lang: 'zh-CN' } })).text,
  ).toContain('2026-11 (UTC+8)');
  const closing = { params: { unbindId: id, period: '2026-11' }, json: {}, ...finance };
  await request('POST /v1/unbinds/{unbindId}/bill-periods/{period}/close', closing);
  expect((await open()).text).toContain('nothing_left');
  await later(31);
  await later(1);
  expect(asked().at(-1)?.text).toContain('its bill of 2026-12 (UTC+8)');
  const charge = { period: '2026-12', amount: '18.40', currency: 'USD', reference: '20270106-7731' };
  await call(id, '/late-charges', charge, finance);
  await settle();
  time.now += DAY;
  await settle();
  expect(memberLetters.at(-1)?.text).toContain('billed something for 2026-12 (UTC+8)');
});

test.each([
  [8, 'UTC+8'],
  [0, 'UTC'],
  [-5, 'UTC-5'],
])('a settlement zone of %i hours reads %s', (utcOffsetHours, name) => {
  expect(zoneName({ utcOffsetHours })).toBe(name);
});
