import { type Instant, secondsBetween } from '../../kernel/clock.ts';
import { InvariantBroken } from '../../kernel/result.ts';
import { readLink } from '../../links/link.ts';
import { readPolicy } from '../../parties/index.ts';
import { ProviderBusy } from '../../providers/errors.ts';
import { advance, type StepAnswer, type StepInput, whereItStands } from '../../sequence/advance.ts';
import type { Step } from '../../sequence/sequence.ts';
import { readUnbind } from '../change-unbind.ts';
import { act } from '../course.ts';
import { followCourse } from '../follow-course.ts';
import type { UnbindProviderDeps } from '../ports.ts';
import { judge, saidOf } from '../preconditions/judge.ts';
import { blocks, type Precondition } from '../preconditions/precondition.ts';
import { placeOf } from '../readiness/place.ts';
import { mayAnswerLater } from '../readiness/read-failure.ts';
import { readForCase } from '../readiness/read-for-case.ts';
import { factsOf } from '../readiness/readiness.ts';
import { secondPersonOf } from '../second-person.ts';
import type { Unbind } from '../unbind.ts';
import { unbindSequence } from '../unbind-sequence.ts';

const actor = { kind: 'desk', part: 'unbind-machine' } as const;

/** For how long a provider that does not answer is waited for, before what it did not say is called unknown. */
const PATIENCE_SECONDS = 3600;

/**
 * Reads at the provider what can be read, judges it together with what was attested and overridden, and takes the case
 * on: to the second person, or to whoever mends what stands in the way. What a customer has started goes on whatever is
 * found: it is only written down.
 */
export const createCheckPreconditions =
  (deps: UnbindProviderDeps) =>
  async (input: StepInput): Promise<StepAnswer> => {
    const record = await readUnbind(deps.tables, input.org, input.requestId);
    if (record?.execution !== input.execution || record.status !== 'checking')
      return whereItStands(unbindSequence, deps, input);
    const looked = await look(deps, record);
    const policy = await readPolicy(deps.tables, record.org, record.policyVersion);
    return advance(unbindSequence, deps, input, 'checking', async (current, at) => {
      const secondPerson = await secondPersonOf(deps, current, policy, at);
      return afterLook(deps, current, looked, secondPerson, at);
    });
  };

/** What a look at the preconditions came to, and whose customer it is by the provider's word. */
export type Looked = Pick<Unbind, 'preconditions'> & Partial<Pick<Unbind, 'distributor' | 'distributorReviews'>>;

/**
 * Looks at the preconditions of a case: what changes by itself is read now, older periods where nobody has for a day.
 * @throws ProviderBusy where not all could be read yet
 */
export async function look(deps: UnbindProviderDeps, record: Unbind): Promise<Looked> {
  const link = await readLink(deps.tables, record.org, record.link);
  if (!link) throw new InvariantBroken(`${record.id} has no link`);
  const waited = secondsBetween(record.spentUntil, deps.clock.now());
  const patient = waited < PATIENCE_SECONDS;
  const place = await placeOf(deps, link, (failure) =>
    patient ? mayAnswerLater(failure) : failure.kind === 'throttled',
  );
  if (!place) throw new InvariantBroken(`${record.id} is of a site without an adapter`);
  const { record: reading, goOnInSeconds } = await readForCase(deps, place, `${record.id}#${record.version}`);
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

function afterLook(
  deps: UnbindProviderDeps,
  record: Unbind,
  { preconditions, distributorReviews = record.distributorReviews, distributor }: Looked,
  secondPerson: NonNullable<Unbind['secondPerson']>,
  at: Instant,
): Step<Unbind> {
  const ready = !preconditions.some(blocks);
  const moved = act({ ...record, distributorReviews }, { kind: 'checked', ready });
  if (!moved.ok) return null;
  const set: Partial<Unbind> = {
    preconditions,
    checkedAt: at,
    ...(distributor && { distributor }),
    ...(!record.agreed && { secondPerson }),
  };
  const data = { ready, preconditions: preconditions.map(told) };
  return followCourse(record, undefined, moved.value, { actor, at, set, data }, deps.newId);
}

/** Without amounts: what somebody owes is no business of whoever reads the timeline. */
export function told({ name, mode, result, overridden }: Precondition) {
  return { check: name, mode, result, ...(overridden && { overridden: true }) };
}
