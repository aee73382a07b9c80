import * as steps from '../sequence/take-answer.ts';
import type { Step, StepAnswer, StepInput } from './advance.ts';
import type { LinkRequest } from './link-request.ts';
import { linkSequence } from './link-sequence.ts';
import type { LinkDeps } from './ports.ts';
import type { LinkRequestStatus } from './request-status.ts';
import { transition } from './transition.ts';

export type Answered = steps.Answered<LinkRequest>;

const actor = { kind: 'desk', part: 'link-machine' } as const;

/**
 * Takes in the answer of the question that a request waits for (`sequence/`).
 * @param expired why the request ends where nobody answers in time
 */
export function takeAnswer(
  deps: LinkDeps,
  input: StepInput,
  from: LinkRequestStatus,
  expired: string,
  decided: (answered: Answered) => NonNullable<Step> | Promise<NonNullable<Step>>,
): Promise<StepAnswer> {
  return steps.takeAnswer(linkSequence, deps, input, from, {
    decided,
    expired: ({ record, at }) => transition(record, { to: 'expired', actor, at, set: { reason: expired } }, deps.newId),
  });
}
