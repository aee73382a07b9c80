import type { Key } from '../kernel/write.ts';

/** Keys of this slice. Imports are followed records and stand at `recordKey` of the timeline slice. */
export function customerKey(org: string, reference: string): Key {
  return { pk: `ORG#${org}#CUSTOMER#${reference}`, sk: 'RECORD' };
}

/** A customer's place in the list by name; an item of its own, because an item stands in an index once. */
export function customerNameKey(org: string, reference: string): Key {
  return { pk: `ORG#${org}#CUSTOMER#${reference}`, sk: 'NAME' };
}

/** Whose account this is. */
export function customerAccountKey(org: string, { site, accountId }: { site: string; accountId: string }): Key {
  return { pk: `ORG#${org}#CUSTOMER_ACCOUNT#${site}#${accountId}`, sk: 'ACCOUNT' };
}

/** Says which import is under way: one at a time. */
export function importsKey(org: string): Key {
  return { pk: `ORG#${org}#CUSTOMER_IMPORTS`, sk: 'HEAD' };
}

/** What a file says, kept with its import until all of it is written. */
export function importRowsKey(org: string, importId: string): Key {
  return { pk: `ORG#${org}#${importId}`, sk: 'ROWS' };
}

export const listOf = {
  customers: (org: string) => `ORG#${org}#CUSTOMERS`,
  customerNames: (org: string) => `ORG#${org}#CUSTOMER_NAMES`,
} as const;
