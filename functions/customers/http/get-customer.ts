import { err, ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import type { customersRead } from '../contract.ts';
import { readCustomerRecord } from '../customer-record.ts';
import type { ReadDeps } from '../ports.ts';
import { customerView } from '../views.ts';

export const createGetCustomer =
  ({ tables }: ReadDeps): HttpHandler<typeof customersRead.readCustomer> =>
  async ({ params, caller }) => {
    const record = await readCustomerRecord(tables, caller.org, params.reference);
    if (!record) return err({ kind: 'not_found', params: { what: 'customer' } });
    return ok({ status: 200, json: customerView(record) });
  };
