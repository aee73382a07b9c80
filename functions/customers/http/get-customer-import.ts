import { err, ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import type { customersRead } from '../contract.ts';
import { readImport } from '../customer-import.ts';
import type { ReadDeps } from '../ports.ts';
import { customerImportView } from '../views.ts';

export const createGetCustomerImport =
  ({ tables }: ReadDeps): HttpHandler<typeof customersRead.readCustomerImport> =>
  async ({ params, caller }) => {
    const record = await readImport(tables, caller.org, params.importId);
    if (!record) return err({ kind: 'not_found', params: { what: 'customer import' } });
    return ok({ status: 200, json: customerImportView(record) });
  };
