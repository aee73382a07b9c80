import { expect } from 'vitest';
import type { PolicyTerms } from '../../../functions/parties/index.ts';
import type { SiteCapabilities } from '../../../functions/providers/provider.ts';
import { asksForCard } from '../../../functions/providers/unbinding.ts';
import type { UnbindWayName } from '../../../statemachines/unbind-outcomes.ts';
import { askedAt } from '../../support/clear-preconditions.ts';
import { answerPage, expectOk, mailedLink } from '../../support/desk.ts';
import { eventually } from './eventually.ts';
import { quickUnbindTerms, type Seen, type Unbinding } from './unbinding.ts';

/** One way that an unbind takes on the deployed desk, played through the pretend console of a site. */
export type Scenario = {
  readonly terms?: PolicyTerms;
  /** Whether a site has this way, by its table; every site unless said. */
  readonly where?: (site: SiteCapabilities) => boolean;
  /** What of it no site does otherwise than another: played at the first one alone. */
  readonly anywhere?: true;
  readonly flags?: Seen['flags'];
  readonly play: (u: Unbinding) => Promise<void>;
};
type More = Parameters<Unbinding['submit']>[0];

const short = (unbind: Partial<PolicyTerms['unbind']>): PolicyTerms => ({
  ...quickUnbindTerms,
  unbind: { ...quickUnbindTerms.unbind, ...unbind },
});
const named = (u: Unbinding) => ({ params: { unbindId: u.id() } });

const asksCard = ({ unbind }: SiteCapabilities) => asksForCard(unbind);
const hasClock = ({ unbind }: SiteCapabilities) => unbind.customerStartedDays !== null;

/** Asked for, checked and agreed: an operator has to submit it. */
async function agreed(u: Unbinding, more: More = {}): Promise<void> {
  await u.read();
  await u.submit(more);
  await u.until('awaiting_second_person');
  await u.agree();
  await u.until('awaiting_submission');
}

/** Submitted in the pretend console, and by the run sheet. @returns the provider's number */
export async function submitted(u: Unbinding, more: More = {}): Promise<string> {
  await agreed(u, more);
  const number = await u.bench.submit(u);
  await u.sheet({ purpose: 'submission', reference: number });
  return number;
}

/** The customer confirms at the provider, an operator sees it, the initiator takes it up. */
export async function confirmed(u: Unbinding): Promise<void> {
  await u.until('awaiting_customer_confirmation');
  await u.bench.answer(u, 'confirm');
  await u.sheet({ purpose: 'customer_confirmation', choice: 'confirmed' });
  await u.until('awaiting_initiator');
  await expectOk(u.operator.takeUpUnbind({ ...named(u), body: {} }));
}

export async function cardBound(u: Unbinding): Promise<void> {
  await u.bench.bindCard(u);
  await u.sheet({ purpose: 'card_binding' });
}

/** The provider has let the customer go: two looks prove it, a person says where it went, another one agrees. */
export async function gone(u: Unbinding, choice: 'unbound' | 'migrated' = 'unbound'): Promise<void> {
  await eventually('absence', async () => (await u.look()).absence?.confirmed);
  await u.sheet({ purpose: 'completion', choice });
}

/** From the customer's confirmation on, with the card bound at the provider where it asks for one. */
export async function toTheEnd(u: Unbinding): Promise<void> {
  await confirmed(u);
  if (u.asksForCard) {
    await u.until('awaiting_card');
    await cardBound(u);
  }
  await u.until('awaiting_completion');
  await u.bench.finish(u);
  await gone(u);
}

/** The operator takes the application back in the console, and somebody else confirms that. */
export async function takenBack(u: Unbinding, number: string): Promise<void> {
  await u.until('awaiting_withdrawal');
  await u.bench.takeBack(u, number);
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
/** Everything that the first site asks for was looked up in its console; what a call tells counts before it. */
export const lookedUp = askedAt('tencent-intl').map((check) => ({
  check,
  found: 'clear',
  note: 'Looked up in Partner Center',
}));
const cardMissing = { cardKnown: false };

/** The list of the provider's page, with the customer's own unbinding in it, to be decided by the provider at once or later. */
export async function startedByCustomer(u: Unbinding, inSeconds = 600): Promise<string> {
  const { number, list } = await u.bench.startByCustomer(u, inSeconds);
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
  await u.bench.review(u, number, decision);
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
    where: asksCard,
    play: async (u) => {
      await u.bench.hasCard(u);
      await submitted(u);
      await confirmed(u);
      await u.until('awaiting_completion');
      await u.bench.finish(u);
      await gone(u);
    },
  },
  cardBoundLate: {
    where: asksCard,
    anywhere: true,
    terms: short({ cardSeconds: 60 }),
    play: async (u) => {
      await submitted(u, cardMissing);
      await confirmed(u);
      await u.until('awaiting_withdrawal');
      await u.bench.bindCard(u);
      const body = { kind: 'card_bound' as const, at: new Date().toISOString(), reference: 'MSG-3' };
      await expectOk(u.operator.recordUnbindFact({ ...named(u), body }));
      await goOn(u);
      await u.until('awaiting_completion');
      await gone(u);
    },
  },
  cardNever: {
    where: asksCard,
    anywhere: true,
    terms: short({ cardSeconds: 60 }),
    play: async (u) => {
      const number = await submitted(u, cardMissing);
      await confirmed(u);
      await takenBack(u, number);
    },
  },
  conditionBroken: {
    anywhere: true,
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
      await u.bench.redden(u);
      await expectOk(u.operator.recheckUnbind({ ...named(u), body: {} }));
      await eventually('the warning', async () => ((await u.look()).ready ? undefined : true));
      await u.bench.release(u);
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
    anywhere: true,
    terms: short({ distributorSeconds: 60 }),
    play: async (u) => {
      const number = await submitted(u, ofSecondLevel(u));
      await takenBack(u, number);
    },
  },
  submittedByDistributor: {
    anywhere: true,
    flags: ['second_person_not_asked'],
    play: async (u) => {
      await u.read();
      await u.submit({ ...cardMissing, ...ofSecondLevel(u) });
      await u.until('awaiting_second_person');
      const number = await u.bench.submit(u);
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
      await u.bench.answer(u, 'reject');
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
      await agreed(u, cardMissing);
      const condition = await u.bench.hinder(u);
      await u.sheet({ purpose: 'refused', condition });
      expectIs((await u.until('awaiting_remedy')).blocker, condition);
      await u.bench.mend(u);
      await expectOk(u.operator.tryUnbindAgain({ ...named(u), body: {} }));
      await u.until('awaiting_submission');
      const number = await u.bench.submit(u);
      await u.sheet({ purpose: 'submission', reference: number });
      await toTheEnd(u);
    },
  },
  declined: {
    anywhere: true,
    play: async (u) => {
      await u.read();
      await u.submit();
      await u.until('awaiting_second_person');
      const body = { verdict: 'decline' as const, reason: 'The contract runs until March' };
      await expectOk(u.approver.decideUnbindSecondPerson({ ...named(u), body }));
    },
  },
  nobodySubmitted: { anywhere: true, terms: short({ submissionSeconds: 60 }), play: (u) => agreed(u) },
  withdrawn: {
    play: async (u) => {
      const number = await submitted(u);
      await u.until('awaiting_customer_confirmation');
      await expectOk(u.operator.cancelUnbind({ ...named(u), body: { reason: 'The customer stays after all' } }));
      await takenBack(u, number);
    },
  },
  withdrawnTooLate: {
    anywhere: true,
    flags: ['customer_not_seen', 'after_withdrawal'],
    play: async (u) => {
      await u.bench.hasCard(u);
      await submitted(u);
      await u.until('awaiting_customer_confirmation');
      await expectOk(u.operator.cancelUnbind({ ...named(u), body: { reason: 'The customer stays after all' } }));
      await u.until('awaiting_withdrawal');
      await u.bench.answer(u, 'confirm');
      await u.bench.finish(u);
      await gone(u);
    },
  },
  migratedAway: {
    play: async (u) => {
      await submitted(u);
      await u.until('awaiting_customer_confirmation');
      await u.bench.migrate(u);
      await gone(u, 'migrated');
    },
  },
  customersApproved: {
    play: async (u) => {
      await u.bench.hasCard(u);
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
    where: hasClock,
    flags: ['decided_by_clock'],
    play: async (u) => {
      await u.bench.hasCard(u);
      await startedByCustomer(u, 90);
      await reviewed(u, 'refuse');
      await u.until('awaiting_completion');
      await u.bench.release(u);
      await gone(u);
    },
  },
  customersNeverAnswered: {
    where: hasClock,
    flags: ['decided_by_clock'],
    play: async (u) => {
      await u.bench.hasCard(u);
      await startedByCustomer(u, 60);
      await u.until('awaiting_completion');
      await u.bench.release(u);
      await gone(u);
    },
  },
} as const satisfies Partial<Record<UnbindWayName, Scenario>>;
