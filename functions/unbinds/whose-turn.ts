import { isUnbindOutcome, type UnbindOutcome, type UnbindStatus } from './status.ts';
import type { Unbind } from './unbind.ts';

/** What the sentence is made of. */
export type TurnFacts = Pick<
  Unbind,
  | 'status'
  | 'reason'
  | 'blocker'
  | 'secondPerson'
  | 'leaving'
  | 'distributor'
  | 'reviewed'
  | 'verdict'
  | 'providerDeadline'
> & {
  readonly customer: Pick<Unbind['customer'], 'name'>;
  readonly waitingOn?: Pick<NonNullable<Unbind['waitingOn']>, 'until' | 'contact'> | undefined;
};

/** One sentence of whose turn it is: every status that is not an end names who has it in hand (R018). */
export function whoseTurn(record: TurnFacts): string {
  const { status } = record;
  return isUnbindOutcome(status) ? ended(record, status) : turns[status](record, record.waitingOn?.until ?? 'its end');
}

function ended({ customer, reason }: TurnFacts, status: UnbindOutcome): string {
  if (status === 'completed') return `${customer.name} is the provider's own customer; nobody has to act.`;
  if (status === 'migrated_away') return `${customer.name} is another reseller's; nobody has to act.`;
  return `Nobody has to act: ${status.replaceAll('_', ' ')}${reason ? `, because ${reason}` : ''}.`;
}

const because: Readonly<Record<NonNullable<Unbind['leaving']>, string>> = {
  cancelled: 'This was cancelled',
  expired: 'The time was over',
  customer_said_no: 'The customer has told us no',
};

function unreached(waitingOn: TurnFacts['waitingOn']): string {
  return waitingOn?.contact ? ' Our mail does not reach it: somebody has to mend the contact.' : '';
}

const turns: Readonly<Record<Exclude<UnbindStatus, UnbindOutcome>, (record: TurnFacts, until: string) => string>> = {
  checking: () => 'The desk is looking at what the provider asks for.',
  awaiting_remedy: ({ blocker }, until) =>
    `Somebody has to mend what stands in the way${blocker ? ` (the provider names: ${blocker})` : ''} and have it looked at again, until ${until}.`,
  awaiting_second_person: ({ secondPerson }, until) =>
    secondPerson?.aloneFrom
      ? `The initiator has to agree alone from ${secondPerson.aloneFrom}, until ${until}: nobody else may approve here.`
      : `Somebody who may approve, and did not ask for it, has to agree or decline, until ${until}.`,
  submitting: () => 'The desk is submitting the application at the provider.',
  awaiting_submission: (_record, until) =>
    `An operator has to submit the application in the provider's console by the run sheet, until ${until}.`,
  awaiting_distributor_review: ({ distributor }, until) =>
    `${distributor?.secondLevel.name ?? 'The second-level reseller'}'s distributor has to review it, until ${until}.`,
  awaiting_customer_confirmation: ({ customer, waitingOn }, until) =>
    `${customer.name} has to confirm or reject it at the provider, until ${until}.${unreached(waitingOn)}`,
  awaiting_initiator: ({ customer }, until) =>
    `The initiator has to take up that ${customer.name} has confirmed, until ${until}.`,
  awaiting_card: ({ customer, waitingOn }, until) =>
    `${customer.name} has to bind a card and complete its details at the provider, until ${until}.${unreached(waitingOn)}`,
  awaiting_completion: ({ blocker }, until) =>
    `The provider has to look once more and complete it${blocker ? ` (it names: ${blocker})` : ''}; asked anew at ${until}.`,
  awaiting_review: ({ customer, providerDeadline }, until) =>
    `${customer.name} wants to leave: somebody who may approve has to decide${providerDeadline ? ` before the provider does, at ${until}.` : `; asked anew at ${until}.`}`,
  awaiting_review_entry: ({ verdict, providerDeadline }, until) =>
    `An operator has to enter our ${verdict === 'refuse' ? 'no' : 'yes'} in the provider's console${providerDeadline ? ` before the provider decides by itself, at ${until}.` : `; asked anew at ${until}.`}`,
  awaiting_withdrawal: ({ leaving }, until) =>
    `${because[leaving ?? 'cancelled']}: an operator has to take the application back at the provider; asked anew at ${until}.`,
  completing: () => 'The provider has completed; the desk is ending the link.',
};
