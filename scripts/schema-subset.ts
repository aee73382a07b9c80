import * as z from 'zod';

/** A JSON Schema (2020-12) as far as our documents use it; `true` and `{}` take everything. */
export type Schema = { readonly [keyword: string]: unknown };

/** Why something that one schema takes is not taken by another, and where in the value. */
export type Gap = { readonly at: string; readonly why: GapKind; readonly what?: string };
export type GapKind = 'required' | 'unknown' | 'gone' | 'value' | 'type' | 'limit' | 'form' | 'kind';

/** Looks a `$ref` up in the document that the schema stands in. */
export type Resolve = (ref: string) => unknown;
type Side = { readonly schema: unknown; readonly resolve: Resolve };

/**
 * Why not everything that `sub` takes is taken by `sup`; empty when it is. It may see a gap where there is none (two
 * patterns that differ in spelling only), never the reverse.
 *
 * @param kept whether a property that only `sup` names is a gap (`gone`): what is answered must go on being answered
 */
export function gaps(sub: Side, sup: Side, kept: boolean): readonly Gap[] {
  return compare(sub, sup, { at: '', kept });
}

type Place = { readonly at: string; readonly kept: boolean };

function compare(sub: Side, sup: Side, place: Place): readonly Gap[] {
  const from = flat(sub);
  const to = flat(sup);
  if (JSON.stringify(from) === JSON.stringify(to) && !JSON.stringify(from).includes('"$ref"')) return [];
  const fromKinds = kindsOf(from);
  if (fromKinds) return fromKinds.flatMap((schema) => compare({ ...sub, schema }, sup, place));
  const toKinds = kindsOf(to);
  if (toKinds)
    return closest(
      toKinds.map((schema) => compare(sub, { ...sup, schema }, place)),
      place.at,
    );
  return [
    ...typeGaps(from, to, place.at),
    ...valueGaps(from, to, place.at),
    ...limitGaps(from, to, place.at),
    ...objectGaps({ ...sub, schema: from }, { ...sup, schema: to }, place),
    ...partGaps('items', { ...sub, schema: from }, { ...sup, schema: to }, place),
    ...partGaps('propertyNames', { ...sub, schema: from }, { ...sup, schema: to }, place),
  ];
}

const Loose = z.record(z.string(), z.unknown());
const Strings = z.array(z.string());
const list = z.array(z.unknown());

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** A part of a document as a schema; what is none takes everything. */
export function schemaOf(value: unknown): Schema {
  return Loose.safeParse(value).data ?? (value === false ? { enum: [] } : {});
}

/** The schema itself: references followed, the parts of an `allOf` put together, descriptions left out. */
function flat({ schema, resolve }: Side): Schema {
  const { $ref, allOf, description: _, examples: _examples, title: _title, ...own } = schemaOf(schema);
  const parts = [...($ref === undefined ? [] : [resolve(textOf($ref))]), ...(list.safeParse(allOf).data ?? [])];
  return parts.map((part) => flat({ schema: part, resolve })).reduce(both, own);
}

/** Both at once. */
function both(one: Schema, other: Schema): Schema {
  const [ours, theirs] = [schemaOf(one['properties']), schemaOf(other['properties'])];
  const shared = Object.keys(ours).filter((name) => name in theirs);
  const twice = Object.fromEntries(shared.map((name) => [name, { allOf: [ours[name], theirs[name]] }]));
  const properties = { ...ours, ...theirs, ...twice };
  const required = [...requiredIn(one), ...requiredIn(other)];
  const named = Object.keys(properties).length > 0;
  return { ...one, ...other, ...(named && { properties }), ...(required.length > 0 && { required }) };
}

const requiredIn = (schema: Schema): readonly string[] => Strings.safeParse(schema['required']).data ?? [];

/** The alternatives of a schema, each with what stands beside them; several types are alternatives, too. */
function kindsOf(schema: Schema): readonly unknown[] | undefined {
  const { anyOf, oneOf, ...rest } = schema;
  const kinds = list.safeParse(anyOf ?? oneOf).data;
  if (kinds) return kinds.map((kind) => ({ allOf: [rest, kind] }));
  const types = Strings.safeParse(schema['type']).data;
  return types?.map((type) => ({ ...schema, type }));
}

/** What is missing to the alternative that it comes nearest to. */
function closest(tried: readonly (readonly Gap[])[], at: string): readonly Gap[] {
  const [best = [{ at, why: 'kind' as const }]] = tried.toSorted((a, b) => a.length - b.length);
  const other = best.some(({ at: where, why }) => where === at && (why === 'type' || why === 'value'));
  return other ? [{ at, why: 'kind', ...(best[0]?.what !== undefined && { what: best[0].what }) }] : best;
}

function typeGaps(from: Schema, to: Schema, at: string): readonly Gap[] {
  const wanted = to['type'];
  const given = from['type'] ?? typeOfValues(from);
  if (wanted === undefined || given === wanted || (given === 'integer' && wanted === 'number')) return [];
  return [{ at, why: 'type', what: textOf(given ?? 'anything') }];
}

function typeOfValues(schema: Schema): string | undefined {
  const types = new Set(valuesOf(schema)?.map((value) => (value === null ? 'null' : typeof value)));
  return types.size === 1 ? [...types][0] : undefined;
}

function valuesOf(schema: Schema): readonly unknown[] | undefined {
  return 'const' in schema ? [schema['const']] : list.safeParse(schema['enum']).data;
}

function valueGaps(from: Schema, to: Schema, at: string): readonly Gap[] {
  const taken = valuesOf(to)?.map((value) => JSON.stringify(value));
  if (!taken) return [];
  const given = valuesOf(from)?.map((value) => JSON.stringify(value)) ?? ['anything'];
  const missing = given.filter((value) => !taken.includes(value));
  return missing.length > 0 ? [{ at, why: 'value', what: missing.join(', ') }] : [];
}

const least = ['minLength', 'minimum', 'exclusiveMinimum', 'minItems', 'minProperties'];
const most = ['maxLength', 'maximum', 'exclusiveMaximum', 'maxItems', 'maxProperties'];
const forms = ['pattern', 'format', 'multipleOf', 'uniqueItems', 'contentEncoding'];

function limitGaps(from: Schema, to: Schema, at: string): readonly Gap[] {
  const sizes = valuesOf(from)?.map((value) => (typeof value === 'string' ? value.length : Number(value)));
  const beyond = (keyword: string, sign: 1 | -1) => {
    const limit = to[keyword];
    const given = sizes ? sign * Math.max(...sizes.map((size) => sign * size)) : from[keyword];
    return typeof limit === 'number' && !(typeof given === 'number' && sign * given <= sign * limit);
  };
  const misses = (keyword: string) => {
    const [form, given] = [to[keyword], from[keyword]];
    if (form === undefined || form === given) return false;
    return !(
      keyword === 'pattern' && valuesOf(from)?.every((value) => new RegExp(textOf(form), 'u').test(String(value)))
    );
  };
  return [
    ...most.filter((keyword) => beyond(keyword, 1)).map((what) => ({ at, why: 'limit' as const, what })),
    ...least.filter((keyword) => beyond(keyword, -1)).map((what) => ({ at, why: 'limit' as const, what })),
    ...forms.filter(misses).map((what) => ({ at, why: 'form' as const, what })),
  ];
}

function objectGaps(sub: Side, sup: Side, place: Place): readonly Gap[] {
  const [from, to] = [schemaOf(sub.schema), schemaOf(sup.schema)];
  const [given, taken] = [new Map(Object.entries(schemaOf(from['properties']))), schemaOf(to['properties'])];
  const sent = new Set(requiredIn(from));
  const at = (name: string) => `${place.at}/${name}`;
  const missing = requiredIn(to).filter((name) => !sent.has(name));
  const found: Gap[] = missing.map((name) => ({
    at: at(name),
    why: given.has(name) || !place.kept ? 'required' : 'gone',
  }));
  for (const [name, schema] of given) {
    const other = name in taken ? taken[name] : (to['additionalProperties'] ?? true);
    if (other === false) found.push({ at: at(name), why: 'unknown' });
    else found.push(...compare({ ...sub, schema }, { ...sup, schema: other }, { ...place, at: at(name) }));
  }
  const open = from['additionalProperties'] ?? true;
  for (const [name, schema] of Object.entries(taken)) {
    if (given.has(name) || missing.includes(name)) continue;
    if (place.kept) found.push({ at: at(name), why: 'gone' });
    // What may be sent under a name that is not described has to be taken under it, too.
    else if (open !== false && isObject(from))
      found.push(...compare({ ...sub, schema: open }, { ...sup, schema }, { ...place, at: at(name) }));
  }
  if (open === false || !isObject(from)) return found;
  const rest = to['additionalProperties'] ?? true;
  if (rest === false) return [...found, { at: at('*'), why: 'unknown' }];
  return [...found, ...compare({ ...sub, schema: open }, { ...sup, schema: rest }, { ...place, at: at('*') })];
}

const isObject = (schema: Schema): boolean => schema['type'] === 'object';

function partGaps(keyword: 'items' | 'propertyNames', sub: Side, sup: Side, place: Place): readonly Gap[] {
  const [schema, other] = [schemaOf(sub.schema)[keyword], schemaOf(sup.schema)[keyword]];
  if (other === undefined) return [];
  return compare({ ...sub, schema }, { ...sup, schema: other }, { ...place, at: `${place.at}/*` });
}
