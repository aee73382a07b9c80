import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import { unbindStates } from '../../providers/unbinding.ts';
import { presences } from '../completion/absence.ts';

/** The last look at the provider. A failed one changes nothing else; the next comes the later, the more have failed. */
export const Looked = z.object({
  at: Instant,
  /** What was seen of the customer, where the site has no call for its unbinding. */
  customer: z.enum(presences).optional(),
  /** What the provider's record of the unbinding says, where it has a call for it. */
  unbind: z.enum(unbindStates).optional(),
  failed: z.object({ read: z.string(), because: z.string(), times: z.int().positive() }).optional(),
});
export type Looked = z.infer<typeof Looked>;
