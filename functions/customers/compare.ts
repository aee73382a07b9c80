import type { CustomerRecord, EnteredCustomer } from './customer-record.ts';
import { isSameName } from './name.ts';

/** What somebody typed of a customer at one site. */
export type TypedCustomer = {
  readonly reference?: string | undefined;
  readonly accountId: string;
  readonly site: string;
  readonly name: string;
  /** That of the partner account which the customer is to be linked under. */
  readonly environment: EnteredCustomer['environment'];
};

type Because = { readonly because: string };

/**
 * How what was typed stands to the reseller's record (R011). A mismatch bars submission until it is overridden with a
 * reason; that of the environment can not be overridden.
 */
export type Comparison = Because &
  (
    | { readonly result: 'match'; readonly code: 'matches_record' }
    | {
        readonly result: 'no_record';
        readonly code: 'not_on_record' | 'reference_not_on_record' | 'account_not_on_record';
        readonly field?: 'reference' | 'accountId';
      }
    | {
        readonly result: 'mismatch';
        readonly code: 'environment_differs';
        readonly field: 'environment';
        readonly overridable: false;
      }
    | {
        readonly result: 'mismatch';
        readonly code: 'account_of_another_customer' | 'differs_from_record' | 'name_differs';
        readonly field: 'accountId' | 'name';
        readonly overridable: true;
      }
  );

type Compared = {
  /** Whose account the typed one is, by the record. */
  readonly byAccount: CustomerRecord | undefined;
  /** The record with the typed reference. */
  readonly byReference: CustomerRecord | undefined;
  readonly typed: TypedCustomer;
};

/** Compares with the record. Of several mismatches the gravest is told, and the environment's is the gravest. */
export function compareWithRecord({ byAccount, byReference, typed }: Compared): Comparison {
  const { reference, name, environment } = typed;
  const elsewhere = [byAccount, byReference].find((record) => record && record.environment !== environment);
  if (elsewhere) {
    const because = `${titleOf(elsewhere)} is a customer of the ${elsewhere.environment} environment, not of ${environment}`;
    return { result: 'mismatch', code: 'environment_differs', field: 'environment', overridable: false, because };
  }
  if (byAccount && !isMeant(byAccount, typed)) {
    return differs('account_of_another_customer', `by your records this account is that of ${titleOf(byAccount)}`);
  }
  if (!byAccount && byReference) {
    const known = byReference.accounts.filter(({ site }) => site === typed.site).map(({ accountId }) => accountId);
    if (known.length > 0) {
      return differs(
        'differs_from_record',
        `by your records ${titleOf(byReference)} has ${known.join(', ')} at this site`,
      );
    }
  }
  const record = byAccount ?? byReference;
  if (record && !isSameName(record.name, name)) {
    const because = `by your records customer ${record.reference} is called ${record.name}`;
    return { result: 'mismatch', code: 'name_differs', field: 'name', overridable: true, because };
  }
  if (byAccount) return { result: 'match', code: 'matches_record', because: `as on record of ${titleOf(byAccount)}` };
  return notOnRecord(byReference, reference);
}

/** By reference where one was typed, else by name. */
function isMeant(record: CustomerRecord, { reference, name }: TypedCustomer): boolean {
  return reference === undefined ? isSameName(record.name, name) : record.reference === reference;
}

function differs(code: 'account_of_another_customer' | 'differs_from_record', because: string): Comparison {
  return { result: 'mismatch', code, field: 'accountId', overridable: true, because };
}

function notOnRecord(byReference: CustomerRecord | undefined, reference: string | undefined): Comparison {
  const result = 'no_record';
  if (byReference) {
    const because = `your records name no account of ${titleOf(byReference)} at this site`;
    return { result, code: 'account_not_on_record', field: 'accountId', because };
  }
  if (reference !== undefined) {
    const because = `your records know neither customer ${reference} nor this account`;
    return { result, code: 'reference_not_on_record', field: 'reference', because };
  }
  return { result, code: 'not_on_record', because: 'your records do not know this account' };
}

function titleOf({ reference, name }: CustomerRecord): string {
  return `${reference} (${name})`;
}
