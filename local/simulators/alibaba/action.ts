import * as z from 'zod';
import type { WireValue } from '../wire-text.ts';
import { failure, isBusinessCode, missing, refusal } from './api-error.ts';
import type { Envelope } from './envelope.ts';
import type { Key, PartnerAccount } from './state.ts';
import type { World } from './world.ts';

/** Who calls, and what the call works on. */
export interface Caller {
  world: World;
  partner: PartnerAccount;
  /** Whose signature the call has. */
  key: Key;
}

type Fields = Readonly<Record<string, WireValue>>;

/** An action of the API. */
export interface Action {
  name: string;
  version: '2022-12-16' | '2025-02-27' | '2015-04-01';
  method: 'GET' | 'POST';
  envelope: Envelope;
  /** Does it, and gives the fields beside those of the envelope. @throws `GatewayError`, `BusinessError` */
  answer(caller: Caller, parameters: Readonly<Record<string, string>>): Promise<Fields>;
}

/** Names an action; `parameters` is checked before `run` sees them. Parameters it does not know are passed over. */
export function action<S extends z.ZodType>(definition: {
  name: string;
  version?: Action['version'];
  method: Action['method'];
  envelope?: Envelope;
  parameters: S;
  run: (caller: Caller, parameters: z.output<S>) => Fields | Promise<Fields>;
}): Action {
  const { parameters, run, version = '2022-12-16', envelope = 'usual', ...named } = definition;
  return {
    ...named,
    version,
    envelope,
    answer: async (caller, given) => run(caller, readParameters(parameters, given)),
  };
}

/** A 64-bit number, kept as its digits. */
export const int64 = z.string().regex(/^[1-9]\d{0,18}$/);

/** A whole number from `least` to `most`. */
export const whole = (least: number, most: number = Number.MAX_SAFE_INTEGER) =>
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .refine((number) => number >= least && number <= most);

/** `Name.1.Field`, `Name.2.Field` … as records in the order of their numbers. Source: the SDK's flattening of lists. */
export function listOf(given: Readonly<Record<string, string>>, name: string): Readonly<Record<string, string>>[] {
  const items = new Map<number, Record<string, string>>();
  for (const [key, value] of Object.entries(given)) {
    const [, number, field] = new RegExp(`^${name}\\.(\\d{1,6})\\.(\\w+)$`).exec(key) ?? [];
    if (number === undefined || field === undefined) continue;
    items.set(Number(number), { ...items.get(Number(number)), [field]: value });
  }
  return [...items].toSorted(([one], [other]) => one - other).map(([, item]) => item);
}

/**
 * Absent or empty is `Missing{Name}`, as the gateway has it; a wrong value is `InvalidParameter`, unless the schema names
 * a business code as its message.
 */
function readParameters<S extends z.ZodType>(schema: S, given: Readonly<Record<string, string>>): z.output<S> {
  const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
  const read = schema.safeParse(filled);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  const name = String(issue?.path[0] ?? '');
  if (issue !== undefined && isBusinessCode(issue.message)) throw failure(issue.message);
  throw filled[name] === undefined ? missing(name) : refusal('InvalidParameter', name);
}
