import { expect, test } from 'vitest';
import { accept, type Expectations } from '../../../../functions/rebates/snapshot/accept.ts';
import type { Manifest } from '../../../../functions/rebates/snapshot/manifest.ts';

function manifest(amount: string, of: { records?: number; currency?: string; period?: string } = {}): Manifest {
  const { records = 100, currency = 'USD', period = '2026-10' } = of;
  const totals = records === 0 ? [] : [{ currency, status: 'settled' as const, records, amount }];
  return { period, sha256: 'f'.repeat(64), records, bytes: records * 300, totals, madeAt: '2026-11-01T00:00:00.000Z' };
}

const others = ['900', '1000', '1100'].map((amount, index) => manifest(amount, { period: `2026-0${index + 6}` }));
const judge = (previous: Manifest | undefined, next: Manifest, of: Partial<Expectations> = {}) =>
  accept(previous, next, { gone: 0, mayBeGone: { goneRecords: 10, goneBasisPoints: 500 }, others, over: true, ...of });

test('B12: what is much as it was is not doubted, and neither is the first of an account', () => {
  expect(judge(manifest('1000'), manifest('1010'))).toEqual([]);
  expect(judge(undefined, manifest('5'), { others: [] })).toEqual([]);
});

test('B12: nothing where there was something is doubted as empty alone; nothing after nothing is not', () => {
  expect(judge(manifest('1000'), manifest('0', { records: 0 }), { gone: 100 })).toEqual(['empty']);
  expect(judge(manifest('0', { records: 0 }), manifest('0', { records: 0 }))).toEqual([]);
});

test('B12: records may be gone up to ten, and up to one in twenty', () => {
  const gone = (records: number, count: number) =>
    judge(manifest('1000', { records }), manifest('1000'), { gone: count });
  expect(gone(100, 10)).toEqual([]);
  expect(gone(100, 11)).toEqual(['many_gone']);
  expect(gone(1000, 50)).toEqual([]);
  expect(gone(1000, 51)).toEqual(['many_gone']);
});

test('B12: how many may be gone is for the reseller to say', () => {
  const mayBeGone = { goneRecords: 0, goneBasisPoints: 100 };
  const gone = (count: number) => judge(manifest('1000'), manifest('1000'), { gone: count, mayBeGone });
  expect(gone(1)).toEqual([]);
  expect(gone(2)).toEqual(['many_gone']);
});

test('B12: a currency that the account never had is doubted, and one that is missing', () => {
  expect(judge(manifest('1000'), manifest('1000', { currency: 'EUR' }))).toEqual(['other_currency']);
  expect(judge(undefined, manifest('1000', { currency: 'EUR' }))).toEqual(['other_currency']);
  expect(judge(undefined, manifest('1000'))).toEqual([]);
});

test('B12: fewer lines than were announced are incomplete, and other totals than the stated ones differ', () => {
  expect(judge(undefined, manifest('1000'), { announced: { records: 101 } })).toEqual(['incomplete']);
  const totals = [{ amount: '1000.01', currency: 'USD' }];
  expect(judge(undefined, manifest('1000'), { announced: { records: 100, totals } })).toEqual(['totals_differ']);
  expect(
    judge(undefined, manifest('1000'), { announced: { totals: [{ amount: '1000.0', currency: 'USD' }] } }),
  ).toEqual([]);
});

test('R112: a total ten times off the median of the other periods prompts a look at the context', () => {
  expect(judge(undefined, manifest('9999.99'))).toEqual([]);
  expect(judge(undefined, manifest('10000'))).toEqual(['odd_total']);
  expect(judge(undefined, manifest('-10000'))).toEqual(['odd_total']);
  expect(judge(undefined, manifest('100'))).toEqual(['odd_total']);
});

test('R112: a month that still runs may be small, and what was as odd before was accepted then', () => {
  expect(judge(undefined, manifest('100'), { over: false })).toEqual([]);
  expect(judge(manifest('10000'), manifest('10001'))).toEqual([]);
  expect(judge(undefined, manifest('10000'), { others: others.slice(1) })).toEqual([]);
});
