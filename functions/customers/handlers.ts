import type { HttpHandlers } from '../platform/http.ts';
import type { customersRead, customersWrite } from './contract.ts';
import { createGetCustomer } from './http/get-customer.ts';
import { createGetCustomerImport } from './http/get-customer-import.ts';
import { createGetCustomers } from './http/get-customers.ts';
import { createPostCustomerImport } from './http/post-customer-import.ts';
import type { ReadDeps, WriteDeps } from './ports.ts';

/** Which handler serves which operation, by group. */
export function customersReadHandlers(deps: ReadDeps): HttpHandlers<typeof customersRead> {
  return {
    listCustomers: createGetCustomers(deps),
    readCustomer: createGetCustomer(deps),
    readCustomerImport: createGetCustomerImport(deps),
  };
}

export function customersWriteHandlers(deps: WriteDeps): HttpHandlers<typeof customersWrite> {
  return { importCustomers: createPostCustomerImport(deps) };
}
