/** What other slices may see of customers. */

export { type Comparison, compareWithRecord, type TypedCustomer } from './compare.ts';
export {
  type CustomerRecord,
  readAccountOwners,
  readCustomerOfAccount,
  readCustomerRecord,
} from './customer-record.ts';
export { neighbouringAccounts } from './neighbours.ts';
