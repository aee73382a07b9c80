import { expect } from 'vitest';
import type { PolicyTerms } from '../../../functions/parties/index.ts';
import type { UnbindOutcome } from '../../../functions/unbinds/status.ts';
import { expectOk } from '../../support/desk.ts';
import { eventually, quickUnbindTerms, type Seen, type Unbinding } from './unbinding.ts';

/** One way that an unbind takes on the deployed desk, played through the pretend console. */
export type Scenario = {
  readonly outcome: UnbindOutcome;
  readonly terms?: PolicyTerms;
  readonly tier?: 'reseller' | 'distributor';
  readonly flags?: Seen['flags'];
  readonly play: (u: Unbinding) => Promise<void>;
};

const short = (unbind: Partial<PolicyTerms['unbind']>): PolicyTerms => ({
  ...quickUnbindTerms,
  unbind: { ...quickUnbindTerms.unbind, ...unbind },
});

/** Asked for, checked and agreed: an operator has to submit it. */
async function agreed(u: Unbinding, more: Parameters<Unbinding['submit']>[0] = {}): Promise<void> {
  await u.read();
  await u.submit(more);
  await u.until('awaiting_second_person');
  await u.agree();
  await u.until('awaiting_submission');
}

/** Submitted in the pretend console, and by the run sheet. */
async function submitted(u: Unbinding, more: Parameters<Unbinding['submit']>[0] = {}): Promise<string> {
  await agreed(u, more);
  const record = await u.desk.cloud.tencent.submitUnbinding({
    by: u.reseller.partner,
    uin: u.customer.uin,
    noticeAccepted: true,
  });
  await u.sheet({ purpose: 'submission', reference: record.number });
  return record.number;
}

const withCard = (u: Unbinding) =>
  u.desk.cloud.tencent.setCustomer({ uin: u.customer.uin, cardBound: true, detailsComplete: true });

/** The customer confirms at the provider, an operator sees it, the initiator takes it up. */
async function confirmed(u: Unbinding): Promise<void> {
  await u.until('awaiting_customer_confirmation');
  await u.desk.cloud.tencent.answerUnbinding({ uin: u.customer.uin, answer: 'confirm' });
  await u.sheet({ purpose: 'customer_confirmation', choice: 'confirmed' });
  await u.until('awaiting_initiator');
  await expectOk(u.operator.takeUpUnbind({ params: { unbindId: u.id() }, body: {} }));
}

/** The provider has let the customer go: two looks prove it, a person says where it went, another one agrees. */
async function gone(u: Unbinding, choice: 'unbound' | 'migrated' = 'unbound'): Promise<void> {
  await eventually('absence', async () => (await u.look()).absence?.confirmed);
  await u.sheet({ purpose: 'completion', choice });
}

/** The operator takes the application back in the console, and somebody else confirms that. */
async function takenBack(u: Unbinding, number: string): Promise<void> {
  await u.until('awaiting_withdrawal');
  await u.desk.cloud.tencent.withdrawUnbinding({ number, by: u.reseller.partner });
  await u.sheet({ purpose: 'withdrawal', reference: number });
}

/** A second-level reseller’s customer, as the operator says. */
const ofSecondLevel = { secondLevel: { account: '200019990001', name: 'Tidewater Cloud Services Pte. Ltd.' } };

export const scenarios = {
  completed: {
    outcome: 'completed',
    play: async (u) => {
      await withCard(u);
      await submitted(u);
      await confirmed(u);
      await u.until('awaiting_completion');
      await gone(u);
    },
  },
  cardBound: {
    outcome: 'completed',
    play: async (u) => {
      await submitted(u, { cardKnown: false });
      await confirmed(u);
      await u.until('awaiting_card');
      await u.desk.cloud.tencent.bindCard({ uin: u.customer.uin });
      await u.sheet({ purpose: 'card_binding' });
      await u.until('awaiting_completion');
      await gone(u);
    },
  },
  cardBoundLate: {
    outcome: 'completed',
    terms: short({ cardSeconds: 60 }),
    flags: ['after_withdrawal'],
    play: async (u) => {
      await submitted(u, { cardKnown: false });
      await confirmed(u);
      await u.until('awaiting_withdrawal');
      await u.desk.cloud.tencent.bindCard({ uin: u.customer.uin });
      await gone(u);
    },
  },
  cardNever: {
    outcome: 'expired',
    terms: short({ cardSeconds: 60 }),
    play: async (u) => {
      const number = await submitted(u, { cardKnown: false });
      await confirmed(u);
      await takenBack(u, number);
    },
  },
  customerRejects: {
    outcome: 'rejected_by_customer',
    play: async (u) => {
      await submitted(u);
      await u.until('awaiting_customer_confirmation');
      await u.desk.cloud.tencent.answerUnbinding({ uin: u.customer.uin, answer: 'reject', reason: 'We stay' });
      await u.sheet({ purpose: 'customer_confirmation', choice: 'rejected' });
    },
  },
  customerSilent: {
    outcome: 'expired',
    terms: short({ customerSeconds: 60 }),
    play: async (u) => {
      const number = await submitted(u);
      await takenBack(u, number);
    },
  },
  declined: {
    outcome: 'declined',
    play: async (u) => {
      await u.read();
      await u.submit();
      await u.until('awaiting_second_person');
      const body = { verdict: 'decline' as const, reason: 'The contract runs until March' };
      await expectOk(u.approver.decideUnbindSecondPerson({ params: { unbindId: u.id() }, body }));
    },
  },
  cancelled: {
    outcome: 'cancelled',
    play: async (u) => {
      const number = await submitted(u);
      await u.until('awaiting_customer_confirmation');
      const body = { reason: 'The customer stays after all' };
      await expectOk(u.operator.cancelUnbind({ params: { unbindId: u.id() }, body }));
      await takenBack(u, number);
    },
  },
  refusedAndMended: {
    outcome: 'completed',
    play: async (u) => {
      await withCard(u);
      await u.desk.cloud.tencent.setCustomer({ uin: u.customer.uin, organisation: 'member' });
      await agreed(u);
      const asked = { by: u.reseller.partner, uin: u.customer.uin, noticeAccepted: true };
      const refusal = await u.desk.cloud.tencent.submitUnbinding(asked).catch((thrown: Error) => thrown);
      expect(refusal).toMatchObject({ code: 'conditions_unmet' });
      const condition = 'The sub-customer is a member of a group';
      await u.sheet({ purpose: 'refused', condition });
      expect((await u.until('awaiting_remedy')).blocker).toBe(condition);
      await u.desk.cloud.tencent.setCustomer({ uin: u.customer.uin, organisation: 'none' });
      await expectOk(u.operator.tryUnbindAgain({ params: { unbindId: u.id() }, body: {} }));
      await u.until('awaiting_submission');
      const record = await u.desk.cloud.tencent.submitUnbinding(asked);
      await u.sheet({ purpose: 'submission', reference: record.number });
      await confirmed(u);
      await u.until('awaiting_completion');
      await gone(u);
    },
  },
  distributorApproves: {
    outcome: 'completed',
    play: async (u) => {
      await withCard(u);
      await submitted(u, ofSecondLevel);
      await u.until('awaiting_distributor_review');
      await u.sheet({ purpose: 'distributor_review', choice: 'approved' });
      await confirmed(u);
      await u.until('awaiting_completion');
      await gone(u);
    },
  },
  distributorRefuses: {
    outcome: 'rejected_by_distributor',
    play: async (u) => {
      await submitted(u, ofSecondLevel);
      await u.until('awaiting_distributor_review');
      await u.sheet({ purpose: 'distributor_review', choice: 'refused' });
    },
  },
  distributorSilent: {
    outcome: 'expired',
    terms: short({ distributorSeconds: 60 }),
    play: async (u) => {
      const number = await submitted(u, ofSecondLevel);
      await takenBack(u, number);
    },
  },
  migrated: {
    outcome: 'migrated_away',
    play: async (u) => {
      await submitted(u);
      await u.until('awaiting_customer_confirmation');
      const other = `2000${String(Date.now()).slice(-8)}`;
      await u.desk.cloud.tencent.setAccount({ uin: other, name: 'Another reseller', role: 'reseller' });
      await u.desk.cloud.tencent.migrate(u.customer.uin, other);
      await gone(u, 'migrated');
    },
  },
  completedWhileRed: {
    outcome: 'completed',
    flags: ['checks_red'],
    play: async (u) => {
      await submitted(u, { cardKnown: true });
      await confirmed(u);
      await u.until('awaiting_completion');
      await u.desk.cloud.tencent.setCustomer({ uin: u.customer.uin, creditRemaining: '-0.01' });
      await expectOk(u.operator.recheckUnbind({ params: { unbindId: u.id() }, body: {} }));
      await eventually('the warning', async () => ((await u.look()).ready ? undefined : true));
      await u.desk.cloud.tencent.unbind(u.customer.uin);
      await gone(u);
    },
  },
} as const satisfies Record<string, Scenario>;
