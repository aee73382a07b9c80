/**
 * A number of the wire that JavaScript's own would lose: 64-bit ids, exact decimals. Source: int64 fields of the models;
 * `JSON.parse` turns 9223372036854775807 into …776000.
 */
export class ExactNumber {
  readonly digits: string;
  constructor(digits: string) {
    if (!/^-?(0|[1-9]\d*)(\.\d+)?$/.test(digits)) throw new TypeError(`${digits} is no JSON number.`);
    this.digits = digits;
  }
}

/** What an answer is made of; a field that is `undefined` is left out. */
export type WireValue =
  | string
  | number
  | boolean
  | null
  | ExactNumber
  | readonly WireValue[]
  | { readonly [name: string]: WireValue | undefined };

/** A number with exactly these digits. */
export const exact = (digits: string) => new ExactNumber(digits);

/** JSON text in which exact numbers keep all their digits. */
export function wireText(value: WireValue): string {
  if (value instanceof ExactNumber) return value.digits;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(wireText).join(',')}]`;
  const fields = Object.entries(value).flatMap(([name, field]) =>
    field === undefined ? [] : [`${JSON.stringify(name)}:${wireText(field)}`],
  );
  return `{${fields.join(',')}}`;
}

function isList(value: object): value is readonly WireValue[] {
  return Array.isArray(value);
}
