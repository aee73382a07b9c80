import type { Problem } from '../kernel/problems.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { Fields, Refused } from '../kernel/write.ts';
import { idempotencyIntent } from '../platform/idempotency.ts';
import type { AnswerCall } from '../sequence/answer-wait.ts';
import { waitingRef } from '../sequence/sequence.ts';
import { type Recorded, recorded } from './answer-unbind.ts';
import { changeUnbind } from './change-unbind.ts';
import { act, type OwnMove } from './course.ts';
import { followCourse } from './follow-course.ts';
import { notNow } from './guards.ts';
import type { Deliver, UnbindDeps } from './ports.ts';
import type { Unbind } from './unbind.ts';

/** A move that a member makes, whatever the case waits for. */
export type Steer = {
  readonly move: OwnMove;
  readonly set?: Partial<Unbind>;
  readonly data: Fields;
  /** Whether it has been made already: then it is answered as if it were made now. */
  readonly isMade: (record: Unbind) => boolean;
};

/** Moves a case and withdraws its open question; the machine, woken, finds where it stands. */
export async function steerUnbind(
  deps: UnbindDeps & { readonly deliver: Deliver },
  { caller, id, idempotency, at }: AnswerCall,
  { move, set, data, isMade }: Steer,
): Promise<Result<Recorded, Problem | Refused>> {
  const actor = { kind: 'member', id: caller.member } as const;
  const keep = (reply: Recorded) => idempotencyIntent(caller.org, idempotency, reply, at);
  const done = await changeUnbind(deps, caller.org, id, ({ record, decision }) => {
    if (isMade(record)) {
      const reply = recorded(record, caller, at);
      return ok({ intents: [keep(reply)], value: { reply, woken: undefined } });
    }
    const course = act(record, move);
    if (!course.ok) return err(notNow(record));
    const moved = followCourse(record, decision, course.value, { actor, at, data, ...(set && { set }) }, deps.newId);
    const reply = recorded(moved.record, caller, at);
    return ok({ intents: [keep(reply), ...moved.intents], value: { reply, woken: waitingRef(record) } });
  });
  if (!done.ok) return done;
  if (done.value.woken) await deps.deliver(done.value.woken);
  return ok(done.value.reply);
}
