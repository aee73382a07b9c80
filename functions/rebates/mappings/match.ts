import { err, ok, type Result } from '../../kernel/result.ts';
import { wordKey } from '../files/cell-text.ts';
import type { MappedField, Mapping } from './mapping.ts';

/** How a file's columns differ from those of a mapping, by their names. */
export type ColumnsDiffer = {
  readonly unknown: readonly string[];
  readonly missing: readonly string[];
  readonly twice: readonly string[];
};

/**
 * What each column of a file holds by a mapping. Every column has to be known and none but an optional one may lack; a
 * column without a name has to be empty throughout, which shows when its lines are read.
 */
export function matchColumns(
  headers: readonly string[],
  { columns }: Pick<Mapping, 'columns'>,
): Result<readonly (MappedField | 'nameless')[], ColumnsDiffer> {
  const byName = new Map(
    columns.flatMap((column) => column.headers.map((header) => [wordKey(header), column] as const)),
  );
  const found = headers.map((header) => byName.get(wordKey(header)));
  const unknown = headers.filter((header, at) => wordKey(header) && !found[at]);
  const twice = headers.filter((_, at) => found[at] && found.indexOf(found[at]) !== at);
  const missing = columns
    .filter((column) => !column.optional && !found.includes(column))
    .map((column) => column.headers[0] ?? column.field);
  if (unknown.length + missing.length + twice.length > 0) return err({ unknown, missing, twice });
  return ok(found.map((column) => column?.field ?? 'nameless'));
}

/** The first mapping whose columns these are, whatever their order; undefined where none is: nothing is guessed. */
export function mappingFor(headers: readonly string[], mappings: readonly Mapping[]): Mapping | undefined {
  return mappings.find((mapping) => matchColumns(headers, mapping).ok);
}

/**
 * What a mapping lacks before files can be read by it: fields that no column gives, and fields that two columns give.
 * Empty for one that will do.
 */
export function mappingGaps(mapping: Mapping): readonly string[] {
  const fields = mapping.columns.map(({ field }) => field).filter((field) => field !== 'ignored');
  const has = (...any: readonly MappedField[]) => any.some((one) => fields.some((field) => field === one));
  const names = mapping.columns.flatMap(({ headers }) => headers.map(wordKey));
  return [
    ...(has('amount') ? [] : ['amount']),
    ...(has('status') || mapping.derivedStatus ? [] : ['status']),
    ...(has('id', 'order', 'customer', 'product') ? [] : ['id']),
    ...fields.filter((field, at) => fields.indexOf(field) !== at),
    ...(new Set(names).size === names.length ? [] : ['headers']),
  ];
}
