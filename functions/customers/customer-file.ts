import type { FieldError } from '../kernel/problems.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { type CsvRecord, csvRecords } from '../platform/csv-records.ts';
import { type AccountFormats, type Cells, type Column, cellErrors, columns, neededColumns } from './customer-cells.ts';
import { accountName, CustomerAccount, type EnteredCustomer, Environment } from './customer-record.ts';

/** What a file of customers says, and what was read past in it. */
export type CustomerFile = {
  readonly customers: readonly EnteredCustomer[];
  /** Lines with something on them, the header aside. */
  readonly lines: number;
  /** Cells whose outer spaces were taken off; nothing else is ever rewritten (R010). */
  readonly trimmed: number;
};

/** A customer is written in one transaction together with those that it takes accounts from. */
const MAX_ACCOUNTS = 40;

/** An answer has a size too: after so many mistakes only their number is told. */
const MAX_ERRORS = 500;

/**
 * Reads a file of customers (RFC 4180, a header line, one line for each account): all of it or, when anything is wrong
 * anywhere, nothing but the mistakes, each with its line and column (R063).
 */
export function readCustomerFile(text: string, formats: AccountFormats): Result<CustomerFile, readonly FieldError[]> {
  const records = csvRecords(text);
  if (!records.ok) return records;
  const [header, ...rest] = records.value;
  const named = columnsIn(header);
  if (!named.ok) return named;
  const lines = rest.map((record) => lineOf(named.value, record));
  const gathering = new Gathering();
  const errors = lines.flatMap((line) => line.errors ?? gathering.add(line, cellErrors(line, formats)));
  if (lines.length === 0) errors.push({ field: 'line 2', code: 'empty', detail: 'the file names no customer' });
  if (errors.length > 0) return err(atMost(errors));
  const trimmed = lines.reduce((sum, line) => sum + line.trimmed, 0);
  return ok({ customers: gathering.customers(), lines: lines.length, trimmed });
}

type Header = readonly (Column | undefined)[];

function columnsIn(header: CsvRecord | undefined): Result<Header, readonly FieldError[]> {
  const names = header?.cells.map((cell) => cell.trim().toLowerCase()) ?? [];
  const known = names.map((name) => columns.find((column) => column === name));
  const field = `line ${header?.line ?? 1}`;
  const strangers = names.filter((_name, at) => known[at] === undefined);
  const errors = [
    ...strangers.map((name) => ({
      field,
      code: 'unknown_column',
      detail: `"${name}" is none of the columns ${columns.join(', ')}; columns are separated by commas`,
    })),
    ...columns
      .filter((column) => known.indexOf(column) !== known.lastIndexOf(column))
      .map((column) => ({ field: `${field}, ${column}`, code: 'repeated_column', detail: 'name each column once' })),
    ...neededColumns
      .filter((column) => !known.includes(column))
      .map((column) => ({ field, code: 'missing_column', detail: `add the column ${column}` })),
  ];
  return errors.length > 0 ? err(errors) : ok(known);
}

type Line = {
  readonly line: number;
  readonly cells: Cells;
  readonly trimmed: number;
  readonly errors?: readonly FieldError[];
};

function lineOf(header: Header, { line, cells }: CsvRecord): Line {
  const named = new Map(header.map((column, at) => [column, cells[at]?.trim() ?? '']));
  const trimmed = cells.filter((cell) => cell !== cell.trim()).length;
  const own = { line, trimmed, cells: (column: Column) => named.get(column) ?? '' };
  if (cells.length === header.length) return own;
  const detail = `there are ${cells.length} cells here and ${header.length} columns; quote cells that hold commas`;
  return { ...own, errors: [{ field: `line ${line}`, code: 'wrong_number_of_cells', detail }] };
}

type Gathered = { readonly customer: EnteredCustomer; readonly line: number };

/** Puts the lines of each customer together, and finds what only two lines side by side show to be wrong. */
class Gathering {
  readonly #customers = new Map<string, Gathered>();
  readonly #owners = new Map<string, string>();

  /** @returns the mistakes of the line's own cells, or those that it makes against the lines before it. */
  add(line: Line, own: readonly FieldError[]): readonly FieldError[] {
    if (own.length > 0) return own;
    const said = customerOn(line);
    const known = this.#customers.get(said.reference) ?? { customer: { ...said, accounts: [] }, line: line.line };
    this.#customers.set(said.reference, known);
    return [
      ...contradictions(known, said, line.line),
      ...said.accounts.flatMap((account) => this.#own(account, known, line.line)),
    ];
  }

  customers(): readonly EnteredCustomer[] {
    return [...this.#customers.values()].map(({ customer }) => customer);
  }

  #own(account: CustomerAccount, { customer }: Gathered, line: number): readonly FieldError[] {
    const name = accountName(account);
    const owner = this.#owners.get(name);
    if (owner === customer.reference) return [];
    if (owner !== undefined) {
      const detail = `a line before this one gives the account to customer ${owner}; an account has one customer`;
      return [{ field: `line ${line}, account_id`, code: 'account_of_two_customers', detail }];
    }
    this.#owners.set(name, customer.reference);
    customer.accounts.push(account);
    if (customer.accounts.length <= MAX_ACCOUNTS) return [];
    const detail = `a customer has at most ${MAX_ACCOUNTS} accounts; give the others a reference of their own`;
    return [{ field: `line ${line}, account_id`, code: 'too_many_accounts', detail }];
  }
}

/** What one line says of its customer, with the account that it names, if any. */
function customerOn({ cells }: Line): EnteredCustomer {
  const country = cells('country');
  const account = CustomerAccount.safeParse({ site: cells('site'), accountId: cells('account_id') });
  return {
    reference: cells('reference'),
    name: cells('name'),
    ...(country && { country }),
    environment: Environment.parse(cells('environment') || 'production'),
    accounts: account.success ? [account.data] : [],
  };
}

function contradictions(
  { customer, line: first }: Gathered,
  said: EnteredCustomer,
  line: number,
): readonly FieldError[] {
  return (['name', 'country', 'environment'] as const)
    .filter((column) => customer[column] !== said[column])
    .map((column) => {
      const detail = `line ${first} says "${customer[column] ?? ''}" of customer ${said.reference}; make both the same`;
      return { field: `line ${line}, ${column}`, code: 'contradicts', detail };
    });
}

function atMost(errors: readonly FieldError[]): readonly FieldError[] {
  const more = errors.length - MAX_ERRORS;
  if (more <= 0) return errors;
  const detail = `${more} more mistakes follow; mend these and send the file again`;
  return [...errors.slice(0, MAX_ERRORS), { field: '', code: 'more_mistakes', detail }];
}
