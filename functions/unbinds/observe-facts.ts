import type { Problem } from '../kernel/problems.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Refused, WriteIntent } from '../kernel/write.ts';
import type { Asked } from '../sequence/sequence.ts';
import { waitingRef } from '../sequence/sequence.ts';
import { changeUnbind } from './change-unbind.ts';
import { observe } from './course.ts';
import type { Fact } from './fact.ts';
import { followCourse, type Happened } from './follow-course.ts';
import type { Deliver, UnbindDeps } from './ports.ts';
import type { Unbind } from './unbind.ts';

/** What was observed, by whom, and what is written together with it. */
export type Observation = Pick<Happened, 'actor' | 'at' | 'set' | 'data'> & {
  readonly facts: readonly Fact[];
  readonly also?: (record: Unbind) => readonly WriteIntent[];
};

/**
 * Takes facts of the provider's into a case, whatever our rules say about them, and wakes its machine where they move it
 * on. What is known already, by the same observer, is not written again.
 * @returns the case as it stands after them
 */
export async function observeFacts(
  deps: UnbindDeps & { readonly deliver: Deliver },
  { org, id }: Pick<Unbind, 'org' | 'id'>,
  observation: Observation,
): Promise<Result<Unbind, Problem | Refused>> {
  const done = await changeUnbind(deps, org, id, (asked) => {
    const moved = observing(deps, asked, observation);
    return ok({ intents: moved.intents, value: { before: asked.record, record: moved.record } });
  });
  if (!done.ok) return done;
  const { before, record } = done.value;
  const ref = waitingRef(before);
  if (ref && before.status !== record.status) await deps.deliver(ref);
  return ok(record);
}

/** The same as writes, for those who write something else with it. */
export function observing(
  { newId }: Pick<UnbindDeps, 'newId'>,
  { record, decision }: Asked<Unbind>,
  { facts, also, ...happened }: Observation,
) {
  const fresh = facts.filter((fact) => !isKnown(record, fact));
  if (fresh.length === 0) return { record, intents: also?.(record) ?? [] };
  const course = fresh.reduce(observe, record);
  const moved = followCourse(record, decision, course, { ...happened, facts: fresh }, newId);
  return { record: moved.record, intents: [...moved.intents, ...(also?.(moved.record) ?? [])] };
}

/** Seen by the same observer before, and nothing came since that it would be news after. */
function isKnown({ facts }: Unbind, { kind, observedBy, reference }: Fact): boolean {
  const last = facts.findLast((fact) => fact.observedBy === observedBy);
  return last?.kind === kind && last.reference === reference;
}
