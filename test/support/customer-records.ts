import type { EnteredCustomer } from '../../functions/customers/customer-record.ts';
import { finishImport, startImport } from '../../functions/customers/import-customers.ts';
import { idempotencyIntent } from '../../functions/platform/idempotency.ts';

type Deps = Parameters<typeof finishImport>[0];

/** A customer of the reseller's records, with one account. */
export function customerNamed(reference: string, name: string, accountId: string): EnteredCustomer {
  return { reference, name, environment: 'production', accounts: [{ site: 'tencent-intl', accountId }] };
}

/** Begins an import and writes no customer yet. */
export async function beginRecords(deps: Deps, org: string, customers: readonly EnteredCustomer[]) {
  const at = deps.clock.now();
  const member = 'mem_importer';
  const asked = { org, member, file: { customers, lines: customers.length, trimmed: 0 }, fileHash: 'f'.repeat(64), at };
  const begun = await startImport(deps, asked, ({ id }) =>
    idempotencyIntent(org, { caller: member, key: id, bodyHash: '' }, { status: 201, json: { id } }, at),
  );
  if (!begun.ok) throw new Error(JSON.stringify(begun.error));
  return begun.value;
}

/** Customers as they stand in the reseller's records once a file has been imported. */
export async function recordCustomers(deps: Deps, org: string, customers: readonly EnteredCustomer[]) {
  const { id } = await beginRecords(deps, org, customers);
  return finishImport(deps, org, id);
}
