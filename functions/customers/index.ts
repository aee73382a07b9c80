/** What other slices may see of customers. */

export { type Comparison, compareWithRecord } from './compare.ts';
export { readAccountOwners, readCustomerOfAccount, readCustomerRecord } from './customer-record.ts';
export { neighbouringAccounts } from './neighbours.ts';
