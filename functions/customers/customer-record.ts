import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { idSchema } from '../kernel/ids.ts';
import { readStored, storedShape } from '../kernel/stored.ts';
import type { Tables } from '../platform/tables.ts';
import { sites } from '../providers/provider.ts';
import { customerAccountKey, customerKey } from './keys.ts';

/** The reseller's own number of a customer, as its CRM has it. Never dots alone, which a path would lose. */
export const CustomerReference = z.string().regex(/^(?!\.+$)[A-Za-z0-9._-]{1,64}$/, {
  error: '1 to 64 letters, digits, dots, dashes and underscores',
});

export const CustomerAccount = z.object({
  site: z.enum(sites).describe('provider and site'),
  accountId: z.string().describe('the identifier at the provider, digits included as text'),
});
export type CustomerAccount = z.infer<typeof CustomerAccount>;

/** One text for one account. */
export function accountName({ site, accountId }: { readonly site: string; readonly accountId: string }): string {
  return `${site} ${accountId}`;
}

export const Environment = z.enum(['production', 'sandbox']);

/** What the reseller's records say of a customer. */
export const EnteredCustomer = z.object({
  reference: z.string().describe('your own number of this customer'),
  name: z.string().describe('the company’s legal name'),
  country: z.string().optional().describe('ISO 3166-1 alpha-2'),
  environment: Environment.describe('customers of one are refused in the other'),
  accounts: z.array(CustomerAccount).describe('its accounts at providers; a site may have several'),
});
export type EnteredCustomer = z.infer<typeof EnteredCustomer>;

/** The trusted record of a customer: typed names and identifiers are compared with it. Only imports write it. */
export const CustomerRecord = EnteredCustomer.extend({
  org: z.string(),
  importId: idSchema('customerImport').describe('the import that last changed it'),
  importedAt: Instant,
  importedBy: z.string().describe('the member who imported it'),
});
export type CustomerRecord = z.infer<typeof CustomerRecord>;

export const customerRecordShape = storedShape({
  name: 'customer record',
  version: 1,
  schema: CustomerRecord,
  upcasts: {},
});

/** Stands at the account's key: whose it is. */
export const customerAccountShape = storedShape({
  name: 'customer account',
  version: 1,
  schema: CustomerAccount.extend({ reference: z.string() }),
  upcasts: {},
});

/** Stands in the list by name. */
export const customerNameShape = storedShape({
  name: 'customer name',
  version: 1,
  schema: z.object({ reference: z.string() }),
  upcasts: {},
});

export async function readCustomerRecord(
  tables: Tables,
  org: string,
  reference: string,
): Promise<CustomerRecord | undefined> {
  const item = await tables.get('desk', customerKey(org, reference));
  return item && readStored(customerRecordShape, item);
}

/** The customer that has this account, by the reseller's records. */
export async function readCustomerOfAccount(
  tables: Tables,
  org: string,
  site: string,
  accountId: string,
): Promise<CustomerRecord | undefined> {
  const [owner] = await readAccountOwners(tables, org, [{ site, accountId }]);
  return owner && readCustomerRecord(tables, org, owner.reference);
}

/** Which of these accounts are customers', and whose. */
export async function readAccountOwners(
  tables: Tables,
  org: string,
  accounts: readonly { readonly site: string; readonly accountId: string }[],
): Promise<readonly (CustomerAccount & { readonly reference: string })[]> {
  const keys = accounts.map((account) => customerAccountKey(org, account));
  const items = await tables.getMany('desk', keys);
  return items.map((item) => readStored(customerAccountShape, item));
}

/** The records with these references; unknown ones are left out. */
export async function readCustomerRecords(
  tables: Tables,
  org: string,
  references: readonly string[],
): Promise<readonly CustomerRecord[]> {
  const keys = references.map((reference) => customerKey(org, reference));
  const items = await tables.getMany('desk', keys);
  return items.map((item) => readStored(customerRecordShape, item));
}
