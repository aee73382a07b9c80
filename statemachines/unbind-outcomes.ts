import type { UnbindOutcome } from '../functions/unbinds/status.ts';

/** One way in which an unbind can end, and the states that its machine enters on that way. */
export type UnbindWay = { readonly outcome: UnbindOutcome; readonly when: string; readonly states: readonly string[] };

const checked = ['LoadUnbind', 'CheckPreconditions'] as const;
const agreed = [...checked, 'AwaitSecondPerson', 'RecordSecondPerson'] as const;
const submission = ['AwaitSubmission', 'RecordVerdict'] as const;
const submitted = [...agreed, ...submission] as const;
const distributor = ['AwaitDistributorReview', 'RecordDistributorReview'] as const;
const customer = ['AwaitCustomerConfirmation', 'RecordCustomerConfirmation'] as const;
const initiator = ['TellInitiator', 'RecordInitiator'] as const;
const card = ['AwaitCardBinding', 'RecordCardBinding'] as const;
const confirmed = [...submitted, ...customer, ...initiator] as const;
const done = ['AwaitCompletion', 'RecordCompletion', 'Complete', 'Completed'] as const;
const remedy = ['AwaitRemedy', 'RecordRemedy'] as const;
const withdrawal = ['AwaitWithdrawal', 'RecordWithdrawal'] as const;
const review = [...checked, 'AwaitReview', 'RecordReview'] as const;
const entered = [...review, 'AwaitReviewEntry', 'RecordReviewEntry'] as const;

/**
 * The ways that unbinds end on, without `NextStep`, which stands wherever a state's answer is routed on. A fact that is
 * seen wakes whichever wait the machine is in. `docs/generated/unbind-outcomes.md` is this table.
 */
export const unbindWays = {
  completed: {
    outcome: 'completed',
    when: 'a second person agrees, an operator submits, the customer confirms and binds a card, the provider completes',
    states: [...confirmed, ...card, ...done],
  },
  cardKnown: {
    outcome: 'completed',
    when: 'the same, with a card that is bound already',
    states: [...confirmed, ...done],
  },
  cardBoundLate: {
    outcome: 'completed',
    when: 'the card is bound after its time was over, and an approver lets the application go on',
    states: [...confirmed, ...card, ...withdrawal, ...done],
  },
  cardNever: {
    outcome: 'expired',
    when: 'no card is bound in time, and the application is taken back at the provider',
    states: [...confirmed, ...card, ...withdrawal, 'Expired'],
  },
  conditionBroken: {
    outcome: 'completed',
    when: 'a condition breaks between card and completion: the provider names it, it is mended, the provider completes',
    states: [...confirmed, ...card, ...done],
  },
  completedWhileRed: {
    outcome: 'completed',
    when: 'the provider completes although our own check is red, or a step was never seen; recorded and flagged',
    states: [...submitted, ...customer, 'Complete', 'Completed'],
  },
  approvedByDistributor: {
    outcome: 'completed',
    when: 'the customer belongs to a second-level reseller, and its distributor approves first',
    states: [...submitted, ...distributor, ...customer, ...initiator, ...card, ...done],
  },
  refusedByDistributor: {
    outcome: 'rejected_by_distributor',
    when: 'the distributor refuses',
    states: [...submitted, ...distributor, 'RejectedByDistributor'],
  },
  distributorSilent: {
    outcome: 'expired',
    when: 'the distributor does not answer in time, and the application is taken back at the provider',
    states: [...submitted, ...distributor, ...withdrawal, 'Expired'],
  },
  submittedByDistributor: {
    outcome: 'completed',
    when: 'the distributor submits by itself before our second person has agreed; recorded and flagged',
    states: [...agreed, ...distributor, ...customer, ...initiator, ...card, ...done],
  },
  rejectedByCustomer: {
    outcome: 'rejected_by_customer',
    when: 'the customer rejects it at the provider',
    states: [...submitted, ...customer, 'RejectedByCustomer'],
  },
  customerToldUsNo: {
    outcome: 'rejected_by_customer',
    when: 'the customer says no on our page, and the application is taken back at the provider',
    states: [...submitted, ...customer, ...withdrawal, 'RejectedByCustomer'],
  },
  customerSilent: {
    outcome: 'expired',
    when: 'the customer does not confirm in time, and the application is taken back at the provider',
    states: [...submitted, ...customer, ...withdrawal, 'Expired'],
  },
  confirmedLate: {
    outcome: 'completed',
    when: 'the customer confirms while the application is to be taken back, and an approver lets it go on',
    states: [...submitted, ...customer, ...withdrawal, ...withdrawal, ...initiator, ...card, ...done],
  },
  mended: {
    outcome: 'completed',
    when: 'a precondition is not met, is mended, and looked at again',
    states: [
      ...checked,
      ...remedy,
      'CheckPreconditions',
      ...agreed.slice(2),
      ...submission,
      ...customer,
      ...initiator,
      ...card,
      ...done,
    ],
  },
  neverMended: {
    outcome: 'expired',
    when: 'a precondition is not met and nobody mends it in time',
    states: [...checked, ...remedy, 'Expired'],
  },
  refusedAtSubmission: {
    outcome: 'completed',
    when: 'the provider’s own check refuses the application, what it names is mended, and it is submitted again',
    states: [...submitted, ...remedy, 'CheckPreconditions', ...submission, ...customer, ...initiator, ...card, ...done],
  },
  submittedByApi: {
    outcome: 'completed',
    when: 'the site takes applications by its API',
    states: [...agreed, 'SubmitApplication', ...customer, ...initiator, ...card, ...done],
  },
  declined: {
    outcome: 'declined',
    when: 'the second person declines',
    states: [...agreed, 'Declined'],
  },
  nobodyAgreed: {
    outcome: 'expired',
    when: 'no second person answers in time',
    states: [...agreed, 'Expired'],
  },
  nobodySubmitted: {
    outcome: 'expired',
    when: 'no operator submits it in time',
    states: [...submitted, 'Expired'],
  },
  cancelled: {
    outcome: 'cancelled',
    when: 'cancelled before anything was submitted',
    states: [...submitted, 'Cancelled'],
  },
  withdrawn: {
    outcome: 'cancelled',
    when: 'cancelled while the application is live, and taken back at the provider',
    states: [...submitted, ...customer, ...withdrawal, 'Cancelled'],
  },
  withdrawnTooLate: {
    outcome: 'completed',
    when: 'cancelled while the application is live, and completed by the provider all the same',
    states: [...submitted, ...customer, ...withdrawal, 'Complete', 'Completed'],
  },
  migratedAway: {
    outcome: 'migrated_away',
    when: 'the customer turns out to be another reseller’s',
    states: [...submitted, ...customer, 'MigratedAway'],
  },
  customersApproved: {
    outcome: 'completed',
    when: 'a customer started it at the provider; a reviewer approves, and an operator enters that in time',
    states: [...entered, ...done],
  },
  customersRefused: {
    outcome: 'refused_by_reseller',
    when: 'a customer started it at the provider; a reviewer refuses, and an operator enters that in time',
    states: [...entered, 'RefusedByReseller'],
  },
  customersAnsweredLate: {
    outcome: 'completed',
    when: 'a customer started it; our answer is not entered in time, and the provider’s clock approves',
    states: [...entered, ...done],
  },
  customersNeverAnswered: {
    outcome: 'completed',
    when: 'a customer started it, nobody reviews it, and the provider’s clock approves',
    states: [...review, ...done],
  },
  customersTakenBack: {
    outcome: 'cancelled',
    when: 'a customer started it, and takes it back at the provider',
    states: [...review, 'Cancelled'],
  },
  givenUp: {
    outcome: 'failed',
    when: 'its machine died four times; an execution that starts all the same finds that',
    states: ['LoadUnbind', 'Failed'],
  },
} as const satisfies Record<string, UnbindWay>;

export type UnbindWayName = keyof typeof unbindWays;

/** The states of a way at a site: where the provider asks for no card, that state is not entered. */
export function unbindStatesAt({ states }: UnbindWay, asksForCard: boolean): readonly string[] {
  const cardStates: readonly string[] = card;
  return states.filter((state) => asksForCard || !cardStates.includes(state));
}
