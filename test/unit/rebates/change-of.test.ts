import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Money } from '../../../functions/kernel/money.ts';
import { Change } from '../../../functions/rebates/change.ts';
import { type ChangeContext, changeOf } from '../../../functions/rebates/diff/change-of.ts';
import { canonicalLine, type Rebate } from '../../../functions/rebates/rebate.ts';
import { anyRecord, line } from '../../support/rebate-lines.ts';

const inTime: ChangeContext = { period: '2026-10', billed: false, withdrawn: false };

function change(before: Rebate | undefined, after: Rebate | undefined, context: Partial<ChangeContext> = {}): Change {
  const lines = {
    ...(before && { before: canonicalLine(before) }),
    ...(after && { after: canonicalLine(after) }),
  };
  return changeOf(lines, { ...inTime, ...context });
}

/** The parts of the one delta that a change has, by cause. */
function parts({ deltas }: Change): Record<string, string> {
  expect(deltas).toHaveLength(1);
  return Object.fromEntries(deltas[0]!.parts.map(({ cause, amount }) => [cause, amount]));
}

describe('R117: what happened to a record', () => {
  const cases: readonly [string, Rebate | undefined, Rebate | undefined, readonly string[]][] = [
    ['it is there for the first time', undefined, line(), ['appeared']],
    ['it is gone', line(), undefined, ['disappeared']],
    ['its status is another one', line({ status: 'pending', reason: 'other' }), line(), ['status_changed']],
    ['its amount is another one', line(), line({ amount: '12', base: '240' }), ['amount_changed']],
    ['its currency is another one', line(), line({ currency: 'CNY' }), ['amount_changed']],
    ['only what it is called changed', line(), line({ productName: 'CVM' }), ['details_changed']],
    ['only the day it is expected changed', line(), line({ expectedOn: '2026-12-01' }), ['details_changed']],
    ['base and rate changed and came to the same', line(), line({ base: '100', rate: '0.1' }), ['details_changed']],
    ['nothing is left of it', line(), line({ amount: '0' }), ['amount_changed', 'reversed']],
    ['it is taken back', line(), line({ amount: '-10' }), ['amount_changed', 'reversed']],
    ['a line reverses another', undefined, line({ kind: 'reversal', amount: '-10' }), ['appeared', 'reversed']],
    ['a line corrects another', undefined, line({ kind: 'adjustment', amount: '1' }), ['appeared', 'adjustment_added']],
    [
      'it was corrected and settled at once',
      line({ status: 'in_review' }),
      line({ amount: '9', adjustments: [{ kind: 'tax', amount: '-1' }] }),
      ['status_changed', 'amount_changed', 'adjustment_added'],
    ],
  ];
  test.each(cases)('R117: %s', (_, before, after, kinds) => {
    expect(change(before, after).kinds).toEqual(kinds);
  });
});

describe('R111: why an amount is another one', () => {
  test('R111: the rate, as a tier or a campaign moves it', () => {
    expect(parts(change(line(), line({ amount: '12', rate: '0.06' })))).toEqual({ rate: '2' });
  });

  test('R111: the base', () => {
    expect(parts(change(line(), line({ amount: '12', base: '240' })))).toEqual({ base: '2' });
  });

  test('R111: both at once: the rate on the old base, the base at the new rate', () => {
    const both = change(line(), line({ amount: '14.4', base: '240', rate: '0.06' }));
    expect(both.deltas).toEqual([
      {
        currency: 'USD',
        amount: '4.4',
        parts: [
          { cause: 'rate', amount: '2' },
          { cause: 'base', amount: '2.4' },
        ],
      },
    ]);
  });

  test('R111: a refund inside the line, and one that is a line of its own', () => {
    const refunded = line({ amount: '7', adjustments: [{ kind: 'refund', amount: '-3' }] });
    expect(parts(change(line(), refunded))).toEqual({ refund: '-3' });
    expect(parts(change(undefined, line({ kind: 'refund', amount: '-3' })))).toEqual({ refund: '-3' });
    expect(parts(change(undefined, line({ kind: 'reversal', amount: '-10' })))).toEqual({ refund: '-10' });
  });

  test('R111: a later correction: an adjustment inside, a line of its own, or a status that says so', () => {
    const credited = line({ amount: '11', adjustments: [{ kind: 'credit', amount: '1' }] });
    expect(parts(change(line(), credited))).toEqual({ adjustment: '1' });
    expect(parts(change(undefined, line({ kind: 'adjustment', amount: '-1' })))).toEqual({ adjustment: '-1' });
    expect(parts(change(line(), line({ status: 'adjusted', amount: '8' })))).toEqual({ adjustment: '-2' });
  });

  test('R111: it came, or its base changed, after the bill of its period', () => {
    expect(parts(change(undefined, line(), { billed: true }))).toEqual({ late_data: '10' });
    expect(parts(change(line(), line({ amount: '12', base: '240' }), { billed: true }))).toEqual({ late_data: '2' });
    expect(parts(change(undefined, line()))).toEqual({ first_seen: '10' });
  });

  test('R111: an upload was taken back, which explains all of it', () => {
    expect(parts(change(line(), undefined, { withdrawn: true }))).toEqual({ withdrawal: '-10' });
    expect(parts(change(line(), line({ amount: '3', rate: '0.06' }), { withdrawn: true }))).toEqual({
      withdrawal: '-7',
    });
  });

  test('R111: it moved from another period, and changed on the way', () => {
    const from = { period: '2026-09', line: canonicalLine(line({ period: '2026-09' })) };
    const moved = change(undefined, line({ amount: '12', rate: '0.06' }), { from });
    expect(moved).toMatchObject({ kinds: ['moved_period', 'amount_changed'], from: '2026-09', period: '2026-10' });
    expect(parts(moved)).toEqual({ rate: '2', period_move: '10' });
  });

  test('R111: rounding, where the rest is less than a unit of the last decimal', () => {
    const [before, after] = [line({ base: '33.33', amount: '1.67' }), line({ base: '44.44', amount: '2.22' })];
    expect(parts(change(before, after))).toEqual({ base: '0.5555', rounding: '-0.0055' });
  });

  test('B07: a cent that nothing explains is unexplained, never rounding', () => {
    expect(parts(change(line(), line({ amount: '10.01' })))).toEqual({ unexplained: '0.01' });
  });

  test('B07: last zeros are not written, and yet half a dollar is no rounding', () => {
    const half = change(line({ amount: '10' }), line({ amount: '12.5', base: '240' }));
    expect(parts(half)).toEqual({ base: '2', unexplained: '0.5' });
  });

  test('B07: a yen is the least of its currency, so less than one is rounding', () => {
    const [before, after] = [
      line({ currency: 'JPY', base: '205', amount: '10' }),
      line({ currency: 'JPY', base: '225', amount: '11' }),
    ];
    expect(parts(change(before, after))).toEqual({ base: '1' });
    expect(parts(change(before, { ...after, base: '230' }))).toEqual({ base: '1.25', rounding: '-0.25' });
  });

  test('B07: money without a stated cause is unexplained: gone, another currency, no base to reckon from', () => {
    expect(parts(change(line(), undefined))).toEqual({ unexplained: '-10' });
    const { base: _base, rate: _rate, ...bare } = line();
    expect(parts(change(bare, { ...bare, amount: '11' }))).toEqual({ unexplained: '1' });
    expect(change(line(), line({ currency: 'CNY' })).deltas).toEqual([
      { currency: 'USD', amount: '-10', parts: [{ cause: 'unexplained', amount: '-10' }] },
      { currency: 'CNY', amount: '10', parts: [{ cause: 'unexplained', amount: '10' }] },
    ]);
  });

  test('a change of no money has no delta', () => {
    expect(change(line(), line({ status: 'paid' })).deltas).toEqual([]);
  });
});

test('B07: whatever two lines say, the parts add up to the difference exactly, and the change can be stored', () => {
  const context = fc.record({ billed: fc.boolean(), withdrawn: fc.boolean(), moved: fc.boolean() });
  fc.assert(
    fc.property(fc.option(anyRecord), fc.option(anyRecord), context, (one, other, { moved, ...given }) => {
      fc.pre(one !== null || other !== null);
      const before = one && { ...one, id: 'a', period: moved && other ? '2026-09' : '2026-10' };
      const after = other && { ...other, id: 'a', period: '2026-10' };
      const from = moved && before && after ? { from: { period: '2026-09', line: canonicalLine(before) } } : {};
      const found = changeOf(
        {
          ...(before && !('from' in from) && { before: canonicalLine(before) }),
          ...(after && { after: canonicalLine(after) }),
        },
        { ...inTime, ...given, ...from },
      );
      for (const { currency, amount, parts: each } of found.deltas) {
        const sum = each.reduce((total, part) => total.plus(Money.of(part.amount, currency)), Money.zero(currency));
        expect(sum.amount).toBe(amount);
        expect(each.every((part) => !Money.of(part.amount, currency).isZero())).toBe(true);
      }
      for (const currency of ['USD', 'CNY', 'JPY']) {
        const amountOf = (record: Rebate | null, period: string) =>
          Money.of(record && record.period === period && record.currency === currency ? record.amount : '0', currency);
        const differs = amountOf(after, '2026-10').minus(amountOf(before, '2026-10'));
        const told = found.deltas.find((delta) => delta.currency === currency)?.amount ?? '0';
        expect(Money.of(told, currency).compare(differs)).toBe(0);
      }
      expect(Change.parse(JSON.parse(JSON.stringify(found)))).toEqual(found);
    }),
    { numRuns: 500 },
  );
});
