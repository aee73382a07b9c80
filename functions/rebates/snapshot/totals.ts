import { Money } from '../../kernel/money.ts';
import type { Rebate } from '../rebate.ts';
import type { SnapshotTotal } from './manifest.ts';

/** Counts records and sums amounts as they come, exactly, by currency and status. */
export class RunningTotals {
  readonly #totals = new Map<string, Omit<SnapshotTotal, 'amount'> & { sum: Money }>();

  add(record: Rebate): void {
    this.#count(record, 1, Money.of(record.amount, record.currency));
  }

  /** Takes a record out again that was added. */
  remove(record: Rebate): void {
    this.#count(record, -1, Money.of(record.amount, record.currency).times('-1'));
  }

  /** Sorted by currency, then status; without those that nothing is left of. */
  list(): SnapshotTotal[] {
    return [...this.#totals.values()]
      .filter(({ records }) => records > 0)
      .map(({ sum, ...total }) => ({ ...total, amount: sum.amount }))
      .toSorted((a, b) => (`${a.currency} ${a.status}` < `${b.currency} ${b.status}` ? -1 : 1));
  }

  #count({ currency, status }: Rebate, records: number, amount: Money): void {
    const key = `${currency} ${status}`;
    const known = this.#totals.get(key);
    if (known) {
      known.records += records;
      known.sum = known.sum.plus(amount);
    } else {
      this.#totals.set(key, { currency, status, records, sum: amount });
    }
  }
}

/** What the totals come to by currency, whatever the status. */
export function byCurrency(totals: readonly SnapshotTotal[]): ReadonlyMap<string, Money> {
  const sums = new Map<string, Money>();
  for (const { currency, amount } of totals) {
    const sum = Money.of(amount, currency);
    sums.set(currency, sums.get(currency)?.plus(sum) ?? sum);
  }
  return sums;
}
