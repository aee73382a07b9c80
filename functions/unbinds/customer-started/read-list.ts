import type { Instant } from '../../kernel/clock.ts';
import type { FieldError } from '../../kernel/problems.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { type CsvRecord, csvRecords } from '../../platform/csv-records.ts';
import type { InputFormat, Site } from '../../providers/provider.ts';
import { type ListField, type ListMapping, listFields, mappingsOf, type StatusMeaning } from './list-mapping.ts';

/** One row of the provider's list of unbindings, as we read it. */
export type ListRow = {
  readonly line: number;
  readonly number: string;
  readonly account: string;
  readonly origin: 'reseller' | 'customer';
  readonly submittedAt: Instant;
  readonly status: StatusMeaning;
  /** When the provider decides by itself, where the list says so. */
  readonly deadline?: Instant;
};

export type UnbindingList = { readonly mapping: number; readonly rows: readonly ListRow[] };

/** A file is worked on while somebody waits for the answer. */
const MOST_ROWS = 500;
/** An answer has a size too. */
const MOST_ERRORS = 200;

/**
 * Reads a list of what is being unbound at a site, as CSV: all of it or, when anything is wrong anywhere, nothing
 * but the mistakes, each with its line and column. A list without rows says that nothing is under way.
 * @param account the form of account identifiers at the site
 */
export function readUnbindingList(
  text: string,
  site: Site,
  account: InputFormat | undefined,
): Result<UnbindingList, readonly FieldError[]> {
  const records = csvRecords(text);
  if (!records.ok) return records;
  const [header, ...rest] = records.value;
  const mapping = header && mappingOf(site, header);
  if (!header || !mapping)
    return err([{ field: `line ${header?.line ?? 1}`, code: 'unknown_form', detail: formsOf(site) }]);
  if (rest.length > MOST_ROWS)
    return err([{ field: `line ${rest[MOST_ROWS]?.line}`, code: 'too_many_rows', detail: `at most ${MOST_ROWS}` }]);
  const lines = rest.map((record) => readRow(record, header, mapping, account));
  const errors = [...lines.flatMap((line) => (line.ok ? [] : line.error)), ...repeated(lines)];
  if (errors.length > 0) return err(errors.slice(0, MOST_ERRORS));
  return ok({ mapping: mapping.version, rows: lines.flatMap((line) => (line.ok ? [line.value] : [])) });
}

const formsOf = (site: Site) =>
  `the columns are none that we know: ${mappingsOf(site)
    .map(({ columns }) => Object.values(columns).join(', '))
    .join(' · ')}`;

/** The newest form that names the same columns, in whatever order. */
function mappingOf(site: Site, { cells }: CsvRecord): ListMapping | undefined {
  const names = cells.map((cell) => cell.trim()).toSorted();
  return mappingsOf(site).findLast(({ columns }) => Object.values(columns).toSorted().join('\n') === names.join('\n'));
}

function readRow(
  { line, cells }: CsvRecord,
  header: CsvRecord,
  { columns, origins, statuses, offset }: ListMapping,
  account: InputFormat | undefined,
): Result<ListRow, readonly FieldError[]> {
  if (cells.length !== header.cells.length) {
    const detail = `there are ${cells.length} cells here and ${header.cells.length} columns`;
    return err([{ field: `line ${line}`, code: 'wrong_number_of_cells', detail }]);
  }
  const named = new Map(header.cells.map((name, at) => [name.trim(), cells[at]?.trim() ?? '']));
  const cell = (field: ListField) => named.get(columns[field] ?? '') ?? '';
  const wrong = (field: ListField, code: string, detail: string) => ({
    field: `line ${line}, ${columns[field] ?? field}`,
    code,
    detail,
  });
  const origin = origins[cell('origin')];
  const status = statuses[cell('status')];
  const submittedAt = timeOf(cell('submittedAt'), offset);
  const deadline = timeOf(cell('deadline'), offset);
  const errors = [
    ...listFields.flatMap((field) => (cell(field).includes('\ufffd') ? [wrong(field, 'not_utf8', notUtf8)] : [])),
    ...(/^[\w.-]{1,64}$/.test(cell('number')) ? [] : [wrong('number', 'wrong_format', 'the provider’s own number')]),
    ...(isAccount(cell('account'), account) ? [] : [wrong('account', 'wrong_format', accountDetail(account))]),
    ...(origin ? [] : [wrong('origin', 'not_known', `one of ${Object.keys(origins).join(', ')}`)]),
    ...(status ? [] : [wrong('status', 'not_known', `one of ${Object.keys(statuses).join(', ')}`)]),
    ...(submittedAt ? [] : [wrong('submittedAt', 'wrong_format', timeDetail)]),
    ...(deadline || cell('deadline') === '' ? [] : [wrong('deadline', 'wrong_format', timeDetail)]),
  ];
  if (errors.length > 0 || !origin || !status || !submittedAt) return err(errors);
  const row = { line, number: cell('number'), account: cell('account'), origin, submittedAt, status };
  return ok({ ...row, ...(deadline && { deadline }) });
}

const notUtf8 = 'some characters could not be read; save the file as “CSV UTF-8”';
const timeDetail = 'a time such as 2026-11-21 09:30:00';

/** A spreadsheet that takes identifiers for numbers has made others of them. */
function accountDetail(format: InputFormat | undefined): string {
  return `an account identifier${format ? ` such as ${format.example}` : ''}, as text and not as a number`;
}

function isAccount(text: string, format: InputFormat | undefined): boolean {
  return new RegExp(format?.pattern ?? '^[A-Za-z0-9._@-]{1,64}$').test(text);
}

/** @returns undefined for what is no time, such as the 31st of November */
function timeOf(text: string, offset: string): Instant | undefined {
  const [, day, time] = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/.exec(text) ?? [];
  if (day === undefined || time === undefined) return undefined;
  const there = Date.parse(`${day}T${time}Z`);
  const isReal = !Number.isNaN(there) && new Date(there).toISOString().startsWith(`${day}T${time}`);
  return isReal ? new Date(`${day}T${time}${offset}`).toISOString() : undefined;
}

function repeated(lines: readonly Result<ListRow, unknown>[]): readonly FieldError[] {
  const first = new Map<string, number>();
  return lines.flatMap((row) => {
    if (!row.ok) return [];
    const { number, line } = row.value;
    const before = first.get(number);
    if (before === undefined) {
      first.set(number, line);
      return [];
    }
    return [
      { field: `line ${line}`, code: 'repeated_record', detail: `record ${number} stands on line ${before} already` },
    ];
  });
}
