import { type LinkRequest, type Review } from './link-request.ts';
import { isOutcome, type LinkRequestStatus, type Outcome } from './request-status.ts';

/** What the sentence is made of. */
export type TurnFacts = Pick<LinkRequest, 'status' | 'invitation' | 'reason' | 'remedy' | 'review' | 'secondPerson'> & {
  readonly customer: Pick<LinkRequest['customer'], 'name'>;
  readonly waitingOn?: Pick<NonNullable<LinkRequest['waitingOn']>, 'until' | 'contact'> | undefined;
};

/** One sentence of whose turn it is: every status that is not an end names who has it in hand (R018). */
export function whoseTurn(record: TurnFacts): string {
  const { status, customer, reason } = record;
  if (status === 'completed') return `${customer.name} is linked; nobody has to act.`;
  if (isOutcome(status)) return `Nobody has to act: ${status}${reason ? `, because ${reason}` : ''}.`;
  return turns[status](record, record.waitingOn?.until ?? 'its end');
}

const turns: Readonly<Record<Exclude<LinkRequestStatus, Outcome>, (record: TurnFacts, until: string) => string>> = {
  checking: () => 'The desk is checking the request.',
  awaiting_second_person: ({ secondPerson }, until) =>
    secondPerson?.aloneFrom
      ? `The initiator has to agree alone from ${secondPerson.aloneFrom}, until ${until}: nobody else may approve here.`
      : `Somebody who may approve, and did not ask for it, has to agree or decline, until ${until}.`,
  awaiting_customer: ({ customer, waitingOn }, until) =>
    waitingOn?.contact
      ? `Our mail does not reach ${customer.name}: somebody has to mend the contact, until ${until}.`
      : `${customer.name} has to answer on the page that our mail leads to, until ${until}.`,
  inviting: () => 'The desk is inviting the customer at the provider.',
  awaiting_operator: ({ customer }, until) =>
    `An operator has to invite ${customer.name} in the provider’s console by the run sheet, until ${until}.`,
  awaiting_application: ({ customer, invitation, waitingOn }, until) =>
    invitation?.outcome === 'unknown'
      ? `Nobody knows whether the provider's invitation went out. The desk keeps looking; a person may invite again.`
      : `${customer.name} has to open the provider's invitation and apply there, until ${until}.${unreached(waitingOn)}`,
  awaiting_reseller_review: ({ review }, until) =>
    `${applied[review?.because ?? 'customer_started']}${review?.holder ? ` (held by ${review.holder})` : ''}: somebody who may approve has to accept or refuse, until ${until}.`,
  refusing: () => 'The desk is refusing the application at the provider.',
  approving: () => 'The desk is having the application accepted at the provider.',
  awaiting_provider: (_record, until) => `The provider has to examine the application, until ${until}.`,
  awaiting_customer_remedy: ({ customer, remedy }, until) =>
    `${customer.name} has to mend its account, until ${until}. ${remedy?.text ?? ''}`.trim(),
  preparing: () => 'The provider has accepted; the desk is looking until it lists the customer.',
  cancelling: () => 'The desk is undoing at the provider what can be undone.',
};

/** After its answer the contact can not be another one any more, so the customer is told in another way. */
function unreached(waitingOn: TurnFacts['waitingOn']): string {
  return waitingOn?.contact ? ' Our mail does not reach it: tell it in another way.' : '';
}

const applied: Readonly<Record<Review['because'], string>> = {
  customer_started: 'The customer has applied by itself',
  other_account: 'Another account than the customer’s has applied',
  learned_identifier: 'An account has applied that the customer had not named',
  identifier_taken: 'An account has applied that is taken already',
};
