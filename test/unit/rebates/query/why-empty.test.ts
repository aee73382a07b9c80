import { describe, expect, test } from 'vitest';
import { periodAfter } from '../../../../functions/rebates/period.ts';
import type { Wanted } from '../../../../functions/rebates/query/asked.ts';
import { isWanted } from '../../../../functions/rebates/query/find-as-of.ts';
import { isOneSlip, otherForms } from '../../../../functions/rebates/query/identifier-forms.ts';
import { type Culprit, type WhyEmptyPort, whyEmpty } from '../../../../functions/rebates/query/why-empty.ts';
import type { Rebate } from '../../../../functions/rebates/rebate.ts';
import { rebateOf } from '../../../support/rebate-desk.ts';

const october = [
  rebateOf('1', { order: 'SO-2026-1001', customer: '100034567890', product: 'cvm', status: 'pending' }),
  rebateOf('2', { order: 'SO-2026-1002', customer: '100034567890', product: 'cos' }),
  rebateOf('3', { order: 'SO-2026-1O03', customer: '200099998888', product: 'cvm', kind: 'reversal' }),
  rebateOf('4', { order: '0000771', customer: '200099998888', product: 'cdn' }),
];
const november = [
  rebateOf('5', { period: '2026-11', order: 'SO-2026-1105', customer: '100034567890', product: 'cvm' }),
];
const spring = [rebateOf('6', { period: '2026-04', order: 'SO-2026-0417', customer: '100034567890', product: 'cvm' })];
const elsewhere = [rebateOf('7', { order: 'SO-2026-7777', customer: '100000000077', product: 'cvm' })];
const states = { '2026-10': 'applied', '2026-11': 'applied', '2027-01': 'not_available', '2027-02': 'held' } as const;
const customers = ['100034567890', '200099998888', '100055554444'];

/** Everything that the desk knows, in a list. */
const port: WhyEmptyPort = {
  find: async (wanted) => select([...october, ...november, ...spring], wanted),
  findAnywhere: async (by) =>
    [...november, ...october, ...spring].filter((one) => isWanted({ period: '', periods: [], ...by }, one)),
  findInOtherAccounts: async (wanted) => {
    const found = select(elsewhere, wanted);
    return found.length > 0 ? [{ account: 'Tencent Cloud China', found }] : [];
  },
  stateOf: async (period) => (period in states ? states[period as keyof typeof states] : undefined),
  customer: async (id) => ({
    known: customers.includes(id),
    wellFormed: /^\d{12}$/.test(id),
    near: customers.filter((one) => isOneSlip(one, id)),
  }),
};

const select = (records: readonly Rebate[], wanted: Wanted) =>
  records.filter((one) => wanted.periods.includes(one.period) && isWanted(wanted, one));

const solve = (asked: Partial<Wanted>, period = '2026-10') => whyEmpty(port, { period, periods: [period], ...asked });

type Case = readonly [string, Partial<Wanted>, Culprit, string | undefined, string?];
const cases: readonly Case[] = [
  ['a status that is too strict', { order: 'SO-2026-1001', status: 'settled' }, 'status', 'pending'],
  ['a product that is another', { order: 'SO-2026-1002', product: 'cvm' }, 'product', 'cos'],
  ['a kind that is another', { order: 'SO-2026-1O03', kind: 'rebate' }, 'kind', 'reversal'],
  ['an order in small letters with a space', { order: 'so-2026-1001' }, 'order_form', 'SO-2026-1001'],
  ['a zero for a letter O', { order: 'SO-2026-1003' }, 'order_form', 'SO-2026-1O03'],
  ['zeros that a spreadsheet has taken', { order: '771' }, 'order_form', '0000771'],
  ['a customer with separators', { customer: '1000-3456-7890' }, 'customer_form', '100034567890'],
  ['an order that is settled a period later', { order: 'SO-2026-1105' }, 'period', '2026-11'],
  ['an order that was settled long ago', { order: 'SO-2026-0417' }, 'period', '2026-04'],
  ['the wrong partner account', { order: 'SO-2026-7777' }, 'account', 'Tencent Cloud China'],
  ['an order of another customer', { order: '0000771', customer: '100034567890' }, 'customer', '200099998888'],
  [
    'an order one slip off, of a known customer',
    { order: 'SO-2026-1092', customer: '100034567890' },
    'order_mistyped',
    'SO-2026-1002',
  ],
  ['an order one slip off', { order: 'SO-2026-1091' }, 'order_mistyped', 'SO-2026-1001'],
  ['a customer one slip off', { customer: '100055554445' }, 'customer_mistyped', '100055554444'],
  ['a known customer that has nothing yet', { customer: '100055554444' }, 'not_entered', undefined],
  ['an order of the right form that nobody has', { order: 'SO-2026-5555' }, 'not_entered', undefined],
  ['something that is no order', { order: 'hello' }, 'unknown', undefined],
  ['a period that was never read', { order: 'SO-2026-5555' }, 'not_read', undefined, '2025-06'],
  ['a period that is not published yet', { order: 'SO-2026-5555' }, 'not_published', undefined, '2027-01'],
  ['a period that is held', { customer: '100034567890' }, 'held', undefined, '2027-02'],
  ['two filters at once', { order: 'SO-2026-1001', status: 'paid', product: 'cos' }, 'several', undefined],
];

const seeded = cases.map(([what, asked, culprit, to, period = '2026-10']) => ({ what, asked, culprit, to, period }));

describe('B11, R110: why nothing is found', () => {
  test.each(seeded)('names $what', async ({ asked, culprit, to, period }) => {
    const why = await solve(asked, period);
    expect([why.culprit, to === undefined ? undefined : why.change[0]?.to]).toEqual([culprit, to]);
  });

  test('relaxes status, then product, then forms, then periods, and says what it tried', async () => {
    const { trace } = await solve({ order: 'SO-2026-5555', status: 'settled', product: 'cvm' });
    const next = periodAfter('2026-10', 1);
    expect(trace.map(({ tried }) => tried.replace(/\d+ other/, 'other')).slice(0, 5)).toEqual([
      'without status',
      'without product',
      'order in other forms',
      `period ${next}`,
      'period 2026-09',
    ]);
  });
});

describe('other ways of writing an identifier', () => {
  test('never hold the one that was typed, nor the same twice', () => {
    const forms = otherForms('so 0O1');
    expect(forms).toContain('so0O1');
    expect(forms).toContain('SO 0O1');
    expect(new Set(forms).size).toBe(forms.length);
    expect(forms).not.toContain('so 0O1');
  });

  test.each([
    ['1234', '1243', true],
    ['1234', '123', true],
    ['1234', '12345', true],
    ['1234', '1235', true],
    ['1234', '1234', false],
    ['1234', '4321', false],
    ['1234', '1', false],
  ])('%s and %s are one slip apart: %s', (a, b, apart) => {
    expect(isOneSlip(a, b)).toBe(apart);
    expect(isOneSlip(b, a)).toBe(apart);
  });
});
