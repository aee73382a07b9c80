import type { Instant } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import type { WriteIntent } from '../kernel/write.ts';
import type * as Sequences from '../sequence/sequence.ts';
import * as steps from '../sequence/transition.ts';
import type { LinkRequest } from './link-request.ts';
import { linkSequence } from './link-sequence.ts';

export { waitingRef } from '../sequence/sequence.ts';
export { closeWait, fence } from '../sequence/transition.ts';
export { failing, failureOf } from './failing.ts';
export { accountOf, placeOf } from './place.ts';

export type Wait = Sequences.Wait<LinkRequest>;
export type Transition = Sequences.Transition<LinkRequest>;
export type Moved = Sequences.Moved<LinkRequest>;

/** The one way in which a link request changes its status (`sequence/`). */
export function transition(record: LinkRequest, step: Transition, newId: NewId): Moved {
  return steps.transition(linkSequence, record, step, newId);
}

/** Makes somebody look, at that instant, whether the machine of a request still lives. */
export function watch(record: Pick<LinkRequest, 'org' | 'id'>, at: Instant): WriteIntent {
  return steps.watch(linkSequence, record, at);
}
