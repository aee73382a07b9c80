import type { Outcome } from '../functions/links/link-request.ts';

/** One way in which a link request can end, and the states that its machine enters on that way. */
export type LinkWay = { readonly outcome: Outcome; readonly when: string; readonly states: readonly string[] };

const checked = ['LoadRequest', 'CheckRequest'] as const;
const answered = [...checked, 'AwaitCustomer', 'RecordCustomerAnswer'] as const;
const invited = [...answered, 'InviteCustomer'] as const;
const looked = [...invited, 'AwaitApplication', 'RecordApplication'] as const;
const decided = [...looked, 'ApproveApplication'] as const;

/**
 * The ways that link requests end on when no state has to be entered twice, without `NextStep`, which stands wherever a
 * state's answer is routed on. The end-to-end tests walk each of them; `docs/generated/link-outcomes.md` is this table.
 */
export const linkWays = {
  completed: {
    outcome: 'completed',
    when: 'the customer agrees, applies at the provider and is accepted',
    states: [...decided, 'PrepareAccount', 'Activate', 'Completed'],
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
  invitationRefused: {
    outcome: 'failed',
    when: 'the provider refuses the invitation',
    states: [...invited, 'Failed'],
  },
  otherAccountApplied: {
    outcome: 'failed',
    when: 'another account applied on the invitation',
    states: [...looked, 'Failed'],
  },
  applicationRefused: {
    outcome: 'failed',
    when: 'the provider refuses the application, for instance because the customer has to mend its account first',
    states: [...decided, 'Failed'],
  },
} as const satisfies Record<string, LinkWay>;

export type LinkWayName = keyof typeof linkWays;
