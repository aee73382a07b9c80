import type { Money } from '../../kernel/money.ts';
import type { Customer } from '../provider.ts';
import type { AuditedClient } from './schema.ts';

/**
 * A customer from its row of DescribeAgentAuditedClients and, where it was asked for, its balance: money of its own, not
 * credit of ours, so that there is no limit. Of freezes the site tells nothing, so that nobody is called active.
 */
export function asCustomer(row: AuditedClient, balance: Money | null): Customer {
  return {
    account: row.ClientUin,
    name: row.ClientName,
    linkedAt: row.AgentTime,
    relation: row.TransactionType === RESALE ? 'resale' : 'unknown',
    standing: row.HasOverdueBill === '1' ? 'arrears' : 'unknown',
    identity: identities[row.AuthType ?? ''] ?? 'unknown',
    creditLimit: null,
    creditAvailable: balance,
    words: wordsOf(row),
  };
}

/** `TransactionType` 3: the partner buys for the customer. Who pays by 1 (original) and 2 (agency) is not told. */
const RESALE = '3';

/** `AuthType` 0 person, 1 company; anything else is "not verified, or no valid value". */
const identities: Readonly<Record<string, Customer['identity']>> = { '0': 'verified', '1': 'verified' };

const wordNames = [
  'AuthType',
  'ClientFlag',
  'ClientType',
  'HasOverdueBill',
  'ProjectType',
  'TransactionType',
] as const satisfies readonly (keyof AuditedClient)[];

export function wordsOf(row: AuditedClient): Record<string, string> {
  return Object.fromEntries(wordNames.flatMap((name) => (row[name] ? [[name, row[name]]] : [])));
}
