import { expect } from 'vitest';
import type { PolicyTerms } from '../../../functions/parties/index.ts';
import { preconditionNames } from '../../../functions/unbinds/preconditions/precondition.ts';
import type { UnbindWayName } from '../../../statemachines/unbind-outcomes.ts';
import { answerPage, expectOk, mailedLink } from '../../support/desk.ts';
import { eventually, quickUnbindTerms, type Seen, type Unbinding } from './unbinding.ts';

/** One way that an unbind takes on the deployed desk, played through the pretend console. */
export type Scenario = {
  readonly terms?: PolicyTerms;
  readonly flags?: Seen['flags'];
  readonly play: (u: Unbinding) => Promise<void>;
};
type More = Parameters<Unbinding['submit']>[0];

const short = (unbind: Partial<PolicyTerms['unbind']>): PolicyTerms => ({
  ...quickUnbindTerms,
  unbind: { ...quickUnbindTerms.unbind, ...unbind },
});
const named = (u: Unbinding) => ({ params: { unbindId: u.id() } });
export const withCard = ({ desk, customer }: Unbinding) =>
  desk.cloud.tencent.setCustomer({ uin: customer.uin, cardBound: true, detailsComplete: true });

/** Asked for, checked and agreed: an operator has to submit it. */
async function agreed(u: Unbinding, more: More = {}): Promise<void> {
  await u.read();
  await u.submit(more);
  await u.until('awaiting_second_person');
  await u.agree();
  await u.until('awaiting_submission');
}

export const application = ({ reseller, customer }: Unbinding) => ({
  by: reseller.partner,
  uin: customer.uin,
  noticeAccepted: true,
});

/** Submitted in the pretend console, and by the run sheet. @returns the provider's number */
export async function submitted(u: Unbinding, more: More = {}): Promise<string> {
  await agreed(u, more);
  const { number } = await u.desk.cloud.tencent.submitUnbinding(application(u));
  await u.sheet({ purpose: 'submission', reference: number });
  return number;
}

/** The customer confirms at the provider, an operator sees it, the initiator takes it up. */
export async function confirmed(u: Unbinding): Promise<void> {
  await u.until('awaiting_customer_confirmation');
  await u.desk.cloud.tencent.answerUnbinding({ uin: u.customer.uin, answer: 'confirm' });
  await u.sheet({ purpose: 'customer_confirmation', choice: 'confirmed' });
  await u.until('awaiting_initiator');
  await expectOk(u.operator.takeUpUnbind({ ...named(u), body: {} }));
}

export async function cardBound(u: Unbinding): Promise<void> {
  await u.desk.cloud.tencent.bindCard({ uin: u.customer.uin });
  await u.sheet({ purpose: 'card_binding' });
}

/** The provider has let the customer go: two looks prove it, a person says where it went, another one agrees. */
export async function gone(u: Unbinding, choice: 'unbound' | 'migrated' = 'unbound'): Promise<void> {
  await eventually('absence', async () => (await u.look()).absence?.confirmed);
  await u.sheet({ purpose: 'completion', choice });
}

/** From the customer's confirmation on, with the card bound at the provider. */
export async function toTheEnd(u: Unbinding): Promise<void> {
  await confirmed(u);
  await u.until('awaiting_card');
  await cardBound(u);
  await u.until('awaiting_completion');
  await gone(u);
}

/** The operator takes the application back in the console, and somebody else confirms that. */
export async function takenBack(u: Unbinding, number: string): Promise<void> {
  await u.until('awaiting_withdrawal');
  await u.desk.cloud.tencent.withdrawUnbinding({ number, by: u.reseller.partner });
  await u.sheet({ purpose: 'withdrawal', reference: number });
}

async function goOn(u: Unbinding): Promise<void> {
  await u.until('awaiting_withdrawal');
  await expectOk(u.approver.resumeUnbind({ ...named(u), body: { reason: 'The customer goes after all' } }));
}

/** A second-level reseller’s customer, as the operator says, and whom to ask at its distributor. */
export const ofSecondLevel = ({ customer }: Unbinding): More => ({
  secondLevel: { account: '200019990001', name: 'Tidewater Cloud Services Pte. Ltd.' },
  distributorContact: { email: `review-${customer.uin}@distributor.example`, language: 'en' },
});
/** Everything that the provider asks for was looked up in its console; what a call tells counts before it. */
export const lookedUp = preconditionNames.map((check) => ({
  check,
  found: 'clear',
  note: 'Looked up in Partner Center',
}));
const cardMissing = { cardKnown: false };

/** The list of the provider's page, with the customer's own unbinding in it, to be decided by the provider at once or later. */
export async function startedByCustomer(u: Unbinding, inSeconds = 600): Promise<string> {
  const { number, deadline } = await u.desk.cloud.tencent.startUnbinding(u.customer.uin);
  const { csv } = await u.desk.cloud.tencent.exportUnbindings(u.reseller.partner);
  const shown = (at: string) => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
  const soon = new Date(Date.now() + inSeconds * 1000).toISOString();
  const list = csv.replace(shown(deadline ?? ''), shown(soon));
  expect(list).toContain(shown(soon));
  const params = { accountId: u.reseller.accountId as `acc_${string}` };
  await expectOk(u.operator.uploadUnbindingList({ params, body: list }));
  await u.find();
  await u.until('awaiting_review');
  return number;
}

export async function reviewed(u: Unbinding, verdict: 'approve' | 'refuse'): Promise<void> {
  const body = { verdict, reason: 'By the contract' };
  await expectOk(u.approver.reviewCustomerStarted({ ...named(u), body }));
  await u.until('awaiting_review_entry');
}

export async function entered(u: Unbinding, number: string, decision: 'approve' | 'refuse'): Promise<void> {
  await u.desk.cloud.tencent.reviewUnbinding({ number, by: u.reseller.partner, decision, reason: 'By the contract' });
  await u.sheet({
    purpose: 'review_entry',
    choice: decision === 'approve' ? 'approved' : 'refused',
    reference: number,
  });
}

function expectIs(actual: unknown, expected: unknown): void {
  expect(actual).toBe(expected);
}

export const scenarios = {
  completed: {
    play: async (u) => {
      await submitted(u, cardMissing);
      await toTheEnd(u);
    },
  },
  cardKnown: {
    play: async (u) => {
      await withCard(u);
      await submitted(u);
      await confirmed(u);
      await u.until('awaiting_completion');
      await gone(u);
    },
  },
  cardBoundLate: {
    terms: short({ cardSeconds: 60 }),
    play: async (u) => {
      await submitted(u, cardMissing);
      await confirmed(u);
      await u.until('awaiting_withdrawal');
      await u.desk.cloud.tencent.bindCard({ uin: u.customer.uin });
      const body = { kind: 'card_bound' as const, at: new Date().toISOString(), reference: 'MSG-3' };
      await expectOk(u.operator.recordUnbindFact({ ...named(u), body }));
      await goOn(u);
      await u.until('awaiting_completion');
      await gone(u);
    },
  },
  cardNever: {
    terms: short({ cardSeconds: 60 }),
    play: async (u) => {
      const number = await submitted(u, cardMissing);
      await confirmed(u);
      await takenBack(u, number);
    },
  },
  conditionBroken: {
    play: async (u) => {
      const { tencent } = u.desk.cloud;
      await submitted(u, cardMissing);
      await confirmed(u);
      await u.until('awaiting_card');
      await tencent.setCustomer({ uin: u.customer.uin, organisation: 'member' });
      await cardBound(u);
      await u.until('awaiting_completion');
      const { records } = await tencent.listUnbindings({ uin: u.customer.uin });
      expectIs(records[0]?.status, 'conditions_unmet');
      const body = {
        kind: 'blocked' as const,
        at: new Date().toISOString(),
        condition: 'Member of a group',
        reference: 'MSG-2',
      };
      await expectOk(u.operator.recordUnbindFact({ ...named(u), body }));
      expectIs((await u.look()).blocker, 'Member of a group');
      await tencent.setCustomer({ uin: u.customer.uin, organisation: 'none' });
      await expectOk(u.operator.recheckUnbind({ ...named(u), body: {} }));
      await eventually('a good look', async () => ((await u.look()).ready ? true : undefined));
      await tencent.recheckUnbinding(records[0]?.number ?? '');
      await gone(u);
    },
  },
  completedWhileRed: {
    flags: ['checks_red', 'customer_not_seen'],
    play: async (u) => {
      await submitted(u);
      await u.until('awaiting_customer_confirmation');
      await u.desk.cloud.tencent.setCustomer({ uin: u.customer.uin, creditRemaining: '-0.01' });
      await expectOk(u.operator.recheckUnbind({ ...named(u), body: {} }));
      await eventually('the warning', async () => ((await u.look()).ready ? undefined : true));
      await u.desk.cloud.tencent.unbind(u.customer.uin);
      await gone(u);
    },
  },
  approvedByDistributor: {
    play: async (u) => {
      await submitted(u, { ...cardMissing, ...ofSecondLevel(u) });
      await u.until('awaiting_distributor_review');
      await u.sheet({ purpose: 'distributor_review', choice: 'approved' });
      await toTheEnd(u);
    },
  },
  refusedByDistributor: {
    play: async (u) => {
      await submitted(u, ofSecondLevel(u));
      await u.until('awaiting_distributor_review');
      await u.sheet({ purpose: 'distributor_review', choice: 'refused' });
    },
  },
  distributorSilent: {
    terms: short({ distributorSeconds: 60 }),
    play: async (u) => {
      const number = await submitted(u, ofSecondLevel(u));
      await takenBack(u, number);
    },
  },
  submittedByDistributor: {
    flags: ['second_person_not_asked'],
    play: async (u) => {
      await u.read();
      await u.submit({ ...cardMissing, ...ofSecondLevel(u) });
      await u.until('awaiting_second_person');
      const { number } = await u.desk.cloud.tencent.submitUnbinding(application(u));
      const body = { kind: 'submitted' as const, at: new Date().toISOString(), reference: number };
      await expectOk(u.operator.recordUnbindFact({ ...named(u), body }));
      await u.until('awaiting_distributor_review');
      await u.sheet({ purpose: 'distributor_review', choice: 'approved' });
      await toTheEnd(u);
    },
  },
  rejectedByCustomer: {
    play: async (u) => {
      await submitted(u);
      await u.until('awaiting_customer_confirmation');
      await u.desk.cloud.tencent.answerUnbinding({ uin: u.customer.uin, answer: 'reject', reason: 'We stay' });
      await u.sheet({ purpose: 'customer_confirmation', choice: 'rejected' });
    },
  },
  customerToldUsNo: {
    play: async (u) => {
      const number = await submitted(u, { contact: { email: u.customer.email, language: 'en' } });
      const page = await mailedLink(u.desk, u.customer.email);
      expectIs((await answerPage(page, { verdict: 'rejected', reason: 'We stay' })).status, 200);
      await takenBack(u, number);
    },
  },
  customerSilent: {
    terms: short({ customerSeconds: 60 }),
    play: async (u) => {
      const number = await submitted(u);
      await takenBack(u, number);
    },
  },
  refusedAtSubmission: {
    play: async (u) => {
      const { tencent } = u.desk.cloud;
      await tencent.setCustomer({ uin: u.customer.uin, organisation: 'member' });
      await agreed(u, cardMissing);
      const refusal = await tencent.submitUnbinding(application(u)).catch((thrown: Error) => thrown);
      expectIs('code' in refusal && refusal.code, 'conditions_unmet');
      const condition = 'The sub-customer is a member of a group';
      await u.sheet({ purpose: 'refused', condition });
      expectIs((await u.until('awaiting_remedy')).blocker, condition);
      await tencent.setCustomer({ uin: u.customer.uin, organisation: 'none' });
      await expectOk(u.operator.tryUnbindAgain({ ...named(u), body: {} }));
      await u.until('awaiting_submission');
      const { number } = await tencent.submitUnbinding(application(u));
      await u.sheet({ purpose: 'submission', reference: number });
      await toTheEnd(u);
    },
  },
  declined: {
    play: async (u) => {
      await u.read();
      await u.submit();
      await u.until('awaiting_second_person');
      const body = { verdict: 'decline' as const, reason: 'The contract runs until March' };
      await expectOk(u.approver.decideUnbindSecondPerson({ ...named(u), body }));
    },
  },
  nobodySubmitted: { terms: short({ submissionSeconds: 60 }), play: (u) => agreed(u) },
  withdrawn: {
    play: async (u) => {
      const number = await submitted(u);
      await u.until('awaiting_customer_confirmation');
      await expectOk(u.operator.cancelUnbind({ ...named(u), body: { reason: 'The customer stays after all' } }));
      await takenBack(u, number);
    },
  },
  withdrawnTooLate: {
    flags: ['customer_not_seen', 'after_withdrawal'],
    play: async (u) => {
      await withCard(u);
      await submitted(u);
      await u.until('awaiting_customer_confirmation');
      await expectOk(u.operator.cancelUnbind({ ...named(u), body: { reason: 'The customer stays after all' } }));
      await u.until('awaiting_withdrawal');
      await u.desk.cloud.tencent.answerUnbinding({ uin: u.customer.uin, answer: 'confirm' });
      await gone(u);
    },
  },
  migratedAway: {
    play: async (u) => {
      await submitted(u);
      await u.until('awaiting_customer_confirmation');
      const other = `2000${u.customer.uin.slice(-8)}`;
      await u.desk.cloud.tencent.setAccount({ uin: other, name: 'Another reseller', role: 'reseller' });
      await u.desk.cloud.tencent.migrate(u.customer.uin, other);
      await gone(u, 'migrated');
    },
  },
  customersApproved: {
    play: async (u) => {
      await withCard(u);
      const number = await startedByCustomer(u);
      await reviewed(u, 'approve');
      await entered(u, number, 'approve');
      await u.until('awaiting_completion');
      await gone(u);
    },
  },
  customersRefused: {
    play: async (u) => {
      const number = await startedByCustomer(u);
      await reviewed(u, 'refuse');
      await entered(u, number, 'refuse');
    },
  },
  customersAnsweredLate: {
    flags: ['decided_by_clock'],
    play: async (u) => {
      await withCard(u);
      await startedByCustomer(u, 90);
      await reviewed(u, 'refuse');
      await u.until('awaiting_completion');
      await u.desk.cloud.tencent.unbind(u.customer.uin);
      await gone(u);
    },
  },
  customersNeverAnswered: {
    flags: ['decided_by_clock'],
    play: async (u) => {
      await withCard(u);
      await startedByCustomer(u, 60);
      await u.until('awaiting_completion');
      await u.desk.cloud.tencent.unbind(u.customer.uin);
      await gone(u);
    },
  },
} as const satisfies Partial<Record<UnbindWayName, Scenario>>;
