import { InvariantBroken } from '../../kernel/result.ts';
import { readLink } from '../../links/link.ts';
import { ProviderBusy } from '../../providers/errors.ts';
import type { UnbindProviderDeps } from '../ports.ts';
import { judge, saidOf } from '../preconditions/judge.ts';
import type { Unbind } from '../unbind.ts';
import { placeOf } from './place.ts';
import { mayAnswerLater } from './read-failure.ts';
import { type ForCase, readForCase } from './read-for-case.ts';
import { factsOf } from './readiness.ts';

/** What a look at the preconditions came to, and whose customer it is by the provider's word. */
export type Looked = Pick<Unbind, 'preconditions'> & Partial<Pick<Unbind, 'distributor' | 'distributorReviews'>>;

/**
 * Looks at the preconditions of a case: what changes by itself is read now, older periods where nobody has for a day.
 * `patient`: a provider that does not answer is waited for; else it leaves `unknown` behind.
 * @throws ProviderBusy where not all could be read yet
 */
export async function lookForCase(
  deps: UnbindProviderDeps,
  record: Unbind,
  { patient, ...called }: ForCase & { readonly patient: boolean },
): Promise<Looked> {
  const link = await readLink(deps.tables, record.org, record.link);
  if (!link) throw new InvariantBroken(`${record.id} has no link`);
  const place = await placeOf(deps, link, (failure) =>
    patient ? mayAnswerLater(failure) : failure.kind === 'throttled',
  );
  if (!place) throw new InvariantBroken(`${record.id} is of a site without an adapter`);
  const { record: reading, goOnInSeconds } = await readForCase(deps, place, called);
  if (goOnInSeconds !== undefined) throw new ProviderBusy(goOnInSeconds, `reading for ${record.id}`);
  const facts = factsOf(reading, place.periods);
  const preconditions = judge(place.site, place.account, facts, saidOf(record.preconditions));
  const { owner } = reading;
  if (!owner || 'unknown' in owner || record.origin === 'customer') return { preconditions };
  const { secondLevel } = owner;
  if (secondLevel === null) return { preconditions, distributorReviews: false };
  const named = { account: secondLevel.account, name: secondLevel.name ?? secondLevel.account };
  return { preconditions, distributorReviews: true, distributor: { ...record.distributor, secondLevel: named } };
}
