import * as z from 'zod';
import type { Fields } from '../kernel/write.ts';

/** Until version 2 every request was a billing link that reads, asked for by a member, without a second person. */
function withRelationship(old: Fields): Fields {
  const windows = Windows1.parse(old['windows']);
  const waitingOn = WaitingOn1.optional().parse(old['waitingOn']);
  const createdAt = String(old['createdAt']);
  return {
    ...old,
    origin: 'reseller',
    purpose: 'onboarding',
    types: ['billing'],
    scope: { access: 'read_only', services: [], projects: [], regions: [], confirmEach: [] },
    gathered: [],
    team: 'onboarding',
    owner: old['createdBy'],
    spent: {},
    spentUntil: createdAt,
    windows: {
      ...windows,
      secondPerson: windows.customer,
      review: windows.application,
      remedy: windows.application,
      escalate: windows.customer,
    },
    applicationsDecided: 1,
    ...(waitingOn && {
      waitingOn: { ...waitingOn, for: waitingOn.kind === 'customer' ? 'customer_acceptance' : 'customer_application' },
    }),
  };
}
const Windows1 = z.looseObject({ customer: z.int(), application: z.int() });
const WaitingOn1 = z.looseObject({ kind: z.string() });

/** Nobody was reminded in what began before version 3. */
function withoutReminders(old: Fields): Fields {
  return { ...old, windows: { ...Object(old['windows']), remind: [] } };
}

/** Version 4 may hold what was agreed about parting; before, nobody was asked. */
const withoutExitTerms = (old: Fields): Fields => old;

/** Version 5 may hold spending terms and fields of the site; before, no site had them. */
const withoutSiteTerms = (old: Fields): Fields => old;

/** Version 6 may wait for an operator or for the provider's audit; before, no site made it. */
const withoutHands = (old: Fields): Fields => old;

/** How a stored link request of an older version is read: from each version to the next. */
export const linkRequestUpcasts = {
  1: withRelationship,
  2: withoutReminders,
  3: withoutExitTerms,
  4: withoutSiteTerms,
  5: withoutHands,
};
