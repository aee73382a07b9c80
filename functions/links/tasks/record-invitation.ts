import { plusSeconds } from '../../kernel/clock.ts';
import type { StepAnswer, StepInput } from '../advance.ts';
import { awaitApplication, outstanding, validityDays } from '../await-application.ts';
import { readPoller } from '../poll.ts';
import type { CapabilitiesOf, LinkDeps } from '../ports.ts';
import { InvitationSaid } from '../sheets/invitation-said.ts';
import { takeAnswer } from '../take-answer.ts';
import { failing, transition } from '../transition.ts';

const DAY = 86_400;

/** Takes in what an operator's run sheet says of the invitation: it is out, or the provider's console did not let it be made. */
export const createRecordInvitation =
  (deps: LinkDeps & { readonly capabilitiesOf: CapabilitiesOf }) =>
  (input: StepInput): Promise<StepAnswer> =>
    takeAnswer(deps, input, 'awaiting_operator', notInTime, async ({ record, decision, at }) => {
      const { by, says, at: sentAt, condition } = InvitationSaid.parse(decision.answer);
      const actor = { kind: 'member', id: by } as const;
      if (says === 'refused') {
        const raw = condition === undefined ? undefined : { code: null, message: condition };
        const failure = { stage: 'submission', code: 'invitation_refused', ...(raw && { raw }) } as const;
        const step = failing(failure, 'the provider’s console did not let the customer be invited');
        return transition(record, { ...step, actor, at }, deps.newId);
      }
      const number = record.invitationsAsked;
      const lapsesAt = plusSeconds(sentAt, validityDays(deps.capabilitiesOf, record) * DAY);
      const invitation = { number, outcome: 'sent', at: sentAt, lapsesAt } as const;
      const poller = await readPoller(deps.tables, record);
      const step = awaitApplication(deps, record, { invitation, poller, actor, at });
      // who uses it is told by the provider's list alone
      const kept = outstanding(record, { number, sentAt, lapsesAt, handle: null, link: null });
      return { ...step, also: [...step.also, kept] };
    });

const notInTime = 'nobody invited the customer in the provider’s console in time';
