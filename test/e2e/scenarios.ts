import type { LinkWayName } from '../../statemachines/link-outcomes.ts';
import { ended, hasty, type Scenario, watchful } from './scenario.ts';
import { scenariosOfPeople } from './scenarios-of-people.ts';
import { agreed, answer, applied, asked, cancel, invited, setAccount, whileMachineWaits } from './steps.ts';

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
      await invited(followed);
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
      await invited(followed);
      return {
        ...ended,
        reason: followed.bench.inviteByHand
          ? 'the provider’s console did not let the customer be invited'
          : 'the provider refused the invitation',
        failure,
        effects: ['invite'],
      };
    },
  },
  nobodyInvited: {
    terms: hasty({ reviewSeconds: 3 }),
    play: async (followed) => {
      await asked(followed);
      await answer(followed, { verdict: 'confirmed' });
      return { ...ended, reason: 'nobody invited the customer in the provider’s console in time' };
    },
  },
  notPassed: {
    terms: watchful,
    play: async (followed) => {
      followed.bench.audit(followed.customer, 'refuse');
      await applied(followed);
      return {
        ...ended,
        reason:
          'the provider’s examination has ended without a link: it lists neither the application nor the customer',
        effects: ['invite', 'decide'],
      };
    },
  },
  neverExamined: {
    terms: hasty({ applicationSeconds: 60 }),
    play: async (followed) => {
      followed.bench.audit(followed.customer, 'never');
      await applied(followed);
      return { ...ended, reason: 'the provider did not end its examination in time', effects: ['invite', 'decide'] };
    },
  },
  applicationRefused: {
    terms: watchful,
    play: async (followed) => {
      const failure = await followed.bench.refuseForGood(followed.customer);
      await applied(followed);
      return {
        ...ended,
        reason: 'the provider refused the customer’s application',
        failure,
        effects: ['invite', 'decide'],
        leavesApplication: true,
      };
    },
  },
  ...scenariosOfPeople,
};
