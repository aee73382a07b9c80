import type { CustomerRecord, EnteredCustomer } from './customer-record.ts';
import { isSameName } from './name.ts';

/** What somebody typed of a customer at one site. */
export type TypedCustomer = {
  readonly reference?: string | undefined;
  /** Absent or empty where the provider invites by e-mail and the identifier is learned later. */
  readonly accountId?: string | undefined;
  readonly site: string;
  readonly name: string;
  /** That of the partner account which the customer is to be linked under. */
  readonly environment: EnteredCustomer['environment'];
};

/** How what was typed stands to the reseller's record (R011), and the field to look at. */
export type Comparison = { readonly because: string } & (
  | { readonly result: 'match'; readonly code: 'matches_record'; readonly field?: never }
  | {
      readonly result: 'no_record';
      readonly code: 'not_on_record' | 'reference_not_on_record' | 'account_not_on_record';
      readonly field?: 'reference' | 'accountId';
    }
  | {
      readonly result: 'mismatch';
      readonly code: 'environment_differs' | 'account_of_another_customer' | 'differs_from_record' | 'name_differs';
      readonly field: 'environment' | 'accountId' | 'name';
    }
);

type Compared = {
  /** Whose account the typed one is, by the record. */
  readonly byAccount: CustomerRecord | undefined;
  /** The record with the typed reference. */
  readonly byReference: CustomerRecord | undefined;
  readonly typed: TypedCustomer;
};

/**
 * Compares with the record. Of several mismatches the gravest is told, so that overriding a lesser one never lets a
 * graver one pass: environment, another customer's account, another account of the customer, name.
 */
export function compareWithRecord({ byAccount, byReference, typed }: Compared): Comparison {
  return (
    environmentMismatch(byAccount, typed) ??
    environmentMismatch(byReference, typed) ??
    accountMismatch(byAccount, byReference, typed) ??
    nameMismatch(byAccount ?? byReference, typed) ??
    agreement(byAccount, byReference, typed)
  );
}

function environmentMismatch(record: CustomerRecord | undefined, { environment }: TypedCustomer) {
  if (!record || record.environment === environment) return undefined;
  const because = `by your records ${titleOf(record)} is a customer of the ${record.environment} environment, not of ${environment}`;
  return { result: 'mismatch', code: 'environment_differs', field: 'environment', because } as const;
}

function accountMismatch(
  byAccount: CustomerRecord | undefined,
  byReference: CustomerRecord | undefined,
  typed: TypedCustomer,
): Comparison | undefined {
  const field = 'accountId';
  if (byAccount) {
    if (isMeant(byAccount, typed)) return undefined;
    const because = `by your records this account is that of ${titleOf(byAccount)}`;
    return { result: 'mismatch', code: 'account_of_another_customer', field, because };
  }
  const known = accountsAt(byReference, typed);
  if (!byReference || !typed.accountId || known.length === 0) return undefined;
  const because = `by your records ${titleOf(byReference)} has ${known.join(', ')} at this site`;
  return { result: 'mismatch', code: 'differs_from_record', field, because };
}

/** By reference where one was typed, else by name. */
function isMeant(record: CustomerRecord, { reference, name }: TypedCustomer): boolean {
  return reference === undefined ? isSameName(record.name, name) : record.reference === reference;
}

function accountsAt(record: CustomerRecord | undefined, typed: TypedCustomer): readonly string[] {
  return record?.accounts.filter(({ site }) => site === typed.site).map(({ accountId }) => accountId) ?? [];
}

function nameMismatch(record: CustomerRecord | undefined, { name }: TypedCustomer) {
  if (!record || isSameName(record.name, name)) return undefined;
  const because = `by your records customer ${record.reference} is called ${record.name}`;
  return { result: 'mismatch', code: 'name_differs', field: 'name', because } as const;
}

function agreement(
  byAccount: CustomerRecord | undefined,
  byReference: CustomerRecord | undefined,
  { reference, accountId }: TypedCustomer,
): Comparison {
  const record = byAccount ?? (accountId ? undefined : byReference);
  if (record) return { result: 'match', code: 'matches_record', because: `as in your record of ${titleOf(record)}` };
  const result = 'no_record';
  if (byReference) {
    const because = `your records name no account of ${titleOf(byReference)} at this site`;
    return { result, code: 'account_not_on_record', field: 'accountId', because };
  }
  if (reference !== undefined) {
    const because = `your records do not know customer ${reference}`;
    return { result, code: 'reference_not_on_record', field: 'reference', because };
  }
  return { result, code: 'not_on_record', because: 'your records do not know this customer' };
}

function titleOf({ reference, name }: CustomerRecord): string {
  return `${reference} (${name})`;
}
