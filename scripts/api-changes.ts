import * as z from 'zod';
import { type Gap, type GapKind, gaps, type Resolve, schemaOf } from './schema-subset.ts';

const Named = z.record(z.string(), z.unknown());
const Content = z.record(z.string(), z.looseObject({ schema: z.unknown().optional() }));
const Parameter = z.looseObject({
  name: z.string(),
  in: z.string(),
  required: z.boolean().default(false),
  schema: z.unknown(),
});
const OpenApiOperation = z.looseObject({
  operationId: z.string(),
  'x-rights': z.array(z.string()).optional(),
  parameters: z.array(Parameter).default([]),
  requestBody: z.looseObject({ content: Content }).optional(),
  responses: z.record(z.string(), z.looseObject({ content: Content.default({}) })),
});
type OpenApiOperation = z.infer<typeof OpenApiOperation>;

/** An OpenAPI 3.1 document, as far as changes are looked for in it. */
export const ApiDocument = z.looseObject({
  info: z.looseObject({ version: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), OpenApiOperation)),
});
export type ApiDocument = z.infer<typeof ApiDocument>;

type Change = { readonly was: OpenApiOperation; readonly is: OpenApiOperation; readonly refs: Refs };
type Refs = { readonly was: Resolve; readonly is: Resolve };

/**
 * What a client that was made for the released document would break on, a sentence each; empty when nothing is.
 *
 * - Requests may ask for less and take more: never the other way round.
 * - Successful answers are closed: they may gain fields and lose none, and no field may hold what it could not before.
 * - Refusals are open: problems may come and go, since clients fall back on the status.
 */
export function breakingChanges(released: ApiDocument, current: ApiDocument): readonly string[] {
  const refs = { was: resolverOf(released), is: resolverOf(current) };
  const now = operationsOf(current);
  return [...operationsOf(released)].flatMap(([route, was]) => {
    const is = now.get(route);
    const found = is ? changesOf({ was, is, refs }) : ['is gone'];
    return found.map((change) => `${route} ${change}`);
  });
}

/** Whether a version may break what the released one promised: a new major one, before 1.0 a new minor one. */
export function mayBreak(released: string, current: string): boolean {
  const [was, is] = [released, current].map((version) => version.split('.').map(Number));
  const [major = 0, minor = 0] = was ?? [];
  const [newMajor = 0, newMinor = 0] = is ?? [];
  return newMajor > major || (newMajor === 0 && major === 0 && newMinor > minor);
}

function changesOf(change: Change): readonly string[] {
  return [...namingOf(change), ...accessOf(change), ...parametersOf(change), ...bodyOf(change), ...answersOf(change)];
}

function namingOf({ was, is }: Change): readonly string[] {
  return was.operationId === is.operationId ? [] : [`is called ${is.operationId}, no longer ${was.operationId}`];
}

function accessOf({ was, is }: Change): readonly string[] {
  const needed = is['x-rights'];
  if (!needed) return [];
  if (!was['x-rights']) return ['needs an access token now'];
  const lost = was['x-rights'].filter((right) => !needed.includes(right));
  return lost.length > 0 ? [`is no longer open to ${lost.join(', ')}`] : [];
}

function parametersOf({ was, is, refs }: Change): readonly string[] {
  const known = new Map(was.parameters.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter]));
  const now = new Map(is.parameters.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter]));
  const asked = [...now].flatMap(([name, { required }]) =>
    required && !known.get(name)?.required ? [`must now be sent ${name}`] : [],
  );
  const changed = [...known].flatMap(([name, parameter]) => {
    const other = now.get(name);
    return other ? askedFor(name, parameter.schema, other.schema, refs) : [`no longer takes ${name}`];
  });
  return [...asked, ...changed];
}

function bodyOf({ was, is, refs }: Change): readonly string[] {
  if (!was.requestBody) return is.requestBody ? ['must now be sent a body'] : [];
  const now = is.requestBody?.content ?? {};
  return Object.entries(was.requestBody.content).flatMap(([type, { schema }]) => {
    const other = now[type];
    return other ? askedFor('body', schema, other.schema, refs) : [`no longer takes ${type}`];
  });
}

function askedFor(name: string, was: unknown, is: unknown, refs: Refs): readonly string[] {
  const found = gaps({ schema: was, resolve: refs.was }, { schema: is, resolve: refs.is }, false);
  const [before, after] = [schemaOf(was)['default'], schemaOf(is)['default']].map((value) => JSON.stringify(value));
  return [
    ...found.map(({ at, why, what }) => `${name}${at} ${asked[why]}${detail(what)}`),
    ...(before === after || before === undefined
      ? []
      : [`${name} stands for ${after ?? 'nothing'} when left out, no longer for ${before}`]),
  ];
}

function answersOf({ was, is, refs }: Change): readonly string[] {
  const answers = Object.entries(was.responses).filter(([status]) => isSuccess(status));
  const more = Object.keys(is.responses).filter((status) => isSuccess(status) && !(status in was.responses));
  const changed = answers.flatMap(([status, { content }]) => {
    const now = is.responses[status];
    if (!now) return [`no longer answers ${status}`];
    return Object.entries(content).flatMap(([type, { schema }]) => {
      const other = now.content[type];
      if (!other) return [`no longer answers ${status} as ${type}`];
      const found = gaps({ schema: other.schema, resolve: refs.is }, { schema, resolve: refs.was }, true);
      return found.map(({ at, why, what }: Gap) => `${status}${at} ${answered[why]}${detail(what)}`);
    });
  });
  return [...more.map((status) => `may now answer ${status}`), ...changed];
}

const isSuccess = (status: string): boolean => status < '400';
const detail = (what: string | undefined): string => (what === undefined ? '' : `: ${what}`);

const asked: Readonly<Record<GapKind, string>> = {
  required: 'must now be sent',
  unknown: 'is now refused',
  gone: 'is now refused',
  value: 'no longer takes every value',
  type: 'no longer takes this type',
  limit: 'is now limited more',
  form: 'must now have another form',
  kind: 'no longer takes every kind',
};

const answered: Readonly<Record<GapKind, string>> = {
  required: 'may now be missing',
  unknown: 'is new where nothing may be added',
  gone: 'is gone',
  value: 'may now be something else',
  type: 'may now be of another type',
  limit: 'is now limited less',
  form: 'may now have another form',
  kind: 'may now be of another kind',
};

function operationsOf({ paths }: ApiDocument): ReadonlyMap<string, OpenApiOperation> {
  return new Map(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
    ),
  );
}

/** @throws when the document has nothing there: it is not a valid one. */
function resolverOf(document: ApiDocument): Resolve {
  return (ref) => {
    const steps = ref.replace(/^#\//, '').split('/');
    const found = steps.reduce<unknown>((at, step) => Named.safeParse(at).data?.[step], document);
    if (found === undefined) throw new Error(`${ref} is not in the document`);
    return found;
  };
}
