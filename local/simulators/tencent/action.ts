import * as z from 'zod';
import { isErrorCode, refusal } from './api-error.ts';
import type { allowlistedActions, PartnerAccount, PartnerRole } from './state.ts';
import type { World } from './world.ts';

/** Who calls, and what the call works on. */
export interface Caller {
  world: World;
  partner: PartnerAccount;
}

/** An action of the API. */
export interface Action {
  name: string;
  /** Requests per second and partner account. */
  rate: Rate;
  roles: readonly PartnerRole[];
  /** The allowlist entry it needs, if any. */
  allowlist?: (typeof allowlistedActions)[number];
  /** Does it, and gives the fields of `Response` without RequestId. @throws `ApiError` */
  answer(caller: Caller, parameters: Readonly<Record<string, unknown>>): Record<string, unknown>;
}

/** A limit as the action's page states it, or our assumption where the page was not read. */
export interface Rate {
  perSecond: number;
  source: 'action page' | 'assumed';
}

/** Names an action; `parameters` is checked before `run` sees them. */
export function action<S extends z.ZodType>(definition: {
  name: string;
  rate: Rate;
  roles: readonly PartnerRole[];
  allowlist?: (typeof allowlistedActions)[number];
  parameters: S;
  run: (caller: Caller, parameters: z.output<S>) => Record<string, unknown>;
}): Action {
  const { parameters, run, ...described } = definition;
  return { ...described, answer: (caller, given) => run(caller, readParameters(parameters, given)) };
}

/** The rate that the action's documentation page states. */
export const documented = (perSecond: number): Rate => ({ perSecond, source: 'action page' });
/** Where no page was read: the lowest rate common among the sibling reads. */
export const assumed: Rate = { perSecond: 5, source: 'assumed' };

/** "Callable roles: Distributor, Second-level reseller, Reseller". */
export const everyRole = ['reseller', 'distributor', 'second_level_reseller'] as const;
/** "Callable roles: Distributor, Reseller". */
export const notSecondLevel = ['reseller', 'distributor'] as const;
/** "Invocation Role: Distributor". */
export const distributorOnly = ['distributor'] as const;

/** A UIN where the model says `number`. */
export const uinNumber = z.int().min(1);

/** `Page` (from 1) and `PageSize`; where no upper limit is stated, 100 is ours. */
export const paging = { Page: z.int().min(1), PageSize: z.int().min(1).max(100) };

/**
 * Checks parameters the way the common error codes tell apart: absent → MissingParameter, wrong type →
 * InvalidParameter, wrong value → InvalidParameterValue, not in the model → UnknownParameter. A schema may name a finer
 * code as its message.
 */
function readParameters<S extends z.ZodType>(schema: S, given: Readonly<Record<string, unknown>>): z.output<S> {
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  const name = String(issue?.path[0] ?? '');
  if (issue?.code === 'unrecognized_keys') throw refusal('UnknownParameter', issue.keys.join(', '));
  if (given[name] === undefined) throw refusal('MissingParameter', name);
  if (issue !== undefined && isErrorCode(issue.message)) throw refusal(issue.message, name);
  throw refusal(issue?.code === 'invalid_type' ? 'InvalidParameter' : 'InvalidParameterValue', name);
}
