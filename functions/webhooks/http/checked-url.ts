import type { Problem } from '../../kernel/problems.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { type Reach, type Resolve, readTarget, resolveTarget } from '../outbound/target.ts';

/** How long the DNS may take while somebody waits, in milliseconds. */
const LOOKUP_MILLISECONDS = 5_000;

/**
 * The address as it is stored, once it is known to lead to a public host now. Every try looks again.
 * @returns `invalid_input` that names /url and the fix
 */
export async function checkedUrl(
  text: string,
  deps: { readonly reach: Reach; readonly resolve: Resolve },
): Promise<Result<string, Problem>> {
  const read = readTarget(text, deps.reach);
  const target = read.ok ? await resolveTarget(read.value, deps, AbortSignal.timeout(LOOKUP_MILLISECONDS)) : read;
  if (target.ok) return ok(target.value.url.href);
  const { code, fix } = target.error;
  return err({ kind: 'invalid_input', errors: [{ field: '/url', code, detail: fix }] });
}
