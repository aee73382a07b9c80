/** What other slices may see of customers. */

export { type Comparison, compareWithRecord } from './compare.ts';
export { CustomerReference, readAccountOwners, readCustomerOfAccount, readCustomerRecord } from './customer-record.ts';
export { isSameName } from './name.ts';
export { neighbouringAccounts } from './neighbours.ts';
