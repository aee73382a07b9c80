import { consume, type Decision } from '../decisions/decision.ts';
import { expireDecision } from '../decisions/expire-decision.ts';
import type { Instant } from '../kernel/clock.ts';
import { advance, type StepAnswer, type StepInput } from './advance.ts';
import { type Sequence, type SequenceDeps, type Sequenced, type Step, waitingRef } from './sequence.ts';

export type Answered<R extends Sequenced> = { readonly record: R; readonly decision: Decision; readonly at: Instant };
type Taken<R extends Sequenced> = NonNullable<Step<R>> | Promise<NonNullable<Step<R>>>;

/**
 * Takes in the answer of the question that a record waits for, in the transaction of the move that it causes. A question
 * whose time is over is recorded as expired first. Still open, or withdrawn, the record stays where it is: the machine
 * waits on for the time left, or finds what it was withdrawn for.
 */
export function takeAnswer<R extends Sequenced>(
  sequence: Sequence<R>,
  deps: SequenceDeps,
  input: StepInput,
  from: R['status'],
  take: {
    readonly decided: (answered: Answered<R>) => Taken<R>;
    readonly expired: (answered: Answered<R>) => Taken<R>;
  },
): Promise<StepAnswer> {
  return advance(sequence, deps, input, from, async (record, at) => {
    const ref = waitingRef(record);
    const decision = ref && (await expireDecision(deps, ref));
    if (decision?.status !== 'expired' && decision?.status !== 'decided') return null;
    const step = await take[decision.status]({ record, decision, at });
    return { ...step, also: [...(step.also ?? []), consume(decision, at)] };
  });
}
