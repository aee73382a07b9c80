import type * as z from 'zod';
import { InvariantBroken } from './result.ts';
import type { Fields } from './write.ts';

/**
 * How one kind of record is stored: its current schema, its version, and how each older version becomes the next.
 * Every item carries `schemaVersion`; a reader upcasts before it parses, so old items need no migration to be read.
 */
export type StoredShape<S extends z.ZodType = z.ZodType> = {
  readonly name: string;
  readonly version: number;
  readonly schema: S;
  /** `upcasts[n]` turns version n into n + 1. Complete from 1 to `version - 1`. */
  readonly upcasts: Readonly<Record<number, (old: Fields) => Fields>>;
};

export function storedShape<S extends z.ZodType>(shape: StoredShape<S>): StoredShape<S> {
  for (let from = 1; from < shape.version; from += 1) {
    if (!shape.upcasts[from]) throw new InvariantBroken(`${shape.name} has no upcast from version ${from}`);
  }
  return shape;
}

/** @throws InvariantBroken for an item of a newer version than this code knows, or one that does not fit its schema. */
export function readStored<S extends z.ZodType>(shape: StoredShape<S>, item: Fields): z.output<S> {
  const parsed = shape.schema.safeParse(upcast(shape, item));
  if (!parsed.success) throw new InvariantBroken(`stored ${shape.name} does not fit: ${parsed.error.message}`);
  return parsed.data;
}

/**
 * The item as the current version has it, with its keys and all else that the store keeps beside the shape's fields.
 * @throws InvariantBroken for an item of a newer version than this code knows.
 */
export function upcast(shape: StoredShape, item: Fields): Fields {
  const found = item['schemaVersion'];
  if (typeof found !== 'number' || found > shape.version) {
    throw new InvariantBroken(
      `${shape.name} is stored as version ${String(found)}; this code reads up to ${shape.version}`,
    );
  }
  let fields = item;
  for (let from = found; from < shape.version; from += 1) fields = shape.upcasts[from]?.(fields) ?? fields;
  return found === shape.version ? item : { ...fields, schemaVersion: shape.version };
}

/** The fields to store. Absent values are left out: DynamoDB has no `undefined`. */
export function toStored<S extends z.ZodType>(shape: StoredShape<S>, value: z.input<S> & object): Fields {
  const fields = Object.entries({ ...value, schemaVersion: shape.version }).filter(([, v]) => v !== undefined);
  return Object.fromEntries(fields);
}
