import type { Customer } from '../provider.ts';
import type { CustomerCredit, CustomerInfo } from './schema.ts';

/**
 * A customer from the row of QueryCustomersCredit and, where the tier may ask it, that of DescribeCustomerInfo.
 * `Arrears` is not read: in the provider's own sample it is always `-`.
 */
export function asCustomer(row: CustomerCredit, info: CustomerInfo | undefined): Customer {
  return {
    account: row.ClientUin,
    name: info?.Name ?? row.Name,
    linkedAt: row.AssociationTime ?? info?.BindTime ?? null,
    relation: 'resale',
    standing: standing(row, info),
    identity: identity(row, info),
    creditLimit: row.Credit,
    creditAvailable: row.RemainingCredit,
    words: wordsOf({ ...info, ...row }),
  };
}

/**
 * `AccountStatus` 0 normal, 1 forced, 2 forced by arrears; `Force` other than 0 is forced (its values are not documented,
 * 0 and 2 by analogy with ForceQN). Without `AccountStatus` nobody is called active.
 */
function standing({ Force, RemainingCredit }: CustomerCredit, info: CustomerInfo | undefined): Customer['standing'] {
  const status = info?.AccountStatus ?? null;
  if (status === '1' || (Force !== null && Force !== '0')) return 'frozen';
  if (status === '2' || RemainingCredit?.isNegative()) return 'arrears';
  return status === '0' ? 'active' : 'unknown';
}

/** `AuthStatus` 3 passed; 0 waiting, 1 under review; 2 review error; -1 nothing uploaded, -999 no record. */
const authStatus: Readonly<Record<string, Customer['identity']>> = {
  '3': 'verified',
  '0': 'pending',
  '1': 'pending',
  '2': 'failed',
  '-1': 'unverified',
  '-999': 'unverified',
};
/** `IdentifyType` 0 unverified, 1 individual, 2 enterprise: not the numbers of `AuthType`. */
const identifyType: Readonly<Record<string, Customer['identity']>> = {
  '0': 'unverified',
  '1': 'verified',
  '2': 'verified',
};

function identity({ IdentifyType }: CustomerCredit, info: CustomerInfo | undefined): Customer['identity'] {
  const told = info ? authStatus[info.AuthStatus ?? ''] : identifyType[IdentifyType ?? ''];
  return told ?? 'unknown';
}

const wordNames = ['AccountStatus', 'AuthStatus', 'AuthType', 'Force', 'IdentifyType', 'Type'] as const;

function wordsOf(rows: Partial<Record<(typeof wordNames)[number], string | null>>): Record<string, string> {
  return Object.fromEntries(wordNames.flatMap((name) => (rows[name] ? [[name, rows[name]]] : [])));
}
