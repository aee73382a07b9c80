import type { Instant } from '../kernel/clock.ts';
import { InvariantBroken, ok, type Result } from '../kernel/result.ts';
import { change, type Decided } from '../platform/change.ts';
import type { Tables } from '../platform/tables.ts';
import { recordKey } from '../timeline/index.ts';
import type { Sequence, SequenceDeps, Sequenced, Step } from './sequence.ts';
import { stepAnswer } from './transition.ts';

/** What a machine hands to every task: which record, and which execution asks. */
export type StepInput = { readonly org: string; readonly requestId: string; readonly execution: string };

/** What a task answers: where the record stands now. `superseded`: another execution carries it. `gone`: no such record. */
export type StepAnswer = { readonly status: string; readonly waitSeconds: number };

export async function readRecord<R extends Sequenced>(
  sequence: Pick<Sequence<R>, 'read'>,
  tables: Tables,
  org: string,
  id: string,
): Promise<R | undefined> {
  const item = await tables.get('desk', recordKey(org, id));
  return item && sequence.read(item);
}

/**
 * Takes a record one step further: reads it, lets `step` decide on what is recorded, writes, and tells where it stands.
 * A record that is past the status that this step is for, or belongs to a newer execution, is left alone, so a task
 * that runs twice or late changes nothing. A step that meant to take what somebody else has just taken is decided once
 * more, on what is true then.
 */
export async function advance<R extends Sequenced>(
  sequence: Sequence<R>,
  deps: SequenceDeps,
  input: StepInput,
  from: R['status'],
  step: (record: R, now: Instant) => Step<R> | Promise<Step<R>>,
  again = true,
): Promise<StepAnswer> {
  const now = deps.clock.now();
  const read = async () => {
    const record = await readRecord(sequence, deps.tables, input.org, input.requestId);
    const taken = record?.execution === input.execution && record.status === from ? await step(record, now) : null;
    return { record, taken };
  };
  const decided = await change(deps.tables, read, ({ record, taken }): Result<Decided<R | undefined>, never> => {
    if (!taken) return ok({ intents: [], value: record });
    return ok({ intents: [...taken.intents, ...(taken.also ?? [])], value: taken.record });
  });
  if (!decided.ok && decided.error.reason === 'lock' && again) return advance(sequence, deps, input, from, step, false);
  if (!decided.ok)
    throw new InvariantBroken(`step from ${from} was refused: ${decided.error.reason} at ${decided.error.key.pk}`);
  return standing(decided.value, input, now);
}

/** Where the record stands for this execution. */
export async function whereItStands<R extends Sequenced>(
  sequence: Pick<Sequence<R>, 'read'>,
  deps: Pick<SequenceDeps, 'tables' | 'clock'>,
  input: StepInput,
): Promise<StepAnswer> {
  return standing(await readRecord(sequence, deps.tables, input.org, input.requestId), input, deps.clock.now());
}

/** What a task answers about a record that it has read. */
export function standing(record: Sequenced | undefined, input: StepInput, now: Instant): StepAnswer {
  if (!record) return { status: 'gone', waitSeconds: 1 };
  if (record.execution !== input.execution) return { status: 'superseded', waitSeconds: 1 };
  return stepAnswer(record, now);
}
