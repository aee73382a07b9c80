import * as z from 'zod';
import { idSchema } from '../../kernel/ids.ts';
import { operations } from '../../platform/contract.ts';
import { evidence } from '../evidence/examples.ts';
import * as unbindExamples from '../examples.ts';
import { may } from '../guards.ts';
import { UnbindPath } from '../paths.ts';
import { PreconditionName } from '../preconditions/precondition.ts';
import { UnbindWish } from '../submit/wish.ts';
import { UnbindView } from '../view.ts';

const { conditions, overrides } = UnbindWish.shape;
const unbind = z.strictObject({ unbind: UnbindView });
const example = { unbind: unbindExamples.unbind };
const refusals = [
  'not_found',
  'not_allowed_now',
  'unbind_is_final',
  'idempotency_key_missing',
  'idempotency_key_reused',
] as const;

/** Looking again, and saying anew what was found; part of the group `unbinds-write`. */
export const recheckWrite = operations({
  recheckUnbind: {
    route: 'POST /v1/unbinds/{unbindId}/recheck',
    group: 'unbinds-write',
    access: may.tryAgain,
    summary: 'Look at the preconditions while the application is live',
    description:
      'The provider looks once more before it completes; this warns which condition would stop it. It changes nothing else, and the provider’s own word counts. After the card is bound the desk looks by itself, every day.',
    params: UnbindPath,
    body: z.strictObject({}).meta({ examples: [{}] }),
    answers: { 202: { description: 'Being looked at', json: unbind, example } },
    problems: refusals,
    idempotent: true,
  },
  proveUnbindCondition: {
    route: 'POST /v1/unbinds/{unbindId}/conditions/{check}/evidence',
    group: 'unbinds-write',
    access: may.record,
    summary: 'Name the files that prove what was attested of a precondition',
    description:
      'Add and upload them first. They stand with the attestation from then on, and the certificate of completion names each by its hash. Saying anew what was found begins without files. Possible until it has ended.',
    params: UnbindPath.extend({ check: PreconditionName }),
    body: z
      .strictObject({ evidence: z.array(idSchema('evidence')).min(1).max(10) })
      .meta({ examples: [{ evidence: [evidence.id] }] }),
    answers: { 200: { description: 'Proved by these files, too', json: unbind, example } },
    problems: [...refusals, 'evidence_unfit'],
    idempotent: true,
  },
  restateUnbindConditions: {
    route: 'POST /v1/unbinds/{unbindId}/conditions',
    group: 'unbinds-write',
    access: may.request,
    summary: 'Say anew what was found where no call tells',
    description:
      'While something stands in the way: what the customer or the partner console shows now, or a reason to go on without what the provider only asks for. A new reason needs the second person’s agreement anew. Have it looked at again afterwards.',
    params: UnbindPath,
    body: z.strictObject({ conditions, overrides }).meta({
      examples: [{ conditions: [{ check: 'not_in_group', found: 'clear', note: 'Left the group, ticket 4712' }] }],
    }),
    answers: { 200: { description: 'Written down', json: unbind, example } },
    problems: refusals,
    idempotent: true,
  },
});
