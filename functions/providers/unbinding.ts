import type { Instant } from '../kernel/clock.ts';
import type { CapabilityRow, PortMethod } from './provider.ts';

/**
 * Where the provider's own process of an unbinding stands. `in_review` where the site does not tell who reviews;
 * `awaiting_reseller` where the customer started it; `unknown` is a word that the documents lack: decide nothing by it.
 */
export const unbindStates = [
  'awaiting_reseller',
  'awaiting_distributor',
  'in_review',
  'awaiting_customer',
  'awaiting_card',
  'rechecking',
  'released',
  'withdrawn',
  'rejected',
  'unknown',
] as const;
export type UnbindState = (typeof unbindStates)[number];

/** The provider's record of an unbinding; the latest one where an account has had several. */
export interface UnbindReading {
  readonly account: string;
  readonly reference: string | null;
  readonly state: UnbindState;
  /** The provider's own word, byte for byte. */
  readonly word: string | null;
  readonly startedBy: 'partner' | 'customer' | 'unknown';
  readonly submittedAt: Instant | null;
  /** When it came to this state. */
  readonly changedAt: Instant | null;
}

/** The steps of the provider's own process of unbinding, of which a site may offer some by a call. */
export const unbindSteps = [
  'submission',
  'distributor_review',
  'customer_confirmation',
  'card_binding',
  'completion',
  'withdrawal',
  'customer_started',
] as const;
export type UnbindStep = (typeof unbindSteps)[number];

/** What stands in the way of an unbinding, by the provider's own check: the code of a refused `submitUnbind`. */
export type UnbindCondition =
  | 'account_frozen'
  | 'credit_negative'
  | 'uninterrupted_service'
  | 'in_organization'
  | 'in_savings_plan'
  | 'bills_unpaid'
  | 'discounts_active'
  /** An enterprise's main account with members that account for themselves. */
  | 'independent_members'
  | 'reserved_instances'
  /** A support plan that still runs, of the account or of a member that it pays for. */
  | 'support_plan'
  /** Orders that nobody has paid, or that are not carried out yet. */
  | 'orders_pending'
  /** In which currency the provider is to bill the customer itself is not settled. */
  | 'currency_open'
  /** So many unbindings have been asked for already that the provider takes no more for now. */
  | 'requests_used_up';

/** How a condition is looked up at a site, and where it is mended there. */
export interface UnbindConditionRow {
  /** The read that tells; null where only somebody's look in a console, or the customer, can. */
  readonly readBy: Extract<PortMethod, 'readCustomer' | 'readBill'> | null;
  /** The way to mend it, as the provider's console or guide names it. */
  readonly path: string;
  /** The provider's page on it, by its title, and the nearest address that we know. */
  readonly document: { readonly title: string; readonly url: string };
  readonly owner: 'reseller' | 'customer';
  /** The call that mends it. */
  readonly mendedBy: Extract<PortMethod, 'allocateCredit' | 'unfreeze'> | null;
}

/** Whether the customer has to bind a card of its own before the provider lets it go. */
export function asksForCard({ steps }: Pick<UnbindCapabilities, 'steps'>): boolean {
  return steps.card_binding.mode !== 'none';
}

/** How a customer leaves its reseller at a site, and the provider's own clocks on the way. */
export interface UnbindCapabilities {
  readonly steps: Readonly<Record<UnbindStep, CapabilityRow>>;
  /** What has no row here is not asked at the site: nothing like it is documented, or it is another condition there. */
  readonly conditions: Readonly<Partial<Record<UnbindCondition, UnbindConditionRow>>>;
  /** Calendar days in `zone` after which the provider approves by itself what a customer started; null if it never does. */
  readonly customerStartedDays: number | null;
  /** IANA name. */
  readonly zone: string;
  /** How far apart two complete reads without the account have to be before its absence counts. */
  readonly absenceHours: number;
  /** How many settlement periods after the release may still bring bills of the time before. */
  readonly lateBillPeriods: number;
}
