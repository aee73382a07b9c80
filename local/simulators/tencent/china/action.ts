import * as z from 'zod';
import { refusal } from '../api-error.ts';
import type { Callable } from '../product.ts';
import type { World } from '../world.ts';
import type { ChinaPartner, ChinaState } from './state.ts';

/** Who calls, and what the call works on. */
export interface ChinaCaller {
  world: World;
  china: ChinaState;
  partner: ChinaPartner;
}

/** An action of the China site; its limit is the one that its page states. */
export interface ChinaAction {
  name: string;
  callableIn: (world: World) => Callable;
}

/** Names an action; `parameters` is checked before `run` sees them. */
export function action<S extends z.ZodType>(definition: {
  name: string;
  perSecond: number;
  parameters: S;
  run: (caller: ChinaCaller, parameters: z.output<S>) => Record<string, unknown>;
}): ChinaAction {
  const { name, perSecond, parameters, run } = definition;
  return {
    name,
    callableIn: (world) => ({
      perSecond,
      answer: (uin, given) => {
        const { china } = world.state;
        const partner = china.partners[uin];
        if (partner === undefined) throw refusal('UnauthorizedOperation');
        return run({ world, china, partner }, readParameters(parameters, given));
      },
    }),
  };
}

/** A UIN where the model says `string`, as every request here does. */
export const uin = z.string().min(1);

/** `Offset` counts rows from 0. 2000 is stated for one list, the default for none. */
export const window = {
  Offset: z.int().min(0).default(0),
  Limit: z.int().min(1).max(2000).default(20),
};

/** `ASC` or `DESC`, whatever the case; which holds without it is not documented. */
export const order = z
  .string()
  .regex(/^(asc|desc)$/i)
  .default('DESC');

/** The part of a list that was asked for, and how many there are in all. */
export function windowOf<T>(
  rows: readonly T[],
  { Offset, Limit, OrderDirection = 'DESC' }: { Offset: number; Limit: number; OrderDirection?: string },
): { rows: readonly T[]; total: number } {
  const ordered = OrderDirection.toUpperCase() === 'DESC' ? rows.toReversed() : rows;
  return { rows: ordered.slice(Offset, Offset + Limit), total: rows.length };
}

/** `InvalidParameter` is the product's one code for a wrong value; what lacks and what is strange have common codes. */
function readParameters<S extends z.ZodType>(schema: S, given: Readonly<Record<string, unknown>>): z.output<S> {
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  const name = String(issue?.path[0] ?? '');
  if (issue?.code === 'unrecognized_keys') throw refusal('UnknownParameter', issue.keys.join(', '));
  throw refusal(given[name] === undefined ? 'MissingParameter' : 'InvalidParameter', name);
}
