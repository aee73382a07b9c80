import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';

/** What the run sheet of an invitation can come to. */
export const invitationSays = ['invited', 'refused'] as const;
export type InvitationSays = (typeof invitationSays)[number];

/** The operator's answer to the question of kind `invitation`, as its run sheet says it. */
export const InvitationSaid = z.object({
  by: z.string(),
  says: z.enum(invitationSays),
  /** When it happened at the provider. */
  at: Instant,
  reference: z.string().optional(),
  /** What the provider names as being in the way, in its words. */
  condition: z.string().optional(),
});
