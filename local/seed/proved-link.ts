import { type Instant, instant } from '../../functions/kernel/clock.ts';
import { Money } from '../../functions/kernel/money.ts';
import { ok } from '../../functions/kernel/result.ts';
import type { Customer } from '../../functions/providers/provider.ts';
import type { Reads, VerifyDeps } from '../../functions/verification/ports.ts';
import { nextRecheck } from '../../functions/verification/when.ts';
import { createVerifyLink } from '../../functions/verification/work/verify-link.ts';
import type { TencentControl } from '../simulators/tencent/control-client.ts';

type Account = Awaited<ReturnType<TencentControl['readState']>>['customers'][string];

/** Of which link, and the clock of those days. */
export interface Proving {
  readonly org: string;
  readonly id: string;
  readonly account: Account;
  readonly setNow: (at: Instant) => void;
}

const DAY = 86_400;

/**
 * Proves a link twice, as the desk would have: in the minute after it was made, when everything held, and at its place
 * in the night before `today`, with what the account is by now. Its next look then lies ahead of today.
 */
export async function proveInThePast(
  deps: Omit<VerifyDeps, 'readsOf'>,
  { org, id, account, setNow }: Proving,
  madeAt: Instant,
  today: Instant,
): Promise<void> {
  const first = instant(Date.parse(madeAt) + 60_000);
  setNow(first);
  await createVerifyLink({ ...deps, readsOf: () => readsOf({ ...account, accountStatus: '0' }, first) })({ org, id });
  const lastNight = nextRecheck(id, instant(Date.parse(today) - 1.5 * DAY * 1000), DAY);
  if (lastNight <= first) return;
  setNow(lastNight);
  await createVerifyLink({ ...deps, readsOf: () => readsOf(account, lastNight) })({ org, id });
}

/** What the provider would have answered, from what its simulator knows of the account. */
function readsOf(account: Account, at: Instant): Reads {
  const credit = Money.of(account.creditTotal, 'USD');
  const customer: Customer = {
    account: account.uin,
    name: account.name,
    linkedAt: account.boundAt,
    relation: 'resale',
    standing: account.accountStatus === '0' ? 'active' : 'arrears',
    identity: 'verified',
    creditLimit: credit,
    creditAvailable: Money.of(account.creditRemaining, 'USD'),
    words: { AccountStatus: account.accountStatus },
  };
  const seen = (action: string) => ({ receipts: [{ action, requestId: `seed-${account.uin}-${at}` }] });
  return {
    readCustomer: async () => ok({ customer, ...seen('QueryCustomersCredit') }),
    proveLink: async (_ref, _account, item) => {
      switch (item) {
        case 'status': {
          const words = { AccountStatus: account.accountStatus };
          const told = { words, ...seen('DescribeCustomerInfo') };
          if (account.accountStatus === '0') return ok({ holds: true, ...told });
          return ok({ holds: false, because: 'contradicted', ...told });
        }
        case 'billing': {
          const month = at.slice(0, 7);
          const words = { Month: month, TotalCost: spent(account, month) };
          return ok({ holds: true, words, ...seen('DescribeCustomerBillSummary') });
        }
        case 'delegated_action': {
          const words = { RemainingCredit: account.creditRemaining };
          return ok({ holds: true, words, ...seen('QueryCreditByUinList') });
        }
        case 'visibility':
        case 'service':
        case 'audit_trace':
          return ok({ holds: true, words: { Type: 'new' }, ...seen('QueryCustomersCredit') });
      }
    },
  };
}

function spent({ bills }: Account, month: string): string {
  const lines = bills.filter((line) => line.month === month);
  return lines.reduce((sum, { amount }) => sum.plus(Money.of(amount, 'USD')), Money.zero('USD')).amount;
}
