import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { sites } from '../providers/provider.ts';
import type { EventDoc } from './events.ts';
import { ChangeNeeded, Link, ProofItem } from './link.ts';

const Site = z.enum(sites);
const account = z.string().describe('the customer’s account identifier');
const standing = {
  from: Link.shape.verified,
  failing: z.array(ProofItem),
  checklist: z.int(),
  site: Site,
};

function verified(says: string): EventDoc {
  const startedAt = Instant.optional().describe('when the link began; told the first time that it is effective');
  return { says, data: z.strictObject({ ...standing, startedAt }) };
}

/** Events about a link, from its beginning on. */
export const linkLifeEvents = (hands: z.ZodObject): Readonly<Record<string, EventDoc>> => ({
  'link.activated': {
    says: 'The provider has linked the customer',
    data: z.strictObject({ request: z.string(), site: Site, customer: account }),
  },
  'link.adopted': {
    says: 'Found in the provider’s list of customers',
    data: z.strictObject({ site: Site, customer: account, linkedAt: Instant.nullable() }),
  },
  'link.unverified': verified('Not proved yet'),
  'link.effective': verified('Proved by all items that the site has'),
  'link.degraded': verified('Was effective; an item no longer holds'),
  'link.broken': verified('Was effective; the provider no longer shows it'),
  'link.billing_delayed': {
    says: 'The provider’s own delay of the bill is waited out',
    data: z.strictObject({ ...standing, since: Instant, until: Instant }),
  },
  'link.not_effective_in_time': {
    says: 'Not proved in time',
    data: z.strictObject({ ...standing, failure: Link.shape.failure }),
  },
  'link.verification_requested': {
    says: 'Somebody has it verified anew',
    data: z.strictObject({ checklist: z.int() }),
  },
  'link.customer_view': {
    says: 'What the customer sees was written down',
    data: z.strictObject({ seesReseller: z.string(), canSignIn: z.boolean().optional(), saidAt: Instant }),
  },
  'link.changed': {
    says: 'Changed as it is',
    data: z.strictObject({ request: z.string(), before: z.unknown(), after: z.unknown() }),
  },
  'link.change_needed': {
    says: 'Has to change, and can’t as it is',
    data: z.strictObject({ ...ChangeNeeded.shape, reason: z.string() }),
  },
  'link.attributes_changed': {
    says: 'Something about the customer is other than before',
    data: z.looseObject({ note: z.string() }),
  },
  'link.owner_changed': {
    says: 'In other hands',
    data: z.strictObject({ from: hands, to: hands, reason: z.string() }),
  },
  'link.stopped': {
    says: 'Nothing may be done through it any more',
    data: z.strictObject({
      reason: z.string(),
      site: Site,
      partnerId: z.string(),
      customer: account,
      linkedAt: Instant.nullable(),
      verified: Link.shape.verified,
      failing: z.array(ProofItem),
      unlinkBlockers: z.array(z.string()),
      request: z.string().optional(),
    }),
  },
  'link.way_out_chosen': {
    says: 'How a stopped link is put right',
    data: z.strictObject({
      reason: z.string(),
      wayOut: z.string(),
      customer: account,
      reference: z.string().optional(),
    }),
  },
  'link.stop_lifted': { says: 'A stop was lifted', data: z.strictObject({ reason: z.string(), customer: account }) },
  'link.action_permitted': {
    says: 'A hook was told that it may act',
    data: z.strictObject({ access: z.string(), operation: z.string() }),
  },
  'link.action_denied': {
    says: 'A hook was told that it may not act',
    data: z.strictObject({ access: z.string(), operation: z.string(), because: z.string() }),
  },
  'link.application_seen': {
    says: 'A linked customer applied again at the provider',
    data: z.strictObject({ customer: account, appliedAt: Instant.nullable(), word: z.string().nullable() }),
  },
  'link.unbound': {
    says: 'Link and agreement have ended at the provider',
    data: z.strictObject({
      since: Instant,
      unbind: z.string(),
      becomes: z.string().describe('what the customer is from then on: the provider’s own, or another reseller’s'),
      site: Site,
    }),
  },
  'link.vanished': {
    says: 'The provider no longer lists it',
    data: z.strictObject({ site: Site, customer: account, as: z.string() }),
  },
  'link.found_again': {
    says: 'The provider shows a customer again that its list had lacked',
    data: z.strictObject({ site: Site, customer: account, since: Instant }),
  },
  'link.vanished_explained': {
    says: 'What became of it is known',
    data: z.strictObject({ as: z.string(), evidence: z.string(), customer: account }),
  },
});
