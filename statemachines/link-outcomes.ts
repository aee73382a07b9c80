import type { Outcome } from '../functions/links/request-status.ts';

/** One way in which a link request can end, and the states that its machine enters on that way. */
export type LinkWay = {
  readonly outcome: Outcome;
  readonly when: string;
  readonly states: readonly string[];
  /** Only at sites that are so; absent: everywhere. */
  readonly only?: Partial<SiteWays>;
};

/** What decides which ways there are at a site, and which states. */
export type SiteWays = {
  /** The provider asks the reseller to approve. */
  readonly approves: boolean;
  /** The provider examines what the reseller has accepted. */
  readonly examines: boolean;
  /** An operator invites, by a run sheet. */
  readonly byHand: boolean;
  /** The provider says what the customer has to mend before it is accepted. */
  readonly namesRemedy: boolean;
  /** The provider tells which account has used an invitation. */
  readonly tellsUser: boolean;
};

const checked = ['LoadRequest', 'CheckRequest'] as const;
const permitted = [...checked, 'AwaitSecondPerson', 'RecordSecondPerson'] as const;
const answered = [...checked, 'AwaitCustomer', 'RecordCustomerAnswer'] as const;
const invited = [...answered, 'InviteCustomer'] as const;
const looked = [...invited, 'AwaitApplication', 'RecordApplication'] as const;
const decided = [...looked, 'ApproveApplication'] as const;
const reviewed = [...looked, 'AwaitResellerReview', 'RecordReview'] as const;
const started = [...checked, 'AwaitResellerReview', 'RecordReview'] as const;
const mended = [...decided, 'AwaitCustomerRemedy', 'RecordRemedy'] as const;
const linked = ['PrepareAccount', 'Activate', 'Completed'] as const;

/**
 * The ways that link requests end on, without `NextStep`, which stands wherever a state's answer is routed on. The
 * end-to-end tests walk each of them; `docs/generated/link-outcomes.md` is this table.
 */
export const linkWays = {
  completed: {
    outcome: 'completed',
    when: 'the customer agrees, applies at the provider and is accepted',
    states: [...decided, ...linked],
  },
  completedByTwo: {
    outcome: 'completed',
    when: 'a second person agrees first, because the policy, the scope or a near miss asks for one',
    states: [...permitted, ...decided.slice(2), ...linked],
  },
  declined: {
    outcome: 'rejected',
    when: 'the second person declines',
    states: [...permitted, 'Rejected'],
  },
  nobodyAgreed: {
    outcome: 'expired',
    when: 'no second person answers in time',
    states: [...permitted, 'Expired'],
  },
  rejected: {
    outcome: 'rejected',
    when: 'the customer says no',
    states: [...answered, 'Rejected'],
  },
  customerSilent: {
    outcome: 'expired',
    when: 'the customer does not answer in time',
    states: [...answered, 'Expired'],
  },
  applicationMissing: {
    outcome: 'expired',
    when: 'the customer does not apply at the provider in time',
    states: [...looked, 'Expired'],
  },
  identifierLearned: {
    outcome: 'completed',
    when: 'invited without an account identifier: the account that the customer claimed applies',
    states: [...decided, ...linked],
    only: { tellsUser: true },
  },
  otherAccountAccepted: {
    outcome: 'completed',
    when: 'another account applied on the invitation, and a person accepts it',
    states: [...reviewed, 'ApproveApplication', ...linked],
    only: { tellsUser: true },
  },
  otherAccountRefused: {
    outcome: 'expired',
    when: 'another account applied on the invitation, a person refuses it, and the right one does not apply in time',
    states: [...reviewed, 'RefuseApplication', 'AwaitApplication', 'RecordApplication', 'Expired'],
    only: { approves: true, tellsUser: true },
  },
  otherAccountLeftLinked: {
    outcome: 'rejected',
    when: 'another account used the invitation, which linked it at once, and a person refuses it; flagged `application_outstanding`',
    states: [...reviewed, 'RefuseApplication', 'Rejected'],
    only: { approves: false, tellsUser: true },
  },
  nobodyReviewed: {
    outcome: 'expired',
    when: 'another account applied on the invitation, and nobody reviews it in time',
    states: [...reviewed, 'Expired'],
    only: { tellsUser: true },
  },
  startedByCustomer: {
    outcome: 'completed',
    when: 'a customer whom nobody invited applies at the provider, and a person accepts it',
    states: [...started, 'ApproveApplication', ...linked],
    only: { approves: true },
  },
  startedByStranger: {
    outcome: 'rejected',
    when: 'a customer whom nobody invited applies at the provider, and a person refuses it',
    states: [...started, 'RefuseApplication', 'Rejected'],
    only: { approves: true },
  },
  mended: {
    outcome: 'completed',
    when: 'the provider wants the customer to mend its account first, and accepts it after that',
    states: [...mended, 'ApproveApplication', ...linked],
    only: { approves: true, namesRemedy: true },
  },
  neverMended: {
    outcome: 'expired',
    when: 'the provider wants the customer to mend its account first, which it does not in time',
    states: [...mended, 'Expired'],
    only: { approves: true, namesRemedy: true },
  },
  changedByCustomersYes: {
    outcome: 'completed',
    when: 'a link is changed to something more, and the customer agrees',
    states: [...answered, ...linked],
  },
  narrowed: {
    outcome: 'completed',
    when: 'a link is changed to less, which needs nobody’s yes',
    states: [...checked, ...linked],
  },
  cancelledAtOnce: {
    outcome: 'cancelled',
    when: 'cancelled before the machine has started',
    states: ['LoadRequest', 'CancelRequest', 'Cancelled'],
  },
  cancelledBeforeInvitation: {
    outcome: 'cancelled',
    when: 'cancelled while the customer is asked',
    states: [...answered, 'CancelRequest', 'Cancelled'],
  },
  cancelledAfterInvitation: {
    outcome: 'cancelled',
    when: 'cancelled while the customer’s application is awaited',
    states: [...looked, 'CancelRequest', 'Cancelled'],
  },
  cancelledWithApplication: {
    outcome: 'cancelled',
    when: 'cancelled while the customer has to mend its account; its application is refused at the provider',
    states: [...mended, 'CancelRequest', 'Cancelled'],
    only: { approves: true, namesRemedy: true },
  },
  cancelledTooLate: {
    outcome: 'completed',
    when: 'cancelled when the provider had already linked the customer; flagged `cancel_too_late`',
    states: [...looked, 'CancelRequest', 'Completed'],
  },
  checkFailed: {
    outcome: 'failed',
    when: 'a check fails that held when the request was made, such as a partner account paused since',
    states: [...checked, 'Failed'],
  },
  nobodyInvited: {
    outcome: 'expired',
    when: 'no operator invites the customer in the provider’s console in time',
    states: [...invited, 'Expired'],
    only: { byHand: true },
  },
  notPassed: {
    outcome: 'rejected',
    when: 'the provider’s own examination of the application ends without a link',
    states: [...decided, 'AwaitProvider', 'RecordAudit', 'Rejected'],
    only: { examines: true },
  },
  neverExamined: {
    outcome: 'expired',
    when: 'the provider does not end its examination in time',
    states: [...decided, 'AwaitProvider', 'RecordAudit', 'Expired'],
    only: { examines: true },
  },
  invitationRefused: {
    outcome: 'failed',
    when: 'the provider refuses the invitation',
    states: [...invited, 'Failed'],
  },
  applicationRefused: {
    outcome: 'failed',
    when: 'the provider refuses the application for good, for instance because it is a key account of its own',
    states: [...decided, 'Failed'],
    only: { approves: true },
  },
} as const satisfies Record<string, LinkWay>;

export type LinkWayName = keyof typeof linkWays;

/** Whether a way is one of the site's. */
export function isWayAt({ only = {} }: LinkWay, site: SiteWays): boolean {
  return Object.entries(only).every(([name, value]) =>
    Object.entries(site).some((one) => one[0] === name && one[1] === value),
  );
}

/** The states of a way at a site: nobody is asked to approve, or the provider goes on to examine; an operator invites. */
export function statesAt({ states }: LinkWay, { approves, examines, byHand }: SiteWays): readonly string[] {
  return states.flatMap((state, at) => {
    if (state === 'InviteCustomer' && byHand) return [state, 'AwaitOperator', 'RecordInvitation'];
    if (state !== 'ApproveApplication') return [state];
    if (!approves) return [];
    return examines && states[at + 1] === 'PrepareAccount' ? [state, 'AwaitProvider', 'RecordAudit'] : [state];
  });
}
