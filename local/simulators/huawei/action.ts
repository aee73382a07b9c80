import * as z from 'zod';
import { refusal } from './api-error.ts';
import type { PartnerAccount } from './state.ts';
import type { WireValue } from './wire-format.ts';
import type { World } from './world.ts';

/** Who calls, and what the call works on. */
export interface Caller {
  world: World;
  partner: PartnerAccount;
}

/** Parameters by name: of the body as JSON has them, of path and query as texts. */
export type Parameters = Readonly<Record<string, unknown>>;

/** The fields of an answer; `null` is HTTP 204, without a body. */
type Answer = Readonly<Record<string, WireValue | undefined>> | null;

/** An operation of the API. */
export interface Action {
  name: string;
  method: 'GET' | 'POST';
  /** The path, with `{name}` where a parameter stands. */
  path: string;
  /** An operator needs one of these permission codes; none is needed where there are none. */
  permissions: readonly string[];
  /** Requests per second from one address and of one partner. */
  perSecond: number;
  /** @throws `ApiError` */
  answer(caller: Caller, parameters: Parameters): Answer;
}

/** Names an operation; `parameters` is checked before `run` sees them. Parameters it does not know are passed over. */
export function action<S extends z.ZodType>(definition: {
  name: string;
  at: `${'GET' | 'POST'} /${string}`;
  permissions?: readonly string[];
  perSecond?: number;
  parameters: S;
  run: (caller: Caller, parameters: z.output<S>) => Answer;
}): Action {
  const { name, at, permissions = [], perSecond = 10, parameters, run } = definition;
  return {
    name,
    method: at.startsWith('GET') ? 'GET' : 'POST',
    path: at.slice(at.indexOf('/')),
    permissions,
    perSecond,
    answer: (caller, given) => run(caller, readParameters(parameters, given)),
  };
}

/** The parameters in a path, or `undefined` when it is another operation's. */
export function pathParameters({ path }: Action, wanted: string): Record<string, string> | undefined {
  const names = path.split('/');
  const parts = wanted.replace(/\/$/, '').split('/');
  if (names.length !== parts.length) return undefined;
  const found: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const part = parts[index] ?? '';
    if (name.startsWith('{')) found[name.slice(1, -1)] = part;
    else if (name !== part) return undefined;
  }
  return found;
}

/** An account id as a parameter: any text of 1 to 64 characters; what is no id belongs to nobody. */
export const idParameter = z.string().min(1).max(64);
/** `indirect_partner_id`. */
export const indirectPartner = idParameter.optional();

/** `offset` counts records from 0, `limit` is 10 unless sent; the same in a body and in a query. */
export const paging = { offset: whole(0, 40_000_000).default(0), limit: whole(1, 100).default(10) };

/** The records that a page shows. */
export function pageOf<T>(records: readonly T[], { offset, limit }: { offset: number; limit: number }): T[] {
  return records.slice(offset, offset + limit);
}

/** A whole number from `least` to `most`, as a number of a body or the digits of a query. */
export function whole(least: number, most: number) {
  return z
    .union([
      z.int(),
      z
        .string()
        .regex(/^\d{1,15}$/)
        .transform(Number),
    ])
    .refine((number) => number >= least && number <= most);
}

/** An instant of a parameter: `yyyy-MM-dd'T'HH:mm:ss'Z'`, given on with milliseconds as ours are. */
export const wireInstant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/)
  .refine((text) => !Number.isNaN(Date.parse(text)))
  .transform((text) => new Date(text).toISOString());

/** Missing is `CBC.0100`, a wrong value `CBC.0101`; which of the two a page means is not always said. */
function readParameters<S extends z.ZodType>(schema: S, given: Parameters): z.output<S> {
  // null stands for a parameter that was not sent. Source: descriptions of optional parameters.
  const sent = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
  const read = schema.safeParse(sent);
  if (read.success) return read.data;
  const name = String(read.error.issues[0]?.path[0] ?? '');
  throw refusal(sent[name] === undefined ? 'CBC.0100' : 'CBC.0101', name);
}
