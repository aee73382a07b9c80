import * as z from 'zod';
import type { Instant } from '../../kernel/clock.ts';
import type { Problem } from '../../kernel/problems.ts';
import { Action, action, type Decider, deciderRefusal } from '../../parties/index.ts';
import { may } from '../guards.ts';
import { type ApprovedAction, ApprovedAction as Record } from './approved-action.ts';

/** An approved action as callers see it. */
export const ApprovedActionView = Record.omit({ org: true, timelineSeq: true, timelineHead: true, execution: true })
  .extend({ actions: z.array(Action).describe('what you may do with it now, and why not the rest') })
  .strict();

export function viewAction(record: ApprovedAction, caller: Decider, now: Instant): z.input<typeof ApprovedActionView> {
  const { org: _org, timelineSeq: _seq, timelineHead: _head, execution: _execution, ...shown } = record;
  return {
    ...shown,
    actions: [
      action('decideApprovedAction', may.approve, caller, decisionRefusal(record, caller, now)),
      action('recordActionOutcome', may.recordOutcome, caller, outcomeRefusal(record)),
    ],
  };
}

/** Once the desk itself can not tell. */
export function outcomeRefusal({ status }: ApprovedAction): Problem | undefined {
  return status === 'unknown' ? undefined : { kind: 'not_allowed_now', params: { status } };
}

/** Somebody else than who asked, with the right to approve, and while it is open. */
export function decisionRefusal(record: ApprovedAction, decider: Decider, now: Instant): Problem | undefined {
  const isOpen = record.status === 'asked' && now < record.until;
  if (!isOpen) {
    const status = record.status === 'asked' ? 'expired' : record.status;
    return { kind: 'not_allowed_now', params: { status } };
  }
  return deciderRefusal(record, undefined, decider, now);
}
