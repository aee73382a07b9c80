import { mailedLink } from '../support/desk.ts';
import { byTwo, ended, hasty, type Scenario, watchful } from './scenario.ts';
import {
  agreed,
  answer,
  applied,
  cancel,
  changeServices,
  invited,
  linkedBefore,
  mendAndTryAgain,
  otherApplied,
  review,
  secondPerson,
  startedByCustomer,
  toBeMended,
} from './steps.ts';

const linked = { ...ended, group: 'active' } as const;
const notMeant = 'this is not the account that we meant';

/** The ways on which somebody besides initiator and customer decides, or the customer acts by itself. */
export const scenariosOfPeople = {
  completedByTwo: {
    terms: byTwo,
    play: async (followed) => {
      await followed.reseller.as('approver');
      await followed.request();
      await followed.until('awaiting_second_person');
      await secondPerson(followed, 'agree');
      await followed.until('awaiting_customer');
      await answer(followed, { verdict: 'confirmed' });
      await invited(followed);
      await followed.until('awaiting_application');
      await followed.bench.apply(followed.customer);
      return { ...linked, effects: ['invite', 'decide'] };
    },
  },
  declined: {
    terms: byTwo,
    play: async (followed) => {
      await followed.reseller.as('approver');
      await followed.request();
      await followed.until('awaiting_second_person');
      await secondPerson(followed, 'decline');
      return { ...ended, reason: 'as the contract says' };
    },
  },
  nobodyAgreed: {
    terms: { ...byTwo, windows: { ...byTwo.windows, secondPersonSeconds: 3 } },
    play: async (followed) => {
      await followed.reseller.as('approver');
      await followed.request();
      return { ...ended, reason: 'nobody agreed in time' };
    },
  },
  identifierLearned: {
    play: async (followed) => {
      const { name } = followed.customer;
      await followed.request({ customer: { name, country: 'SG' } });
      await followed.until('awaiting_customer');
      await answer(followed, { verdict: 'confirmed' });
      await followed.until('awaiting_application');
      await followed.bench.apply(followed.customer);
      return { ...linked, effects: ['invite', 'decide'] };
    },
  },
  otherAccountAccepted: {
    play: async (followed) => {
      const other = await otherApplied(followed);
      await review(followed, other, 'accept');
      return { ...linked, effects: ['invite', 'decide'], linkedAs: other.uin };
    },
  },
  otherAccountRefused: {
    terms: hasty({ applicationSeconds: 20 }),
    play: async (followed) => {
      const other = await otherApplied(followed);
      await review(followed, other, 'refuse');
      return {
        ...ended,
        reason: 'the customer did not apply at the provider in time',
        effects: ['invite', 'decide'],
      };
    },
  },
  otherAccountLeftLinked: {
    play: async (followed) => {
      const other = await otherApplied(followed);
      await review(followed, other, 'refuse');
      return { ...ended, reason: notMeant, flags: ['application_outstanding'], effects: ['invite'] };
    },
  },
  nobodyReviewed: {
    terms: hasty({ reviewSeconds: 3 }),
    play: async (followed) => {
      await followed.reseller.as('approver');
      const other = await followed.bench.customer();
      await agreed(followed);
      await followed.bench.apply(followed.customer, other);
      return { ...ended, reason: 'nobody reviewed the application in time', effects: ['invite'] };
    },
  },
  startedByCustomer: {
    terms: watchful,
    play: async (followed) => {
      await startedByCustomer(followed);
      await review(followed, followed.customer, 'accept');
      return { ...linked, effects: ['decide'] };
    },
  },
  startedByStranger: {
    terms: watchful,
    play: async (followed) => {
      await startedByCustomer(followed);
      await review(followed, followed.customer, 'refuse');
      return { ...ended, reason: notMeant, effects: ['decide'] };
    },
  },
  mended: {
    play: async (followed) => {
      await toBeMended(followed);
      await mendAndTryAgain(followed);
      return { ...linked, effects: ['invite', 'decide', 'decide'] };
    },
  },
  neverMended: {
    terms: { ...watchful, windows: { ...watchful.windows, remedySeconds: 3 } },
    play: async (followed) => {
      await followed.bench.hinder(followed.customer);
      await applied(followed);
      return {
        ...ended,
        reason: 'the customer did not mend its account in time',
        effects: ['invite', 'decide'],
        leavesApplication: true,
      };
    },
  },
  changedByCustomersYes: {
    play: async (followed) => {
      const linkId = await linkedBefore(followed);
      const before = await mailedLink(followed.desk, followed.customer.email);
      await changeServices(followed, linkId, []);
      await followed.until('awaiting_customer');
      await answer(followed, { verdict: 'confirmed' }, before);
      return { ...linked, effects: ['invite', 'decide'] };
    },
  },
  narrowed: {
    play: async (followed) => {
      await changeServices(followed, await linkedBefore(followed), ['cos']);
      return { ...linked, effects: ['invite', 'decide'] };
    },
  },
  cancelledWithApplication: {
    play: async (followed) => {
      await toBeMended(followed);
      await cancel(followed, 'the customer called it off');
      return { ...ended, reason: 'the customer called it off', effects: ['invite', 'decide', 'decide'] };
    },
  },
} as const satisfies Readonly<Record<string, Scenario>>;
