import { ok } from '../../kernel/result.ts';
import { readStored } from '../../kernel/stored.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { readPage } from '../../platform/read-page.ts';
import type { customersRead } from '../contract.ts';
import { customerNameShape, customerRecordShape, readCustomerRecords } from '../customer-record.ts';
import { listOf } from '../keys.ts';
import { searchName } from '../name.ts';
import type { ReadDeps } from '../ports.ts';
import { customerView } from '../views.ts';

export const createGetCustomers =
  ({ tables }: ReadDeps): HttpHandler<typeof customersRead.listCustomers> =>
  async ({ query, caller: { org } }) => {
    const { name, reference = '' } = query;
    const list =
      name === undefined
        ? { pk: listOf.customers(org), begins: reference }
        : { pk: listOf.customerNames(org), begins: searchName(name) };
    const page = await readPage(tables, { table: 'desk', index: 'list', ...list }, query);
    if (!page.ok) return page;
    const { items } = page.value;
    const records =
      name === undefined
        ? items.map((item) => readStored(customerRecordShape, item))
        : await readCustomerRecords(
            tables,
            org,
            items.map((item) => readStored(customerNameShape, item).reference),
          );
    return ok({ status: 200, json: { ...page.value, items: records.map(customerView) } });
  };
