import type { Problem } from '../kernel/problems.ts';
import { type Err, err, InvariantBroken, ok, type Result } from '../kernel/result.ts';
import type { Refused } from '../kernel/write.ts';

/** The record, when it is there and still as the caller read it. */
export function asRead<R extends { readonly version: number }>(
  found: R | undefined,
  ifMatch: number,
  what: string,
): Result<R, Problem> {
  if (!found) return err({ kind: 'not_found', params: { what } });
  if (found.version !== ifMatch) return err({ kind: 'changed_meanwhile', params: { version: found.version } });
  return ok(found);
}

/**
 * The answer of a change that did not happen. Without idempotency keys or locks in it, a refused write can only be a
 * lost race, and `change` has run those again.
 */
export function raced({ error }: Err<Problem | Refused>): Err<Problem> {
  if (error.kind === 'refused') throw new InvariantBroken(`refused for ${error.reason} at ${error.key.pk}`);
  return err(error);
}
