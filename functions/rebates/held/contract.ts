import * as z from 'zod';
import { idSchema } from '../../kernel/ids.ts';
import { operations } from '../../platform/contract.ts';
import * as examples from '../examples.ts';
import { may } from '../guards.ts';
import { Period } from '../period.ts';

/** Accepting what was held back; part of the group `rebates-write`. */
export const heldWrite = operations({
  acceptHeldRebates: {
    route: 'POST /v1/rebate-syncs/{syncId}/acceptance',
    group: 'rebates-write',
    access: may.accept,
    summary: 'Accept what a sync holds back for a period',
    description:
      'What came for the period was understood and doubted (empty, far fewer records, another currency, an odd total), so the data before it stays current. Whoever has looked at it may accept it with a reason: a new sync takes in exactly what was held, and keeps who accepted it and why. Impossible once something newer is current.',
    params: z.object({ syncId: idSchema('rebateSync') }),
    body: z
      .strictObject({
        period: Period,
        reason: z.string().trim().min(3, { error: 'why, in a few words' }).max(500),
      })
      .meta({ examples: [{ period: '2026-10', reason: 'The provider has cancelled the campaign of October' }] }),
    answers: {
      202: {
        description: 'A sync takes it in',
        json: z.strictObject({ sync: idSchema('rebateSync').describe('the one that takes it in') }),
        example: { sync: examples.sync },
      },
    },
    problems: [
      'not_found',
      'nothing_held',
      'newer_rebates',
      'sync_at_work',
      'changed_meanwhile',
      'idempotency_key_missing',
      'idempotency_key_reused',
    ],
    idempotent: true,
  },
});
