import type { FieldError } from '../kernel/problems.ts';
import { diagnoseIdentifier } from '../links/identifier.ts';
import { type InputFormat, type Site, sites } from '../providers/provider.ts';
import { CustomerReference, Environment } from './customer-record.ts';

/** The columns of a file of customers, in any order. */
export const columns = ['reference', 'name', 'country', 'environment', 'site', 'account_id'] as const;
export type Column = (typeof columns)[number];

/** Country and environment may be left out: they are unknown and production then. */
export const neededColumns = ['reference', 'name', 'site', 'account_id'] as const satisfies readonly Column[];

/** A line's text in a column, its ends trimmed; empty where the file has no such column. */
export type Cells = (column: Column) => string;

/** The format of account identifiers at a site; undefined where the desk does not know it. */
export type AccountFormats = (site: Site) => InputFormat | undefined;

const MAX_NAME = 200;

/** For sites that the desk has no adapter for: what can stand in a key. */
const anyAccount: InputFormat = {
  pattern: '^[A-Za-z0-9._@-]{1,64}$',
  example: '1234567890123456',
  message: 'format.any.account_id',
};

type Mistake = { readonly code: string; readonly detail: string };

/** What is wrong with the cells of one line, each by itself; the same cell is blamed once. */
export function cellErrors(
  { line, cells }: { readonly line: number; readonly cells: Cells },
  formats: AccountFormats,
): readonly FieldError[] {
  return columns.flatMap((column) => {
    const text = cells(column);
    const mistake = text.includes('\ufffd') ? notUtf8 : checks[column](text, cells, formats);
    return mistake ? [{ field: `line ${line}, ${column}`, code: mistake.code, detail: mistake.detail }] : [];
  });
}

type Check = (text: string, cells: Cells, formats: AccountFormats) => Mistake | undefined;

const checks: Readonly<Record<Column, Check>> = {
  reference: (text) => {
    if (text === '') return missing('your own number of the customer');
    const parsed = CustomerReference.safeParse(text);
    return parsed.success ? undefined : { code: 'wrong_format', detail: parsed.error.issues[0]?.message ?? '' };
  },
  name: (text) => {
    if (text === '') return missing('the company’s legal name');
    if (/\p{Cc}/u.test(text)) return { code: 'line_break', detail: 'a name stands on one line, without tabs' };
    return text.length > MAX_NAME ? { code: 'too_long', detail: `at most ${MAX_NAME} characters` } : undefined;
  },
  country: (text) => (text === '' ? undefined : countryMistake(text)),
  environment: (text) => (text === '' ? undefined : notOneOf(Environment.options, text)),
  site: (text, cells) => {
    if (text !== '') return notOneOf(sites, text);
    return cells('account_id') === '' ? undefined : missing('the site of this account');
  },
  account_id: (text, cells, formats) => {
    const site = sites.find((known) => known === cells('site'));
    if (!site) return undefined;
    if (text === '') return missing('the account identifier; a customer without account leaves its site empty too');
    return accountMistake(text, formats(site) ?? anyAccount);
  },
};

const notUtf8: Mistake = {
  code: 'not_utf8',
  detail: 'some characters could not be read; save the file as “CSV UTF-8” and send it again',
};

function missing(what: string): Mistake {
  return { code: 'missing', detail: `enter ${what}` };
}

function notOneOf(known: readonly string[], text: string): Mistake | undefined {
  return known.includes(text) ? undefined : { code: 'not_known', detail: `one of ${known.join(', ')}` };
}

/** A number in a spreadsheet loses leading zeros and all digits but fifteen: what is left names another account. */
function accountMistake(text: string, format: InputFormat): Mistake | undefined {
  if (/^\d([.,]\d+)?E\+?\d+$/i.test(text)) {
    return {
      code: 'spreadsheet_number',
      detail: `a spreadsheet has made a number of it; format the column as text and enter it again, as ${format.example}`,
    };
  }
  return diagnoseIdentifier('', text, format);
}

const countries = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/** Codes that ISO has replaced (UK, AN) are told apart by what Unicode makes of them. */
function countryMistake(text: string): Mistake | undefined {
  const detail = 'two capital letters of ISO 3166-1, such as SG';
  if (!/^[A-Z]{2}$/.test(text) || text === 'ZZ' || countries.of(text) === undefined)
    return { code: 'not_known', detail };
  const current = new Intl.Locale(`und-${text}`).region;
  return current === text ? undefined : { code: 'not_known', detail: `${detail}; for ${text} that is ${current}` };
}
