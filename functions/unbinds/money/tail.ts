import type { Instant } from '../../kernel/clock.ts';
import { Money } from '../../kernel/money.ts';
import type { Fields } from '../../kernel/write.ts';
import type { Settlement } from '../../providers/provider.ts';
import { type BillSeen, billsAfter, moneyOf } from './meter.ts';
import { billMade, type Period, periodAfter, periodOf, periodsBetween } from './periods.ts';
import type { LateCharge, NoSum, TailPeriod, UnbindMoney } from './unbind-money.ts';

/** The periods whose bills are watched: that of the release, and those that follow. */
export function tailFrom(settlement: Settlement, since: Instant, count: number): readonly TailPeriod[] {
  const first = periodOf(settlement, since);
  return periodsBetween(first, periodAfter(first, count - 1)).map((period) => ({
    period,
    billMadeAt: billMade(settlement, period),
    state: 'waiting',
  }));
}

/** Which of them to look at now: their bill is made, and neither finance nor the provider has said its last word. */
export function tailToRead({ tail }: Pick<UnbindMoney, 'tail'>, now: Instant): readonly Period[] {
  return (tail?.periods ?? [])
    .filter(({ billMadeAt, because, closed }) => {
      const answered = because === 'not_ours' || because === 'no_call' || closed?.observedBy === 'operator';
      return billMadeAt <= now && !answered;
    })
    .map(({ period }) => period);
}

/** What one look after completion has brought, besides the sum: told on the timeline where it is news. */
export type TailNews = { readonly type: `unbind.${string}`; readonly data: Fields };

/** A bill of the tail as it was read: it closes its period, and what it has more than before came late. */
export function tailAfter(
  money: UnbindMoney,
  { period, bill }: BillSeen,
  at: Instant,
): { readonly money: UnbindMoney; readonly news: TailNews | undefined } {
  const before = money.tail?.periods.find((one) => one.period === period);
  if (bill.total === null) {
    const { because } = bill;
    const asked = {
      ...questioned(money, period, because),
      periods: [...billsAfter(money.periods, [{ period, bill }], at)],
    };
    const isNews = before?.state !== 'closed' && before?.because !== because;
    return { money: asked, news: isNews ? { type: 'unbind.bill_unknown', data: { period, because } } : undefined };
  }
  const amount = bill.total.minus(knownTotal(money, period, bill.total.currency));
  const taken = closed(money, period, { at, observedBy: 'api' });
  const known = { ...taken, periods: [...billsAfter(money.periods, [{ period, bill }], at)] };
  if (amount.compare(Money.zero(amount.currency)) > 0) {
    const charge = { period, amount: amount.toJSON(), observedBy: 'api' } as const;
    return { money: charged(known, { ...charge, at }), news: { type: 'unbind.late_charge', data: charge } };
  }
  const isNews = before?.state !== 'closed';
  return {
    money: known,
    news: isNews ? { type: 'unbind.period_closed', data: { period, observedBy: 'api' } } : undefined,
  };
}

export function charged(money: UnbindMoney, charge: LateCharge): UnbindMoney {
  return { ...money, lateCharges: [...money.lateCharges, charge] };
}

/** Nothing more comes for a period, by the provider's bill or by finance's word; closed once is closed. */
export function closed(money: UnbindMoney, period: Period, how: NonNullable<TailPeriod['closed']>): UnbindMoney {
  return withPeriod(money, period, ({ because: _answered, ...one }) =>
    one.state === 'closed' ? one : { ...one, state: 'closed', closed: how },
  );
}

/** No call tells of a period, so finance is asked. One that was closed stays so: a sum was read before. */
export function questioned(money: UnbindMoney, period: Period, because: NoSum): UnbindMoney {
  return withPeriod(money, period, (one) => (one.state === 'closed' ? one : { ...one, state: 'open', because }));
}

/** The tail is clean once every period of it is closed; said once. */
export function cleaned(money: UnbindMoney, at: Instant): UnbindMoney {
  const { tail } = money;
  const isClean = tail?.cleanAt === undefined && tail?.periods.every(({ state }) => state === 'closed');
  return tail && isClean ? { ...money, tail: { ...tail, cleanAt: at } } : money;
}

/** When to look next: at the next bill, or again after a pause where the last look brought no sum. */
export function nextTailLook({ tail }: Pick<UnbindMoney, 'tail'>, again: Instant, now: Instant): Instant | undefined {
  const open = (tail?.periods ?? []).filter(({ state }) => state !== 'closed');
  const times = open.flatMap(({ billMadeAt, state, because }) => {
    if (state === 'waiting') return [billMadeAt > now ? billMadeAt : again];
    return because === 'nothing_yet' ? [again] : [];
  });
  return times.toSorted()[0];
}

function knownTotal({ periods }: UnbindMoney, period: Period, currency: string): Money {
  const last = periods.find((one) => one.period === period)?.last;
  return last ? moneyOf(last.total) : Money.zero(currency);
}

function withPeriod(money: UnbindMoney, period: Period, change: (one: TailPeriod) => TailPeriod): UnbindMoney {
  const { tail } = money;
  if (!tail) return money;
  return {
    ...money,
    tail: { ...tail, periods: tail.periods.map((one) => (one.period === period ? change(one) : one)) },
  };
}
