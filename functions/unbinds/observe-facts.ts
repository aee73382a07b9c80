import type { NewId } from '../kernel/ids.ts';
import type { Problem } from '../kernel/problems.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { Refused, WriteIntent } from '../kernel/write.ts';
import type { Link } from '../links/link.ts';
import { change } from '../platform/change.ts';
import { readAsked } from '../sequence/reconcile.ts';
import type { Asked } from '../sequence/sequence.ts';
import { waitingRef } from '../sequence/sequence.ts';
import { endLink, linkOf } from './completion/end-link.ts';
import { type Course, flagged, observe } from './course.ts';
import type { Fact } from './fact.ts';
import { followCourse, type Happened, isAnotherApplication } from './follow-course.ts';
import type { Deliver, UnbindDeps } from './ports.ts';
import type { Unbind } from './unbind.ts';
import { unbindSequence } from './unbind-sequence.ts';

/** What was observed, by whom, and what is written together with it. */
export type Observation = Pick<Happened, 'actor' | 'at' | 'set' | 'data'> & {
  readonly facts: readonly Fact[];
  readonly also?: (record: Unbind) => readonly WriteIntent[];
};

/** What facts are taken into: the case with its question, and its link where that may end with it. */
export type Observed = Asked<Unbind> & { readonly link?: Link | undefined };

/**
 * Takes facts of the provider's into a case, whatever our rules say about them, and wakes its machine where they move it
 * on. What is known already, by the same observer, is not written again. A case that had ended, whose customer another
 * one has in hand by now, keeps what was seen but is not taken up again.
 * @returns the case as it stands after them
 */
export async function observeFacts(
  deps: UnbindDeps & { readonly deliver: Deliver },
  { org, id }: Pick<Unbind, 'org' | 'id'>,
  observation: Observation,
): Promise<Result<Unbind, Problem | Refused>> {
  const ends = observation.facts.some(({ kind }) => kind === 'migrated');
  const taking = (take: typeof observing) =>
    change(
      deps.tables,
      async () => {
        const asked = await readAsked(unbindSequence, deps, org, id);
        return asked && { ...asked, link: ends ? await linkOf(deps.tables, asked.record) : undefined };
      },
      (asked) => {
        if (!asked) return err({ kind: 'not_found', params: { what: 'unbind' } } as const);
        const moved = take(deps, asked, observation);
        return ok({ intents: moved.intents, value: { before: asked.record, record: moved.record } });
      },
    );
  const first = await taking(observing);
  const isTaken = !first.ok && first.error.kind === 'refused' && first.error.reason === 'lock';
  const done = isTaken ? await taking(keeping) : first;
  if (!done.ok) return done;
  const { before, record } = done.value;
  const ref = waitingRef(before);
  if (ref && before.status !== record.status) await deps.deliver(ref);
  return ok(record);
}

/** The same as writes, for those who write something else with it. Refused as `lock`, it can be kept all the same. */
export function observing(deps: Pick<UnbindDeps, 'newId'>, asked: Observed, observation: Observation) {
  return taken(deps, asked, observation, observe);
}

/** Only keeps what was seen, and that it came after the end. */
function keeping(deps: Pick<UnbindDeps, 'newId'>, asked: Observed, observation: Observation) {
  const told = { ...observation, data: { ...observation.data, heldElsewhere: true } };
  return taken(deps, asked, told, (course) => flagged(course, 'after_end'));
}

function taken(
  { newId }: Pick<UnbindDeps, 'newId'>,
  { record, decision, link }: Observed,
  { facts, also, ...happened }: Observation,
  take: typeof observe,
) {
  const fresh = facts.filter((fact) => !isKnown(record, fact));
  if (fresh.length === 0) return { record, intents: also?.(record) ?? [] };
  const course = fresh.filter((fact) => isNews(record, fact)).reduce<Course>(take, record);
  const moved = followCourse(record, decision, course, { ...happened, facts: fresh }, newId);
  const gone = link && moved.record.status === 'migrated_away' && record.status !== 'migrated_away';
  const ended = gone ? migratedAway(link, record, { ...happened, facts: fresh }, newId) : [];
  return { record: moved.record, intents: [...moved.intents, ...ended, ...(also?.(moved.record) ?? [])] };
}

/** Another reseller's customer is not ours: the link ends with the case, and nothing has to be completed for that. */
function migratedAway(link: Link, record: Unbind, { actor, at, facts }: Observation, newId: NewId) {
  const since = facts.findLast(({ kind }) => kind === 'migrated')?.at ?? at;
  return endLink(link, record, { actor, at, since, becomes: 'customer_of_another_reseller' }, newId);
}

/** Seen by the same observer before, and nothing came since that it would be news after. */
function isKnown({ facts }: Unbind, { kind, observedBy, reference }: Fact): boolean {
  const last = facts.findLast((fact) => fact.observedBy === observedBy);
  return last?.kind === kind && last.reference === reference;
}

/** An application that has ended does not begin again under its number, however late somebody else sees its record. */
function isNews(record: Unbind, { kind, reference }: Fact): boolean {
  return kind !== 'submitted' || record.live || isAnotherApplication(record, reference);
}
