import * as z from 'zod';
import type { Problem } from '../kernel/problems.ts';
import { type Caller, type Right, rights } from '../platform/contract.ts';

/** What can be done with a record now, by whom, and why not: answered by the very rules that guard the operations. */
export const Action = z.strictObject({
  name: z.string().describe('what can be done: an operation of the API reference, or one use of it'),
  allowed: z.boolean().describe('whether you may do it now'),
  because: z.string().describe('why it is allowed or not: a code, empty when it is allowed'),
  needs: z.array(z.enum(rights)).describe('any one of these rights is enough'),
});
export type Action = z.infer<typeof Action>;

/** @param refusal what the guard of the operation answers for the record as it is now. */
export function action(
  name: string,
  needs: readonly Right[],
  caller: Pick<Caller, 'rights'>,
  refusal?: Problem,
): Action {
  const because = needs.some((right) => caller.rights.has(right)) ? (refusal?.kind ?? '') : 'right_missing';
  return { name, allowed: because === '', because, needs: [...needs] };
}
