import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import { idSchema } from '../../kernel/ids.ts';
import { operations } from '../../platform/contract.ts';
import * as coreExamples from '../examples.ts';
import { FactKind } from '../fact.ts';
import { may } from '../guards.ts';
import { UnbindPath } from '../paths.ts';
import { UnbindView } from '../view.ts';
import * as examples from './examples.ts';
import { sheetPurposes } from './run-sheet.ts';
import { SheetView } from './view.ts';

const Purpose = z
  .enum(sheetPurposes)
  .optional()
  .describe('which of the case’s sheets; what is waited for, unless said');
const Reference = z.string().trim().min(1).max(120).describe('a number by which it can be found at the provider');
const Condition = z.string().trim().min(3).max(500).describe('what the provider names, in its words; no persons');
const Files = z.array(idSchema('evidence')).max(10).describe('files that show it; each was uploaded before');

const sheetAnswer = {
  200: {
    description: 'The sheet as it is now',
    json: z.strictObject({ sheet: SheetView }),
    example: { sheet: examples.sheet },
  },
} as const;
const refusals = [
  'not_found',
  'not_allowed_now',
  'changed_meanwhile',
  'idempotency_key_missing',
  'idempotency_key_reused',
] as const;

/** Reading run sheets; part of the group `unbinds-read`. */
export const sheetsRead = operations({
  getUnbindSheet: {
    route: 'GET /v1/unbinds/{unbindId}/sheet',
    group: 'unbinds-read',
    access: may.read,
    summary: 'Read the run sheet for where an unbind stands',
    description:
      'What to do, or to look for, in the provider’s console, step by step, with what was ticked so far. One that a later look at the provider did not bear out comes first. In the language of Accept-Language, unless one is asked for.',
    params: UnbindPath,
    query: z.strictObject({ purpose: Purpose, language: z.enum(['en', 'zh-CN']).optional() }),
    answers: sheetAnswer,
    problems: ['not_found', 'sheet_not_now', 'unbind_is_final'],
  },
});

/** Working by run sheets, and recording what was seen; part of the group `unbinds-write`. */
export const sheetsWrite = operations({
  tickUnbindSheet: {
    route: 'POST /v1/unbinds/{unbindId}/sheet/steps/{step}',
    group: 'unbinds-write',
    access: may.record,
    summary: 'Tick a step of the run sheet',
    description:
      'In their order; a step says in "needs" what its tick has to say, the reference first. What the last step says is recorded as observed by an operator; where nothing undoes it, only once somebody else has confirmed the sheet.',
    params: UnbindPath.extend({ step: z.coerce.number().int().positive() }),
    body: z
      .strictObject({
        purpose: Purpose,
        reference: Reference.optional(),
        time: Instant.optional().describe('when it happened at the provider'),
        choice: z.string().max(40).optional().describe('the key of one of the step’s choices'),
        condition: Condition.optional(),
        evidence: Files.optional(),
      })
      .meta({ examples: [{ reference: 'UB-20261121-0042', time: '2026-11-21T02:13:40.000Z' }] }),
    answers: sheetAnswer,
    problems: [...refusals, 'sheet_not_now', 'unbind_is_final', 'sheet_step_not_next', 'evidence_unfit'],
    idempotent: true,
  },
  confirmUnbindSheet: {
    route: 'POST /v1/unbinds/{unbindId}/sheet/confirmation',
    group: 'unbinds-write',
    access: may.decide,
    summary: 'Confirm, as a second person, what a run sheet says',
    description:
      'For what nothing undoes: whether the application was taken back, and whether a customer was unbound or has moved to another reseller. Never by whoever ticked the last step; where nobody else holds the right "approver", they may alone once the cool-off is over.',
    params: UnbindPath,
    body: z.strictObject({ purpose: Purpose }).meta({ examples: [{ purpose: 'completion' }] }),
    answers: sheetAnswer,
    problems: [...refusals, 'sheet_not_now', 'unbind_is_final', 'self_approval', 'cool_off'],
    idempotent: true,
  },
  recordUnbindFact: {
    route: 'POST /v1/unbinds/{unbindId}/facts',
    group: 'unbinds-write',
    access: may.record,
    summary: 'Record what was seen of the provider’s process',
    description:
      'Taken in whatever our own rules say, also when the case has ended: one that goes on at the provider after all is taken up again. What nothing undoes goes by its run sheet as long as the case has one.',
    params: UnbindPath,
    body: z
      .strictObject({
        kind: FactKind.exclude(['approved_by_clock']),
        at: Instant.describe('when it happened at the provider'),
        reference: Reference.optional(),
        condition: Condition.optional(),
        reason: z.string().trim().min(3).max(500).optional(),
        evidence: Files.optional(),
      })
      .meta({ examples: [{ kind: 'customer_confirmed', at: '2026-10-23T05:00:00.000Z', reference: 'MSG-88120' }] }),
    answers: {
      200: {
        description: 'The unbind as it stands after it',
        json: z.strictObject({ unbind: UnbindView }),
        example: { unbind: coreExamples.unbind },
      },
    },
    problems: [...refusals, 'sheet_needed', 'evidence_unfit'],
    idempotent: true,
  },
});
