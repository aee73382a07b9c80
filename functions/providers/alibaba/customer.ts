import type { Customer } from '../provider.ts';
import type { Account, CreditInfo } from './schema.ts';

/** A customer from its row of GetAccountInfo and, where it was asked for, GetCreditInfo. */
export function asCustomer(row: Account, credit: CreditInfo | undefined): Customer {
  return {
    account: row.Uid,
    name: row.AccountNickname,
    linkedAt: row.AssociationSuccessTime,
    relation: relations[row.SubAccountType ?? ''] ?? 'unknown',
    standing: credit ? standingOf(credit) : 'unknown',
    identity: identity(row),
    creditLimit: credit?.CreditLine ?? null,
    creditAvailable: credit?.AvailableCredit ?? null,
    whenUsedUp: policies[credit?.ZeroCreditShutdownPolicy ?? row.DelayStatus ?? ''] ?? 'unknown',
    words: wordsOf({ ...row, ...credit }),
  };
}

/** `SubAccountType` 1 Agency end user, 2 Reseller end user, 3 enterprise, 4–6 second-level partners of either kind. */
const relations: Readonly<Record<string, Customer['relation']>> = {
  '1': 'referral',
  '2': 'resale',
  '4': 'referral',
  '5': 'resale',
};

/** `ZeroCreditShutdownPolicy` of GetCreditInfo, and `DelayStatus` of GetAccountInfo, as EditZeroCreditShutdown words them. */
const policies: Readonly<Record<string, NonNullable<Customer['whenUsedUp']>>> = {
  immediatelyStop: 'stop',
  delayStop: 'stop_later',
  noStop: 'keep_running',
};

/**
 * `PAYGFreezeStatus` `freeze` is the partner's own switch. `AccountStatus` `shutdown` comes of it or of used-up credit:
 * where the switch is said to be off, of the credit; older answers lack it, and then nobody is called merely in arrears.
 */
export function standingOf({ AccountStatus, PAYGFreezeStatus, AvailableCredit }: CreditInfo): Customer['standing'] {
  if (PAYGFreezeStatus === 'freeze') return 'frozen';
  if (AccountStatus === 'shutdown') return PAYGFreezeStatus === 'normal' ? 'arrears' : 'frozen';
  if (AccountStatus === 'arrearsNotShutdown' || AvailableCredit?.isNegative()) return 'arrears';
  return AccountStatus === 'normal' ? 'active' : 'unknown';
}

/** Only enterprises (`CustomerAccountType` 1) have a certificate that is told. */
function identity({ CustomerAccountType, CustomerEnterpriseCertified }: Account): Customer['identity'] {
  if (CustomerEnterpriseCertified === '1') return 'verified';
  return CustomerAccountType === '1' && CustomerEnterpriseCertified === '0' ? 'unverified' : 'unknown';
}

const wordNames = [
  'AccountStatus',
  'CustomerAccountType',
  'CustomerEnterpriseCertified',
  'DelayStatus',
  'NewBuyStatus',
  'PAYGFreezeStatus',
  'SubAccountType',
  'ZeroCreditShutdownPolicy',
  'newBuyStatus',
] as const;

function wordsOf(rows: Partial<Record<(typeof wordNames)[number], string | null>>): Record<string, string> {
  return Object.fromEntries(wordNames.flatMap((name) => (rows[name] ? [[name, rows[name]]] : [])));
}
