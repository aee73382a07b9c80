import * as z from 'zod';
import { Agreed } from '../decisions/decision.ts';
import { Instant } from '../kernel/clock.ts';
import { idSchema } from '../kernel/ids.ts';

/**
 * What can be seen of the provider's own process:
 * - `submitted`: its record exists, under its number; `refused_at_submission`: its own validation said no
 * - `distributor_approved`, `distributor_refused`: the review of a second-level reseller's customer
 * - `customer_confirmed`, `customer_rejected`: at the provider, in its own console
 * - `card_bound`: a card is bound and the details are complete
 * - `blocked`: its last check names a condition that is broken
 * - `completed`: the customer is the provider's own; `migrated`: it is another reseller's
 * - `withdrawn`: the application is gone from its list
 * - `reviewed_yes`, `reviewed_no`: our own answer to what a customer started, entered there
 * - `approved_by_clock`: nobody reviewed it in time, so the provider approved by itself
 */
export const factKinds = [
  'submitted',
  'refused_at_submission',
  'distributor_approved',
  'distributor_refused',
  'customer_confirmed',
  'customer_rejected',
  'card_bound',
  'blocked',
  'completed',
  'migrated',
  'withdrawn',
  'reviewed_yes',
  'reviewed_no',
  'approved_by_clock',
] as const;
export const FactKind = z.enum(factKinds);
export type FactKind = z.infer<typeof FactKind>;

/**
 * Who saw it. `operator`: a member, in the provider's console, with evidence. `customer`, `distributor`: their statement
 * to us. `clock`: nobody, but the provider's deadline has passed.
 */
export const observers = ['api', 'operator', 'customer', 'distributor', 'clock'] as const;
export const Observer = z.enum(observers);
export type Observer = z.infer<typeof Observer>;

/** One fact of the provider's, as it was observed. Facts are only ever added. */
export const Fact = z.object({
  kind: FactKind,
  observedBy: Observer,
  /** When it happened, by the provider's word where there is one, else when it was seen. */
  at: Instant,
  seenAt: Instant,
  /** The member who recorded it. */
  by: z.string().optional(),
  /** The provider's own number of the record. */
  reference: z.string().optional(),
  evidence: z.array(idSchema('evidence')).optional(),
  /** The condition that the provider names, in its words. No persons. */
  condition: z.string().optional(),
  /** Where a refusal or a statement came with a reason. */
  reason: z.string().optional(),
  /** With a statement on our page, the text that it was given to. */
  agreed: Agreed.optional(),
});
export type Fact = z.infer<typeof Fact>;
