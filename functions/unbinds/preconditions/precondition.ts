import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import { idSchema } from '../../kernel/ids.ts';

/** What providers want to be so before they let a customer go; which of it a site asks for, its table says. */
export const preconditionNames = [
  'not_frozen',
  'credit_not_negative',
  'no_suspension_privilege',
  'not_in_group',
  'no_savings_unit',
  'nothing_overdue',
  'discounts_off',
  'no_independent_members',
  'no_reserved_instances',
  'no_support_plan',
  'no_pending_orders',
  'currency_settled',
  'requests_left',
] as const;
export const PreconditionName = z.enum(preconditionNames);
export type PreconditionName = z.infer<typeof PreconditionName>;

/** How a result came about: read at the provider, somebody's word with evidence, or not at all. */
export const CheckMode = z.enum(['machine', 'attested', 'unknown']);

/** Who can mend it, where, and by which of the provider's documents (R086). */
export const RemedyHint = z.object({
  /** Key of its text in both languages. */
  text: z.string(),
  /** The provider's own way there, as its console names it. */
  path: z.string(),
  /** The provider's page, by its title, and the nearest address that we know. */
  document: z.object({ title: z.string(), url: z.url() }),
  owner: z.enum(['reseller', 'customer', 'distributor']),
  /** What the desk can do about it by the provider's API, once somebody approves. */
  action: z.enum(['allocate_credit', 'unfreeze']).optional(),
});

/** One precondition as it was last looked at. */
export const Precondition = z.object({
  name: PreconditionName,
  mode: CheckMode,
  result: z.enum(['pass', 'fail', 'unknown']),
  /** The value found, as the provider says it: an amount with its currency, a word. No persons. */
  found: z.string().optional(),
  /** Whether the provider insists on it, or only asks for it: the latter may be overridden with a reason (R082). */
  strength: z.enum(['required', 'asked']),
  remedy: RemedyHint.optional(),
  attested: z
    .object({ by: z.string(), at: Instant, evidence: z.array(idSchema('evidence')), note: z.string().optional() })
    .optional(),
  overridden: z.object({ by: z.string(), at: Instant, reason: z.string() }).optional(),
  /** When it was read or attested. */
  at: Instant.optional(),
});
export type Precondition = z.infer<typeof Precondition>;

/** Whether it is known not to be met: what a warning is about once the provider has the application. */
export function isRed({ result, overridden }: Precondition): boolean {
  return result === 'fail' && overridden === undefined;
}

/** Whether it stands in the way: what is not known blocks until somebody attests it. */
export function blocks({ result, overridden }: Precondition): boolean {
  return result !== 'pass' && overridden === undefined;
}
