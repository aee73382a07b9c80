import * as z from 'zod';
import { operations } from '../platform/contract.ts';
import { ContactGiven } from './contact.ts';
import * as examples from './examples.ts';
import { may } from './guards.ts';
import { UnbindPath } from './paths.ts';
import { UnbindView } from './view.ts';

const words = () => z.string().trim().min(3, { error: 'why, in a few words' }).max(500);

const recorded = {
  202: {
    description: 'Recorded; the unbind moves on within seconds',
    json: z.strictObject({ unbind: UnbindView }),
    example: { unbind: examples.unbind },
  },
} as const;

const refusals = [
  'not_found',
  'not_allowed_now',
  'unbind_is_final',
  'idempotency_key_missing',
  'idempotency_key_reused',
] as const;
const answerRefusals = [...refusals, 'decision_closed'] as const;

/** Steering an unbind; part of the group `unbinds-write`. No operation leads back from a completed one (R096). */
export const coreWrite = operations({
  decideUnbindSecondPerson: {
    route: 'POST /v1/unbinds/{unbindId}/second-person',
    group: 'unbinds-write',
    access: may.decide,
    summary: 'Agree to an unbind as the second person, or decline',
    description:
      'Before anything is submitted, because nothing leads back afterwards. Never by whoever asked for it; where nobody else holds the right "approver", the initiator may alone once the cool-off is over. Declined, the unbind ends.',
    params: UnbindPath,
    body: z
      .strictObject({ verdict: z.enum(['agree', 'decline']), reason: words().optional() })
      .meta({ examples: [{ verdict: 'agree' }] }),
    answers: recorded,
    problems: [...answerRefusals, 'self_approval', 'cool_off'],
    idempotent: true,
  },
  tryUnbindAgain: {
    route: 'POST /v1/unbinds/{unbindId}/check',
    group: 'unbinds-write',
    access: may.tryAgain,
    summary: 'Have the preconditions looked at again',
    description: 'Once what stood in the way is mended. What is met then goes on to whoever is next.',
    params: UnbindPath,
    body: z
      .strictObject({ changed: words().optional().describe('what has changed since the last look') })
      .meta({ examples: [{ changed: 'The credit was topped up this morning' }] }),
    answers: recorded,
    problems: answerRefusals,
    idempotent: true,
  },
  takeUpUnbind: {
    route: 'POST /v1/unbinds/{unbindId}/take-up',
    group: 'unbinds-write',
    access: may.takeUp,
    summary: 'Take up that the customer has confirmed',
    description: 'The initiator’s task: what the customer still has to do is followed from here on.',
    params: UnbindPath,
    body: z.strictObject({}).meta({ examples: [{}] }),
    answers: recorded,
    problems: answerRefusals,
    idempotent: true,
  },
  changeUnbindContact: {
    route: 'PUT /v1/unbinds/{unbindId}/contact',
    group: 'unbinds-write',
    access: may.changeContact,
    summary: 'Write to somebody else at the customer about an unbind',
    description:
      'Possible until it has ended. A question that is open goes out anew at once, and links in earlier mails no longer work: they may be with a stranger. The deadline stays.',
    params: UnbindPath,
    body: ContactGiven.meta({
      examples: [{ email: 'finance@lantern-logistics.example', name: 'Mei Tan', language: 'en' }],
    }),
    answers: {
      200: {
        description: 'The contact is another one',
        json: z.strictObject({ unbind: UnbindView }),
        example: { unbind: examples.unbind },
      },
    },
    problems: refusals,
    idempotent: true,
  },
  reviewCustomerStarted: {
    route: 'POST /v1/unbinds/{unbindId}/review',
    group: 'unbinds-write',
    access: may.approve,
    summary: 'Approve or refuse what a customer has started',
    description:
      'A customer has applied to leave at the provider. Your answer is entered there by an operator; without one the provider approves by itself at "providerDeadline".',
    params: UnbindPath,
    body: z
      .strictObject({ verdict: z.enum(['approve', 'refuse']), reason: words() })
      .meta({ examples: [{ verdict: 'approve', reason: 'The contract has ended' }] }),
    answers: recorded,
    problems: answerRefusals,
    idempotent: true,
  },
  cancelUnbind: {
    route: 'POST /v1/unbinds/{unbindId}/cancel',
    group: 'unbinds-write',
    access: may.cancel,
    summary: 'Cancel an unbind',
    description:
      'Ends at once while nothing was submitted. While the application is live at the provider it has to be taken back there first, and the unbind stays open until that is seen. Cancelling twice is cancelling once.',
    params: UnbindPath,
    body: z.strictObject({ reason: words() }).meta({ examples: [{ reason: 'The customer stays for another year' }] }),
    answers: recorded,
    problems: refusals,
    idempotent: true,
  },
  resumeUnbind: {
    route: 'POST /v1/unbinds/{unbindId}/resume',
    group: 'unbinds-write',
    access: may.resume,
    summary: 'Let an application go on that was to be withdrawn',
    description: 'While it is still live at the provider: the unbind goes on from where the provider is.',
    params: UnbindPath,
    body: z
      .strictObject({ reason: words() })
      .meta({ examples: [{ reason: 'The customer has confirmed a day after the deadline' }] }),
    answers: recorded,
    problems: refusals,
    idempotent: true,
  },
});
