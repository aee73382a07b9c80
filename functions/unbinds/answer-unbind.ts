import type { Instant } from '../kernel/clock.ts';
import type { Problem } from '../kernel/problems.ts';
import type { Result } from '../kernel/result.ts';
import type { Refused } from '../kernel/write.ts';
import type { Caller } from '../platform/contract.ts';
import { type AnswerCall, answerWait, type Given } from '../sequence/answer-wait.ts';
import type { Deliver, UnbindDeps } from './ports.ts';
import type { Unbind } from './unbind.ts';
import { unbindSequence } from './unbind-sequence.ts';
import { type UnbindView, viewUnbind } from './view.ts';

/** What a member is answered whose call was recorded: the case moves on within seconds. */
export type Recorded = { readonly status: 202; readonly json: { readonly unbind: UnbindView } };

export function recorded(record: Unbind, caller: Caller, at: Instant): Recorded {
  return { status: 202, json: { unbind: viewUnbind(record, caller, at) } };
}

/** Records a member's answer to what a case waits for (`sequence/answer-wait.ts`). */
export function answerUnbind(
  deps: UnbindDeps & { readonly deliver: Deliver },
  call: AnswerCall,
  decide: (record: Unbind) => Result<Given, Problem>,
): Promise<Result<Recorded, Problem | Refused>> {
  return answerWait(deps, call, { sequence: unbindSequence, reply: recorded, decide });
}
