import { type Instant, secondsBetween } from '../../kernel/clock.ts';
import { readPolicy } from '../../parties/index.ts';
import { advance, type StepAnswer, type StepInput, whereItStands } from '../../sequence/advance.ts';
import type { Step } from '../../sequence/sequence.ts';
import { readUnbind } from '../change-unbind.ts';
import { act } from '../course.ts';
import { followCourse } from '../follow-course.ts';
import type { UnbindProviderDeps } from '../ports.ts';
import { blocks, isRed } from '../preconditions/precondition.ts';
import { toldOf } from '../preconditions/told.ts';
import { type Looked, lookForCase } from '../readiness/look-for-case.ts';
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
    const patient = secondsBetween(record.spentUntil, deps.clock.now()) < PATIENCE_SECONDS;
    const looked = await lookForCase(deps, record, { name: `${record.id}#${record.version}`, counts: true, patient });
    const policy = await readPolicy(deps.tables, record.org, record.policyVersion);
    return advance(unbindSequence, deps, input, 'checking', async (current, at) => {
      const secondPerson = await secondPersonOf(deps, current, policy, at);
      return afterLook(deps, current, looked, secondPerson, at);
    });
  };

function afterLook(
  deps: UnbindProviderDeps,
  record: Unbind,
  { preconditions, distributorReviews = record.distributorReviews, distributor }: Looked,
  secondPerson: NonNullable<Unbind['secondPerson']>,
  at: Instant,
): Step<Unbind> {
  // what a customer has started is not held up by what nobody has attested
  const ready = !preconditions.some(record.origin === 'customer' ? isRed : blocks);
  const moved = act({ ...record, distributorReviews }, { kind: 'checked', ready });
  if (!moved.ok) return null;
  const set: Partial<Unbind> = {
    preconditions,
    checkedAt: at,
    ...(distributor && { distributor }),
    ...(!record.agreed && { secondPerson }),
  };
  const data = toldOf(ready, preconditions);
  return followCourse(record, undefined, moved.value, { actor, at, set, data }, deps.newId);
}
