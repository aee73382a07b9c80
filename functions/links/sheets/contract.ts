import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import { operations } from '../../platform/contract.ts';
import { may } from '../guards.ts';
import { RequestPath } from '../paths.ts';
import * as examples from './examples.ts';
import { InvitationSheetView } from './view.ts';

/** The run sheet of an invitation; part of the group `links-write`, which may read contacts. */
export const sheetOperations = operations({
  getLinkRequestSheet: {
    route: 'GET /v1/link-requests/{requestId}/sheet',
    group: 'links-write',
    access: may.invite,
    summary: 'Read the run sheet by which a customer is invited',
    description:
      'Where a site has no call for inviting, an operator does it in the provider’s console: what to do there step by step, with what was ticked so far. In the language of Accept-Language, unless one is asked for.',
    params: RequestPath,
    query: z.strictObject({ language: z.enum(['en', 'zh-CN']).optional() }),
    answers: {
      200: {
        description: 'The sheet as it is now',
        json: z.strictObject({
          sheet: InvitationSheetView,
          invite: z
            .strictObject({ email: z.string(), name: z.string().optional() })
            .optional()
            .describe('whom to invite: the contact of the request, until it is erased'),
        }),
        example: { sheet: examples.sheet, invite: { email: 'it@lantern-logistics.example', name: 'Mei Tan' } },
      },
    },
    problems: ['not_found', 'sheet_not_now'],
  },
  tickLinkRequestSheet: {
    route: 'POST /v1/link-requests/{requestId}/sheet/steps/{step}',
    group: 'links-write',
    access: may.invite,
    summary: 'Tick a step of the run sheet by which a customer is invited',
    description:
      'In their order; a step says in "needs" what its tick has to say. With the last one the request goes on: to wait for the customer, or to its end where the provider’s console did not let it be invited.',
    params: RequestPath.extend({ step: z.coerce.number().int().positive() }),
    body: z
      .strictObject({
        reference: z.string().trim().min(1).max(120).optional().describe('a number by which it can be found there'),
        time: Instant.optional().describe('when it happened at the provider'),
        choice: z.string().max(40).optional().describe('the key of one of the step’s choices'),
        condition: z
          .string()
          .trim()
          .min(3)
          .max(500)
          .optional()
          .describe('what the provider names as being in the way, in its words; no persons'),
      })
      .meta({ examples: [{ choice: 'invited', time: '2026-11-21T02:13:40.000Z' }] }),
    answers: {
      200: {
        description: 'The sheet as it is now',
        json: z.strictObject({ sheet: InvitationSheetView }),
        example: { sheet: examples.sheet },
      },
    },
    problems: [
      'not_found',
      'sheet_not_now',
      'sheet_step_not_next',
      'decision_closed',
      'changed_meanwhile',
      'idempotency_key_missing',
      'idempotency_key_reused',
    ],
    idempotent: true,
  },
});
