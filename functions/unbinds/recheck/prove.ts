import type { Precondition, PreconditionName } from '../preconditions/precondition.ts';

type Files = NonNullable<Precondition['attested']>['evidence'];

/** The preconditions with more files for what was attested of one; undefined where nobody has attested it. */
export function proved(
  preconditions: readonly Precondition[],
  check: PreconditionName,
  files: Files,
): Precondition[] | undefined {
  const known = preconditions.find(({ name }) => name === check)?.attested;
  if (!known) return undefined;
  const attested = { ...known, evidence: [...new Set([...known.evidence, ...files])] };
  return preconditions.map((one) => (one.name === check ? { ...one, attested } : one));
}
