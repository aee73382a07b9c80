import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { timeIn } from '../../../../functions/kernel/zoned-time.ts';
import { type Cause, causes } from '../../../../functions/rebates/change.ts';
import { periodOf } from '../../../../functions/rebates/period.ts';
import { checkAmount } from '../../../../functions/rebates/query/amount-check.ts';
import { cleanText, cleanWanted } from '../../../../functions/rebates/query/asked.ts';
import { changeInWords } from '../../../../functions/rebates/query/history.ts';
import { explainPending } from '../../../../functions/rebates/query/pending.ts';
import { sentenceOf } from '../../../../functions/rebates/query/sentence.ts';
import { addUp } from '../../../../functions/rebates/query/totals.ts';
import { oddTotals } from '../../../../functions/rebates/snapshot/odd-totals.ts';
import { rebateOf } from '../../../support/rebate-desk.ts';

const account = { name: 'Main', partnerId: '200031884999', site: 'tencent-intl' } as const;

describe('R104: what is typed is cleaned', () => {
  test.each([
    ['20261012880042 ', '20261012880042'],
    ['\u00a0SO-1\u200b', 'SO-1'],
    ['２００', '200'],
    ['2000 1234 5678', '200012345678'],
    ["'0042", '0042'],
    ['"SO 1"', 'SO 1'],
    ['SO   1', 'SO 1'],
  ])('%j becomes %j', (typed, used) => {
    expect(cleanText(typed)).toBe(used);
  });

  test.each(['202610', '2026/10', '2026年10月', ' 2026-10'])(
    '%j is the period 2026-10, and the answer says so',
    (period) => {
      const answer = cleanWanted({ period }, '2026-09');
      expect(answer).toMatchObject({
        ok: true,
        value: { wanted: { period: '2026-10' }, cleaned: [{ typed: period, used: '2026-10' }] },
      });
    },
  );

  test.each([
    [{ period: '2026-13' }, 'query.period'],
    [{ order: '  ' }, 'query.order'],
  ])('%j is refused by name', (filters, field) => {
    expect(cleanWanted(filters, '2026-09')).toMatchObject({
      ok: false,
      error: { kind: 'invalid_input', errors: [{ field }] },
    });
  });

  test('R101: without a period the newest one known is meant', () => {
    expect(cleanWanted({}, '2026-09')).toMatchObject({ value: { wanted: { periods: ['2026-09'] }, cleaned: [] } });
  });
});

describe('R100: the query in one plain sentence', () => {
  const wanted = { period: '2026-10', periods: ['2026-10'] };
  const all = {
    ...wanted,
    periods: ['2026-09', '2026-10', '2026-11'],
    order: 'SO-1',
    customer: '2000',
    product: 'cvm',
    status: 'in_review',
    kind: 'refund',
  } as const;

  test('says the period alone', () => {
    expect(sentenceOf(account, wanted, { zone: 'Asia/Shanghai', language: 'en' })).toBe(
      'Rebates of “Main” (partner 200031884999 at tencent-intl) in settlement period 2026-10. Periods are months in Asia/Shanghai.',
    );
  });

  test('says every parameter in both languages', () => {
    const asOf = '2026-11-20T00:00:00.000Z';
    expect(sentenceOf(account, all, { zone: 'Asia/Shanghai', asOf, language: 'en' })).toBe(
      'Rebates of “Main” (partner 200031884999 at tencent-intl) in settlement period 2026-10 and the periods before and after it, order SO-1, customer 2000, product cvm, status in review, kind refund, as believed at 2026-11-20T00:00:00.000Z. Periods are months in Asia/Shanghai.',
    );
    expect(sentenceOf(account, all, { zone: 'Asia/Shanghai', asOf, language: 'zh-CN' })).toBe(
      '“Main”（tencent-intl 合作伙伴 200031884999）在结算周期 2026-10及其前后各一个周期、订单 SO-1、客户 2000、产品 cvm、状态 审核中、类型 退款、以 2026-11-20T00:00:00.000Z 时所知为准的返佣。周期为 Asia/Shanghai 时区的自然月。',
    );
  });
});

describe('R113: times in both zones', () => {
  const at = '2026-10-31T15:30:00.000Z';

  test('an order at 23:30 by the source stands in its month there, and is shown by both clocks', () => {
    expect([timeIn('Asia/Shanghai', at), timeIn('America/New_York', at), timeIn('UTC', at)]).toEqual([
      '2026-10-31T23:30:00+08:00',
      '2026-10-31T11:30:00-04:00',
      '2026-10-31T15:30:00+00:00',
    ]);
    expect([periodOf('Asia/Shanghai', at), periodOf('Asia/Tokyo', at), periodOf('UTC', at)]).toEqual([
      '2026-10',
      '2026-11',
      '2026-10',
    ]);
  });
});

describe('R107: an amount against its own figures', () => {
  test.each([
    ['as computed', { amount: '5', base: '100', rate: '0.05' }, 'matches', '0'],
    ['rounded by less than a cent', { amount: '5.01', base: '100.1', rate: '0.05' }, 'matches', '0.005'],
    [
      'with adjustments',
      { amount: '3', base: '100', rate: '0.05', adjustments: [{ kind: 'refund' as const, amount: '-2' }] },
      'matches',
      '0',
    ],
    ['two cents off', { amount: '5.02', base: '100', rate: '0.05' }, 'differs', '0.02'],
    [
      'of a currency without cents, one off',
      { amount: '6', base: '100', rate: '0.05', currency: 'JPY' },
      'matches',
      '1',
    ],
    [
      'above what a float holds',
      { amount: '450359962737049.65', base: '9007199254740993', rate: '0.05' },
      'matches',
      '0',
    ],
  ])('%s', (_what, of, verdict, difference) => {
    expect(checkAmount(rebateOf('A', of))).toMatchObject({ verdict, difference });
  });

  test('that are not stated is no verdict', () => {
    expect(checkAmount(rebateOf('A', { rate: '0.05' }))).toEqual({ verdict: 'not_stated', missing: ['base'] });
  });
});

describe('R106: why a line is pending', () => {
  const known = { firstSeenAt: '2026-11-01T00:00:00.000Z', now: '2026-11-05T00:00:00.000Z', language: 'en' } as const;
  const pace = { settledAfter: { 3: 1, 9: 8, 30: 1 }, version: 1 };

  test.each([
    ['reason', { reason: 'billing_not_final' as const, providerReason: 'BILL', expectedOn: '2026-12-01' }],
    ['reason', { providerReason: 'something else' }],
    ['expected', { expectedOn: '2026-12-01' }],
    ['history', {}],
  ])('is told by %s for %j', (by, of) => {
    expect(explainPending(rebateOf('A', { status: 'pending', ...of }), { ...known, pace })?.by).toBe(by);
  });

  test('by history in the account’s own days, and says so where there is none', () => {
    const line = rebateOf('A', { status: 'in_review' });
    expect(explainPending(line, { ...known, pace })?.text).toContain(
      'Of 10 lines of this account half were settled within 9 days and nine in ten within 9; this one is known for 4',
    );
    expect(explainPending(line, { ...known, pace: undefined })?.text).toContain(
      'no line of this account has been settled',
    );
    expect(explainPending(rebateOf('A'), { ...known, pace })).toBeUndefined();
  });
});

describe('R111: why an amount is another one', () => {
  test.each(causes)('names %s in both languages', (cause: Cause) => {
    const change = {
      id: 'A',
      period: '2026-10',
      kinds: ['amount_changed' as const],
      before: rebateOf('A', { amount: '10' }),
      after: rebateOf('A', { amount: '8' }),
      deltas: [{ currency: 'USD', amount: '-2', parts: [{ cause, amount: '-2' }] }],
    };
    expect(changeInWords(change, 'en')).toEqual([
      'its amount went from 10 USD to 8 USD',
      expect.stringMatching(/^-2 USD: \w+/),
    ]);
    expect(changeInWords(change, 'zh-CN')[1]).toMatch(/^-2 USD: \p{Script=Han}/u);
  });
});

describe('R109: several lines under one period', () => {
  test('add up to the same total in whichever order they come', () => {
    const line = fc.record({
      amount: fc.integer({ min: -100_000, max: 100_000 }).map((cents) => (cents / 100).toFixed(2)),
      currency: fc.constantFrom('USD', 'CNY'),
      status: fc.constantFrom('pending' as const, 'settled' as const),
    });
    const ordered = fc
      .array(line, { maxLength: 30 })
      .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    fc.assert(
      fc.property(ordered, ([one, other]) => {
        const sum = (some: typeof one) => addUp(some.map((of, index) => rebateOf(String(index), of)));
        expect(sum(other)).toEqual(sum(one));
      }),
    );
  });
});

describe('R112: odd totals', () => {
  const of = (amount: string) => ({
    totals: [{ currency: 'USD', status: 'settled' as const, records: 1, amount }],
  });
  const usual = [of('90'), of('120'), of('-100')];

  test.each([
    ['1000', true, 1],
    ['-1000', true, 1],
    ['999', true, 0],
    ['10', true, 1],
    ['11', true, 0],
    ['10', false, 0],
    ['1000', false, 1],
  ])('a total of %s beside a median of 100, the period over: %s, prompts %i look', (amount, over, looks) => {
    expect(oddTotals(of(amount), usual, over)).toHaveLength(looks);
  });

  test('fewer than three periods have no usual size', () => {
    expect(oddTotals(of('1'), usual.slice(1), true)).toEqual([]);
  });
});
