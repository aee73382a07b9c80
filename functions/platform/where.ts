import type { Fields, Scalar } from '../kernel/write.ts';

/**
 * What one field of a listed item must be; a field within a map by its path (`partnerAccount.site`). No comparison holds
 * for an absent field. `contains` is for lists, `begins` for texts.
 */
export type Condition = { readonly field: string } & (
  | { readonly eq: Scalar }
  | { readonly begins: string }
  | { readonly contains: string }
  /** At least, and less than; of texts by their bytes. */
  | { readonly gte: string }
  | { readonly lt: string }
  | { readonly absent: true }
  | { readonly present: true }
);

/** All of these must hold, each by any one of its alternatives. */
export type Where = readonly (readonly Condition[])[];

/** Whether an item would be listed: what the store decides, for items that were read by their keys. */
export function isListed(where: Where, item: Fields): boolean {
  return where.every((alternatives) =>
    alternatives.some((condition) => passes(condition, valueAt(item, condition.field))),
  );
}

function passes(condition: Condition, value: unknown): boolean {
  if ('absent' in condition) return value === undefined;
  if ('present' in condition) return value !== undefined;
  if ('eq' in condition) return value === condition.eq;
  if ('contains' in condition) return Array.isArray(value) && value.includes(condition.contains);
  if (typeof value !== 'string') return false;
  if ('begins' in condition) return value.startsWith(condition.begins);
  if ('gte' in condition) return byBytes(value, condition.gte) >= 0;
  return byBytes(value, condition.lt) < 0;
}

function valueAt(item: Fields, path: string): unknown {
  let value: unknown = item;
  for (const part of path.split('.')) value = isFields(value) ? value[part] : undefined;
  return value;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The order of texts in the store: by their UTF-8 bytes, which JavaScript's own differs from beyond the first plane. */
export function byBytes(a: string, b: string): number {
  if (a === b) return 0;
  if (beyond.test(a) || beyond.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : 1;
}
const beyond = /[\ud800-\uffff]/;

/** The same as a filter expression of DynamoDB, with the names and values that it speaks of. */
export function filterOf(where: Where) {
  const names: Record<string, string> = {};
  const values: Record<string, Scalar> = {};
  const nameOf = (path: string) =>
    path
      .split('.')
      .map((part) => {
        const placeholder = `#f_${part}`;
        names[placeholder] = part;
        return placeholder;
      })
      .join('.');
  const valueOf = (value: Scalar) => {
    const placeholder = `:f${Object.keys(values).length}`;
    values[placeholder] = value;
    return placeholder;
  };
  const texts = where.map((alternatives) => {
    const any = alternatives.map((condition) => textOf(condition, nameOf(condition.field), valueOf));
    return any.length === 1 ? any.join('') : `(${any.join(' OR ')})`;
  });
  return { text: texts.join(' AND '), names, values };
}

function textOf(condition: Condition, name: string, valueOf: (value: Scalar) => string): string {
  if ('absent' in condition) return `attribute_not_exists(${name})`;
  if ('present' in condition) return `attribute_exists(${name})`;
  if ('eq' in condition) return `${name} = ${valueOf(condition.eq)}`;
  if ('begins' in condition) return `begins_with(${name}, ${valueOf(condition.begins)})`;
  if ('contains' in condition) return `contains(${name}, ${valueOf(condition.contains)})`;
  if ('gte' in condition) return `${name} >= ${valueOf(condition.gte)}`;
  return `${name} < ${valueOf(condition.lt)}`;
}
