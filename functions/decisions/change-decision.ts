import type { Clock } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import { InvariantBroken, type Result } from '../kernel/result.ts';
import { readStored } from '../kernel/stored.ts';
import type { Item, Refused, WriteIntent } from '../kernel/write.ts';
import { change, type Decided } from '../platform/change.ts';
import type { Tables } from '../platform/tables.ts';
import { append, type EntryDraft, Followed, recordKey } from '../timeline/index.ts';
import { type Decision, type DecisionRef, decisionKey, decisionShape } from './decision.ts';

/** What everything that changes a decision stands on. */
export type DecisionDeps = { readonly tables: Tables; readonly clock: Clock; readonly newId: NewId };

export async function readDecision(tables: Tables, ref: DecisionRef): Promise<Decision | undefined> {
  const item = await tables.get('desk', decisionKey(ref));
  return item && readStored(decisionShape, item);
}

/** The record that a decision belongs to, as far as its timeline needs it. */
export function asFollowed(item: Item | undefined): Followed {
  if (!item) throw new InvariantBroken('a decision without its record');
  return Followed.parse(item);
}

/** Notes something on the timeline of the record that the decision belongs to. */
export type Tell = (entry: EntryDraft) => readonly WriteIntent[];

/** Reads a decision with its record and changes it as `decide` says, anew when somebody else was faster. */
export function changeDecision<T, E>(
  { tables, newId }: Pick<DecisionDeps, 'tables' | 'newId'>,
  ref: DecisionRef,
  decide: (decision: Decision | undefined, tell: Tell) => Result<Decided<T>, E>,
): Promise<Result<T, E | Refused>> {
  const read = () =>
    Promise.all([readDecision(tables, ref), tables.get('desk', recordKey(ref.org, ref.subject))] as const);
  return change(tables, read, ([decision, record]) =>
    decide(decision, (entry) => append(asFollowed(record), entry, newId)),
  );
}
