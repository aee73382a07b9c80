import { describe, expect, test } from 'vitest';
import { plusSeconds } from '../../../functions/kernel/clock.ts';
import { type UnbindWay, type UnbindWayName, unbindWays } from '../../../statemachines/unbind-outcomes.ts';
import { DAY } from '../../support/link-desk.ts';
import { seldom, type UnbindDesk, unbindDesk } from '../../support/unbind-desk.ts';

/** Every way that the table of outcomes names, walked in memory: ordered states, end, and that the link is let go. */
type Desk = Awaited<ReturnType<typeof setup>>;

async function setup() {
  const desk = await unbindDesk({}, seldom);
  const approver = await desk.member('approver');
  const approve = async (id: string, what: string, json: object) => {
    const answer = await desk.call(id, what, json, { member: approver, rights: 'approver' });
    if (answer.status !== 202) throw new Error(answer.text);
    await desk.settle();
  };
  const call = async (id: string, what: string, json: object = {}) => {
    const answer = await desk.call(id, what, json);
    if (answer.status !== 202) throw new Error(answer.text);
    await desk.settle();
  };
  return { ...desk, call, approve };
}

const agree = (desk: Desk, id: string) => desk.approve(id, '/second-person', { verdict: 'agree' });
async function submit(desk: Desk, id: string) {
  await agree(desk, id);
  await desk.observe(id, 'submitted', { reference: 'UB-1' });
}
async function confirm(desk: Desk, id: string) {
  await submit(desk, id);
  await desk.observe(id, 'customer_confirmed');
  await desk.call(id, '/take-up');
}
async function finish(desk: Desk, id: string) {
  await desk.observe(id, 'customer_confirmed');
  await desk.call(id, '/take-up');
  await desk.observe(id, 'card_bound');
  await complete(desk, id);
}
const complete = (desk: Desk, id: string) => desk.observe(id, 'completed', { observedBy: 'api' });
const withdrawnAfter = (days: number) => async (desk: Desk, id: string) => {
  await desk.pass(days * DAY);
  await desk.observe(id, 'withdrawn');
};

type Walk = {
  readonly starts?: Parameters<UnbindDesk['startUnbind']>[0];
  /** Whether a bill of the customer's is open. */
  readonly owes?: true;
  readonly walk: (desk: Desk, id: string) => Promise<unknown>;
};
const secondLevel = { account: '200031885555', name: 'Harbour Lantern Cloud' };
const reviewed = { distributorReviews: true, distributor: { secondLevel } };

const walks: Readonly<Record<Exclude<UnbindWayName, 'submittedByApi' | 'givenUp'>, Walk>> = {
  completed: {
    walk: async (desk, id) => {
      await confirm(desk, id);
      await desk.observe(id, 'card_bound');
      await complete(desk, id);
    },
  },
  cardKnown: {
    starts: { cardKnown: true },
    walk: async (desk, id) => {
      await confirm(desk, id);
      await complete(desk, id);
    },
  },
  cardBoundLate: {
    walk: async (desk, id) => {
      await confirm(desk, id);
      await desk.pass(15 * DAY);
      await desk.observe(id, 'card_bound');
      await desk.approve(id, '/resume', { reason: 'bound a day late' });
      await complete(desk, id);
    },
  },
  cardNever: {
    walk: async (desk, id) => {
      await confirm(desk, id);
      await withdrawnAfter(15)(desk, id);
    },
  },
  conditionBroken: {
    walk: async (desk, id) => {
      await confirm(desk, id);
      await desk.observe(id, 'card_bound');
      await desk.observe(id, 'blocked', { condition: 'negative credit' });
      await complete(desk, id);
    },
  },
  completedWhileRed: {
    walk: async (desk, id) => {
      await submit(desk, id);
      await desk.observe(id, 'blocked', { condition: 'negative credit' });
      await complete(desk, id);
    },
  },
  approvedByDistributor: {
    starts: reviewed,
    walk: async (desk, id) => {
      await submit(desk, id);
      await desk.observe(id, 'distributor_approved', { observedBy: 'distributor' });
      await finish(desk, id);
    },
  },
  refusedByDistributor: {
    starts: reviewed,
    walk: async (desk, id) => {
      await submit(desk, id);
      await desk.observe(id, 'distributor_refused', { observedBy: 'distributor', reason: 'bills are open' });
    },
  },
  distributorSilent: {
    starts: reviewed,
    walk: async (desk, id) => {
      await submit(desk, id);
      await withdrawnAfter(15)(desk, id);
    },
  },
  submittedByDistributor: {
    starts: reviewed,
    walk: async (desk, id) => {
      await desk.observe(id, 'submitted', { observedBy: 'distributor', reference: 'UB-1' });
      await desk.observe(id, 'distributor_approved', { observedBy: 'distributor' });
      await finish(desk, id);
    },
  },
  rejectedByCustomer: {
    walk: async (desk, id) => {
      await submit(desk, id);
      await desk.observe(id, 'customer_rejected', { reason: 'they were asked too early' });
    },
  },
  customerToldUsNo: {
    walk: async (desk, id) => {
      await submit(desk, id);
      await desk.observe(id, 'customer_rejected', { observedBy: 'customer' });
      await desk.observe(id, 'withdrawn');
    },
  },
  customerSilent: {
    walk: async (desk, id) => {
      await submit(desk, id);
      await withdrawnAfter(15)(desk, id);
    },
  },
  confirmedLate: {
    walk: async (desk, id) => {
      await submit(desk, id);
      await desk.pass(17.5 * DAY);
      await desk.observe(id, 'customer_confirmed');
      await desk.approve(id, '/resume', { reason: 'confirmed a day late' });
      await desk.call(id, '/take-up');
      await desk.observe(id, 'card_bound');
      await complete(desk, id);
    },
  },
  mended: {
    owes: true,
    walk: async (desk, id) => {
      desk.provider.owes(desk.unbind(id).customer.accountId, '2026-10', { all: '5.00', unpaid: '0.00' });
      await desk.pass(2 * DAY);
      await desk.call(id, '/check', { changed: 'they paid' });
      await submit(desk, id);
      await finish(desk, id);
    },
  },
  neverMended: { owes: true, walk: (desk) => desk.pass(15 * DAY) },
  refusedAtSubmission: {
    walk: async (desk, id) => {
      await agree(desk, id);
      await desk.observe(id, 'refused_at_submission', { condition: 'negative credit' });
      await desk.call(id, '/check', { changed: 'topped up' });
      await desk.observe(id, 'submitted', { reference: 'UB-1' });
      await finish(desk, id);
    },
  },
  declined: { walk: (desk, id) => desk.approve(id, '/second-person', { verdict: 'decline' }) },
  nobodyAgreed: { walk: (desk) => desk.pass(61 * DAY) },
  nobodySubmitted: {
    walk: async (desk, id) => {
      await agree(desk, id);
      await desk.pass(8 * DAY);
    },
  },
  cancelled: {
    walk: async (desk, id) => {
      await agree(desk, id);
      await desk.call(id, '/cancel', { reason: 'they stay' });
    },
  },
  withdrawn: {
    walk: async (desk, id) => {
      await submit(desk, id);
      await desk.call(id, '/cancel', { reason: 'they stay' });
      await desk.observe(id, 'withdrawn');
    },
  },
  withdrawnTooLate: {
    walk: async (desk, id) => {
      await submit(desk, id);
      await desk.call(id, '/cancel', { reason: 'they stay' });
      await complete(desk, id);
    },
  },
  migratedAway: {
    walk: async (desk, id) => {
      await submit(desk, id);
      await desk.observe(id, 'migrated');
    },
  },
  customersApproved: {
    starts: { origin: 'customer' },
    walk: async (desk, id) => {
      await desk.approve(id, '/review', { verdict: 'approve', reason: 'the contract has ended' });
      await desk.observe(id, 'reviewed_yes');
      await complete(desk, id);
    },
  },
  customersRefused: {
    starts: { origin: 'customer' },
    walk: async (desk, id) => {
      await desk.approve(id, '/review', { verdict: 'refuse', reason: 'bills are open' });
      await desk.observe(id, 'reviewed_no');
    },
  },
  customersAnsweredLate: {
    starts: { origin: 'customer' },
    walk: async (desk, id) => {
      await desk.approve(id, '/review', { verdict: 'refuse', reason: 'bills are open' });
      await desk.pass(11 * DAY);
      await complete(desk, id);
    },
  },
  customersNeverAnswered: {
    starts: { origin: 'customer' },
    walk: async (desk, id) => {
      await desk.pass(11 * DAY);
      await complete(desk, id);
    },
  },
  customersTakenBack: {
    starts: { origin: 'customer' },
    walk: (desk, id) => desk.observe(id, 'withdrawn'),
  },
};

describe('the way', () => {
  test.each(Object.entries(walks))('%s', async (name, { starts = {}, owes, walk }) => {
    const desk = await setup();
    const link = await desk.activeLink({ linkedAt: '2026-10-01T00:00:00.000Z' });
    if (owes) desk.provider.owes(link.customer.accountId, '2026-10', { all: '5.00' });
    if (starts.distributor) desk.provider.secondLevels.set(link.customer.accountId, secondLevel);
    const zoned = { providerDeadline: { at: plusSeconds(desk.now(), 10 * DAY), zone: 'Asia/Shanghai' } };
    const id = await desk.startUnbind({ ...starts, ...(starts.origin === 'customer' && zoned) }, link);
    await desk.settle();
    await walk(desk, id);
    const way: UnbindWay | undefined = Object.entries(unbindWays).find(([one]) => one === name)?.[1];
    expect(desk.passed(id)).toEqual(way?.states);
    const record = desk.unbind(id);
    expect(record.status).toBe(way?.outcome);
    expect((await desk.lockOf(record))?.unbind).toBeUndefined();
    expect((await desk.link(record.link)).status).toBe(
      record.status === 'completed' || record.status === 'migrated_away' ? 'unbound' : 'active',
    );
    expect(record.waitingOn).toBeUndefined();
  });
});
