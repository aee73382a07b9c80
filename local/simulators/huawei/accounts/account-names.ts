import * as z from 'zod';
import type { World } from '../world.ts';

/** Account names: 5 to 32 signs, not `op_…` or `shadow_…`, not digits alone. Source: CheckUserIdentity. */
export const accountNameForm = z
  .string()
  .regex(/^[a-zA-Z-][a-zA-Z0-9_-]{4,31}$/)
  .refine((name) => !/^(op_|shadow_)/.test(name));

/** Account names are one space for customers and partners. */
export function isNameTaken({ state }: World, name: string): boolean {
  const accounts = [...Object.values(state.customers), ...Object.values(state.partners)];
  return accounts.some(({ accountName }) => accountName.toLowerCase() === name.toLowerCase());
}
