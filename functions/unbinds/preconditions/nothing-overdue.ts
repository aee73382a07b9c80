import { Money } from '../../kernel/money.ts';
import type { Check, Facts } from './check.ts';

/**
 * Nothing is overdue: the account is not in arrears, and nothing is unpaid of the settled periods that are looked at.
 * What is older the submitter attests. The period that runs is not due yet, so it does not count.
 */
export const nothingOverdue: Check = {
  name: 'nothing_overdue',
  condition: 'bills_unpaid',
  strength: 'required',
  states: ['overdue'],
  look: ({ customer, unpaid, unpaidAt }) => {
    const owed = (unpaid ?? []).flatMap(owedOf);
    const at = oldest(customer?.at, unpaidAt);
    if (at === undefined) return undefined;
    if (owed.length > 0) return { result: 'fail', found: owed.join(', '), state: 'overdue', at };
    if (customer?.standing === 'arrears') return { result: 'fail', found: 'arrears', state: 'overdue', at };
    if (!unpaid?.every(({ amount }) => amount !== null) || !customer || customer.standing === 'unknown')
      return undefined;
    return { result: 'pass', found: `${unpaid.length} settled periods`, at };
  },
};

type Unpaid = NonNullable<Facts['unpaid']>[number];

function owedOf({ period, amount }: Unpaid): readonly string[] {
  const owes = amount instanceof Money && amount.compare(Money.zero(amount.currency)) > 0;
  return owes ? [`${period}: ${amount.amount} ${amount.currency}`] : [];
}

function oldest(...instants: readonly (string | undefined)[]): string | undefined {
  return instants.filter((at) => at !== undefined).toSorted()[0];
}
