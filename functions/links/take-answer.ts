import { consume, type Decision } from '../decisions/decision.ts';
import { expireDecision } from '../decisions/expire-decision.ts';
import type { Instant } from '../kernel/clock.ts';
import { advance, type Step, type StepAnswer, type StepInput } from './advance.ts';
import type { LinkRequest } from './link-request.ts';
import type { LinkDeps } from './ports.ts';
import type { LinkRequestStatus } from './request-status.ts';
import { transition, waitingRef } from './transition.ts';

export type Answered = { readonly record: LinkRequest; readonly decision: Decision; readonly at: Instant };

/**
 * Takes in the answer of the question that a record waits for, in the transaction of the move that it causes. A question
 * whose time is over is recorded as expired first. Still open, or withdrawn, the record stays where it is: the machine
 * waits on for the time left, or finds what it was withdrawn for.
 */
export function takeAnswer(
  deps: LinkDeps,
  input: StepInput,
  from: LinkRequestStatus,
  expired: string,
  decided: (answered: Answered) => NonNullable<Step> | Promise<NonNullable<Step>>,
): Promise<StepAnswer> {
  return advance(deps, input, from, async (record, at) => {
    const ref = waitingRef(record);
    const decision = ref && (await expireDecision(deps, ref));
    switch (decision?.status) {
      case undefined:
      case 'open':
      case 'closed':
        return null;
      case 'expired': {
        const actor = { kind: 'desk', part: 'link-machine' } as const;
        const moved = transition(record, { to: 'expired', actor, at, set: { reason: expired } }, deps.newId);
        return { ...moved, also: [consume(decision, at)] };
      }
      case 'decided': {
        const step = await decided({ record, decision, at });
        return { ...step, also: [...(step.also ?? []), consume(decision, at)] };
      }
    }
  });
}
