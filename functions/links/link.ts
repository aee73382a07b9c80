import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { idSchema } from '../kernel/ids.ts';
import { storedShape } from '../kernel/stored.ts';
import { sites } from '../providers/provider.ts';
import { Followed } from '../timeline/index.ts';

/**
 * A partner account and a customer account that are linked at the provider. `active` is the provider's word;
 * `verified` is what we have proved (R043): a new link is `unverified` and not ready to provision (R144).
 */
export const Link = Followed.extend({
  id: idSchema('link'),
  status: z.enum(['active', 'unbound']),
  verified: z.enum(['unverified', 'effective', 'degraded', 'broken']),
  readyToProvision: z.boolean(),
  createdAt: Instant,
  /** When the provider says that the link began, where it says so. */
  linkedAt: Instant.nullable(),
  requestId: idSchema('linkRequest'),
  partnerAccount: z.object({
    id: z.string(),
    site: z.enum(sites),
    environment: z.enum(['production', 'sandbox']),
    partnerId: z.string(),
  }),
  customer: z.object({ accountId: z.string(), name: z.string() }),
});
export type Link = z.infer<typeof Link>;

export const linkShape = storedShape({ name: 'link', version: 1, schema: Link, upcasts: {} });
