import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { parties, waits } from '../links/link-request.ts';
import { sites } from '../providers/provider.ts';
import { unbindParties, unbindWaits } from '../unbinds/unbind.ts';

/** Whoever can be waited for. Finance is asked where no call tells of a bill that may come late. */
export const ClockParty = z.enum([...parties, ...unbindParties, 'finance']);

/** What runs out: a record's own wait, or a deadline of the provider's beside it. */
export const ClockFor = z.enum([
  ...waits,
  ...unbindWaits,
  'invitation_lapse',
  'bill_tail',
  'daily_look',
  'action_unknown',
]);

/** One open deadline (B01). A clock always has an owner. */
export const Clock = z.strictObject({
  for: ClockFor.describe('what is waited for'),
  kind: z
    .enum(['link_request', 'link', 'unbind', 'partner_account', 'approved_action'])
    .describe('of what the record is'),
  record: z.string().describe('the id of the record that it is about'),
  status: z.string().describe('where the record stands'),
  site: z.enum(sites),
  customer: z
    .strictObject({ name: z.string(), accountId: z.string().optional() })
    .optional()
    .describe('absent for a look at a whole partner account'),
  party: ClockParty.describe('who has it in hand'),
  owner: z
    .string()
    .describe(
      'who answers for it: the member who has the record in hand, else the owner of escalations, else the team by its name',
    ),
  ownedBy: z.enum(['member', 'team']),
  team: z.string().optional().describe('the team that owns the customer'),
  keptBy: z
    .enum(['desk', 'provider'])
    .describe('whose clock it is: what the desk lets run out by your policy, or what the provider decides by itself'),
  since: Instant.describe('when this wait began'),
  until: Instant.describe('when it ends'),
  zone: z.string().nullable().describe('the IANA zone in which the provider counts its days, where that matters'),
  ageSeconds: z.int().nonnegative().describe('how long it has been waited'),
  overdue: z.boolean(),
  next: z
    .strictObject({ notice: z.enum(['reminder', 'escalation']), at: Instant })
    .nullable()
    .describe('who is told next that it runs, and when; null where nothing more is told before its end'),
});
export type Clock = z.infer<typeof Clock>;
