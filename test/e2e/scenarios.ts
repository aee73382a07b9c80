import type { LinkRequestView } from '../../functions/links/view.ts';
import type { PolicyTerms } from '../../functions/parties/index.ts';
import type { LinkWayName } from '../../statemachines/link-outcomes.ts';
import { answerPage, expectOk, mailedLink, quickTerms } from '../support/desk.ts';
import type { Followed } from './follow.ts';
import type { Refusal } from './sites.ts';

/** What the request must say of itself at its end, besides what its way implies. */
export type Ending = {
  readonly group: LinkRequestView['group'];
  readonly flags: readonly string[];
  readonly reason?: string;
  readonly failure?: { readonly stage: string; readonly code: string; readonly raw?: Refusal };
  /** Invitations and decisions that the provider was asked for. */
  readonly effects: readonly string[];
};

/** One way for a link request to end, on any site. */
export type Scenario = {
  /** What the reseller's policy says, where the usual windows do not fit. */
  readonly terms?: PolicyTerms;
  /** Makes the request and brings about its end; answers what must then be so. */
  readonly play: (followed: Followed) => Promise<Ending>;
  /** Puts right what would hinder another request for the same customer. */
  readonly mend?: (followed: Followed) => Promise<void>;
};

const ended = { group: 'failed', flags: [], effects: [] } as const;
const hasty = (windows: Partial<PolicyTerms['windows']>): PolicyTerms => ({
  ...quickTerms,
  windows: { ...quickTerms.windows, ...windows },
});

/** Every way of `linkWays`, in the terms of people and providers. */
export const scenarios: Readonly<Record<LinkWayName, Scenario>> = {
  completed: {
    play: async (followed) => {
      await applied(followed);
      return { ...ended, group: 'active', effects: ['invite', 'decide'] };
    },
  },
  rejected: {
    play: async (followed) => {
      await asked(followed);
      await answer(followed, { verdict: 'rejected', reason: 'We stay with “Bayleaf”; ask again in 2027.' });
      return { ...ended, reason: 'We stay with “Bayleaf”; ask again in 2027.' };
    },
  },
  customerSilent: {
    terms: hasty({ customerSeconds: 3 }),
    play: async (followed) => {
      await followed.request();
      return { ...ended, reason: 'the customer did not answer in time' };
    },
  },
  applicationMissing: {
    terms: hasty({ applicationSeconds: 3 }),
    play: async (followed) => {
      await asked(followed);
      await answer(followed, { verdict: 'confirmed' });
      return { ...ended, reason: 'the customer did not apply at the provider in time', effects: ['invite'] };
    },
  },
  cancelledAtOnce: {
    play: async (followed) => {
      await whileMachineWaits(followed, () => cancel(followed, 'wrong customer'));
      return { ...ended, reason: 'wrong customer' };
    },
  },
  cancelledBeforeInvitation: {
    play: async (followed) => {
      await asked(followed);
      await cancel(followed, 'typed by mistake');
      return { ...ended, reason: 'typed by mistake' };
    },
  },
  cancelledAfterInvitation: {
    play: async (followed) => {
      await agreed(followed);
      await cancel(followed, 'the customer called it off');
      return { ...ended, reason: 'the customer called it off', effects: ['invite'] };
    },
  },
  cancelledTooLate: {
    play: async (followed) => {
      await agreed(followed);
      await followed.bench.linkAside(followed.reseller, followed.customer);
      await cancel(followed, 'the customer called it off');
      return {
        ...ended,
        group: 'active',
        flags: ['cancel_too_late'],
        reason: 'the customer called it off',
        effects: ['invite'],
      };
    },
  },
  checkFailed: {
    play: async (followed) => {
      await whileMachineWaits(followed, () => setAccount(followed, 'paused', 'key under review'));
      return {
        ...ended,
        reason: 'this partner account is paused: key under review',
        failure: { stage: 'validation', code: 'partner_account_failed' },
      };
    },
    mend: (followed) => setAccount(followed, 'active', 'key renewed'),
  },
  invitationRefused: {
    play: async (followed) => {
      const failure = await followed.bench.refuseInvitation(followed.reseller);
      await asked(followed);
      await answer(followed, { verdict: 'confirmed' });
      return {
        ...ended,
        reason: 'the provider refused the invitation',
        failure,
        effects: ['invite'],
      };
    },
  },
  otherAccountApplied: {
    play: async (followed) => {
      const other = await followed.bench.customer();
      await agreed(followed);
      await followed.bench.apply(followed.customer, other);
      return {
        ...ended,
        reason: `account ${other.uin} applied on this invitation instead of ${followed.customer.uin}`,
        failure: { stage: 'approval', code: 'other_account_applied' },
        effects: ['invite'],
      };
    },
  },
  applicationRefused: {
    play: async (followed) => {
      const failure = await followed.bench.hinder(followed.customer);
      await applied(followed);
      return {
        ...ended,
        reason: 'the provider refused the customer’s application',
        failure,
        effects: ['invite', 'decide'],
      };
    },
  },
};

/** Makes the request and does something before its machine starts. The relay stands still meanwhile, for others too. */
async function whileMachineWaits({ desk, reseller, request }: Followed, act: () => Promise<void>): Promise<void> {
  const start = desk.faults.hold({
    service: 'states',
    operation: 'StartExecution',
    body: (body) =>
      typeof body === 'object' && body !== null && 'input' in body && String(body.input).includes(reseller.org),
  });
  try {
    await request();
    await start.arrived;
    await act();
  } finally {
    start.release();
  }
}

async function asked(followed: Followed): Promise<void> {
  await followed.request();
  await followed.until('awaiting_customer');
}

/** The customer has said yes and was invited. */
export async function agreed(followed: Followed): Promise<void> {
  await asked(followed);
  await answer(followed, { verdict: 'confirmed' });
  await followed.until('awaiting_application');
}

/** The customer has said yes and applied at the provider. */
export async function applied(followed: Followed): Promise<void> {
  await agreed(followed);
  await followed.bench.apply(followed.customer);
}

async function answer({ desk, customer }: Followed, form: Record<string, string>): Promise<void> {
  const page = await mailedLink(desk, customer.email);
  const answered = await answerPage(page, { ...form, accountId: customer.uin });
  if (!answered.ok) throw new Error(`the page answers ${answered.status}: ${await answered.text()}`);
}

async function cancel({ operator, requestId }: Followed, reason: string): Promise<void> {
  await expectOk(operator.cancelLinkRequest({ params: { requestId: requestId() }, body: { reason } }));
}

async function setAccount({ reseller }: Followed, status: 'active' | 'paused', reason: string): Promise<void> {
  const admin = await reseller.as('admin');
  const params = { accountId: reseller.accountId as `acc_${string}` };
  const { version } = (await expectOk(admin.readPartnerAccount({ params }))).json;
  await expectOk(admin.changePartnerAccount({ params, body: { status, reason }, ifMatch: version }));
}
