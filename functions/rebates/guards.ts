import type { Right } from '../platform/contract.ts';

/**
 * Rights of the operations on rebates; the contract and the actions of a record read the same lists. What a partner is
 * owed is money: `finance` and `auditor` see it, nobody else does. Who runs the desk day by day (`operator`) may bring a
 * portal's export and see what became of it, but not fetch the file again, and accepts nothing that was held back.
 */
export const may = {
  read: ['finance', 'auditor'],
  readUploads: ['finance', 'operator', 'auditor'],
  upload: ['finance', 'operator'],
  sync: ['finance', 'operator'],
  accept: ['finance'],
} as const satisfies Readonly<Record<string, readonly Right[]>>;
