import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import { effectNames } from '../notice/wordings.ts';
import { Precondition, RemedyHint } from '../preconditions/precondition.ts';
import { readingsBy } from '../readiness/readiness.ts';
import { UnbindStatus } from '../status.ts';
import { Unbind, unbindParties } from '../unbind.ts';

/** A precondition as callers see it before there is a case. */
export const PreconditionView = z.strictObject({
  ...Precondition.shape,
  told: z.enum(['machine', 'attested']).describe('who tells it for this account: a call, or somebody who looks it up'),
  remedy: z
    .strictObject({ ...RemedyHint.shape, words: z.string().describe('what to do, in your language') })
    .optional()
    .describe('present where it is not met, or nobody knows'),
});

export const PreviewView = z.strictObject({
  ready: z.boolean().describe('nothing stands in the way that this desk can tell'),
  preconditions: z.array(PreconditionView),
  reading: z
    .strictObject({
      since: Instant,
      by: z.enum(readingsBy).describe('for whom it was read'),
      inHand: z.boolean().describe('the desk is still reading'),
      readAt: Instant.optional().describe('when a reading was last complete'),
      missing: z.array(z.string()).describe('settled periods of which nobody knows what is unpaid'),
    })
    .optional()
    .describe('what the answers of machines rest on; absent where nothing was ever read'),
  exit: z
    .strictObject({
      noticeDays: z.int(),
      settlementDuties: z.string(),
      noticeEnds: Instant,
      remainingDays: z.int().nonnegative().describe('0 where it has ended; else submitting needs `exitOverride`'),
    })
    .optional()
    .describe('what was agreed at linking about parting'),
  distributorReviews: z
    .enum(['yes', 'no', 'unknown'])
    .describe('whether a distributor reviews first; where unknown, submitting needs `secondLevel`'),
  secondLevel: z.strictObject({ account: z.string(), name: z.string() }).optional(),
  submits: Unbind.shape.submits.describe('who hands the application in: an operator by a run sheet, or the desk'),
  next: z
    .array(z.strictObject({ status: UnbindStatus, party: z.enum(unbindParties) }))
    .readonly()
    .describe('what would come, in order'),
  effects: z
    .array(z.strictObject({ on: z.enum(effectNames), text: z.string() }))
    .readonly()
    .describe('what becomes of billing history, permissions and services (R098)'),
});
