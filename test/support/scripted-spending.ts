import type { Clock } from '../../functions/kernel/clock.ts';
import { Money } from '../../functions/kernel/money.ts';
import type { Customer, SecondLevel } from '../../functions/providers/provider.ts';
import type { BillReading, CreditAllocation, CreditOrder } from '../../functions/providers/spending.ts';

/** What customers owe, may spend and were given: 0 where a test says nothing. */
export function scriptedSpending(clock: Clock, customers: Map<string, Customer>) {
  const zero = Money.zero('USD');
  const secondLevels = new Map<string, SecondLevel>();
  const bills = new Map<string, { readonly all: Money; readonly unpaid: Money }>();
  const allocations: (CreditAllocation & { readonly account: string })[] = [];
  const money = {
    billOf(account: string, period: string, which: 'all' | 'unpaid'): BillReading {
      const bill = bills.get(`${account}#${period}`);
      if (bill) return { total: bill[which] };
      return customers.has(account) ? { total: zero } : { total: null, because: 'not_ours' };
    },
    allocationsOf: (account: string) => allocations.filter((each) => each.account === account).toReversed(),
    allocate({ account, amount, mark, remark }: CreditOrder) {
      const customer = customers.get(account);
      const limitAfter = (customer?.creditLimit ?? zero).plus(amount);
      const availableAfter = (customer?.creditAvailable ?? zero).plus(amount);
      if (customer) customers.set(account, { ...customer, creditLimit: limitAfter, creditAvailable: availableAfter });
      allocations.push({ account, allocatedAt: clock.now(), amount, limitAfter, availableAfter, mark, remark });
      return { limitAfter, availableAfter };
    },
    unfreeze(account: string) {
      const customer = customers.get(account);
      if (customer) customers.set(account, { ...customer, standing: 'active' });
      return {};
    },
  };
  return {
    money,
    /** By customer; one that is not here is a direct customer. */
    secondLevels,
    allocations,
    /** What a customer used in a month (USD) and what of it is unpaid; also told after it is gone. */
    owes(account: string, period: string, { all, unpaid = all }: { all: string; unpaid?: string }): void {
      bills.set(`${account}#${period}`, { all: Money.of(all, 'USD'), unpaid: Money.of(unpaid, 'USD') });
    },
    /** The provider tells no bill of this account any more, unless it is still a customer. */
    forgetsBills(account: string): void {
      for (const name of bills.keys()) if (name.startsWith(`${account}#`)) bills.delete(name);
    },
  };
}
