import * as z from 'zod';
import { operations } from '../../platform/contract.ts';
import * as unbindExamples from '../examples.ts';
import { may } from '../guards.ts';
import { UnbindView } from '../view.ts';
import * as examples from './examples.ts';
import { PreviewView } from './view.ts';
import { PreviewWish, UnbindWish } from './wish.ts';

/** Asking for an unbind; part of the group `unbinds-write`. */
export const submitWrite = operations({
  previewUnbind: {
    route: 'POST /v1/unbinds/preview',
    group: 'unbinds-write',
    access: may.request,
    summary: 'See what an unbind would need, without writing anything',
    description:
      'Every precondition with how it is known, what was found and who can mend it where; what was agreed about parting; whether a distributor reviews; and what would come. Calls nobody: it rests on what was last read, which can be read anew by asking for a readiness check.',
    body: PreviewWish,
    answers: { 200: { description: 'All that is known', json: PreviewView, example: examples.preview } },
    problems: ['not_found', 'not_allowed_now'],
  },
  submitUnbind: {
    route: 'POST /v1/unbinds',
    group: 'unbinds-write',
    access: may.request,
    summary: 'Start to unbind a customer',
    description:
      'Needs the notice in force, accepted by its hash, your capacity, the five attestations, and every precondition met or attested. The preconditions are read once more, then a second person has to agree before anything is submitted at the provider. What the provider completes, nobody can undo.',
    body: UnbindWish,
    answers: {
      201: {
        description: 'The unbind; its machine starts within about a second',
        json: z.strictObject({ unbind: UnbindView }),
        example: { unbind: unbindExamples.unbind },
      },
    },
    problems: [
      'not_found',
      'not_allowed_now',
      'preconditions_unmet',
      'unbind_under_way',
      'idempotency_key_missing',
      'idempotency_key_reused',
    ],
    idempotent: true,
  },
});
