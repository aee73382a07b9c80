import * as z from 'zod';
import { Currency, MoneyJson } from '../kernel/money.ts';

/** What a link is for; a combination has the checks of all its types (R003). */
export const relationshipTypes = ['billing', 'provisioning', 'management', 'delegation'] as const;
export const RelationshipType = z.enum(relationshipTypes);

/** Why a link is asked for (R005). */
export const Purpose = z.enum(['onboarding', 'permission_change', 'association_update', 'relink']);

const Names = z
  .array(z.string().trim().min(1).max(64).describe('the provider’s own name'))
  .max(50, { error: 'at most 50' })
  .refine((given) => new Set(given).size === given.length, { error: 'each name once' });

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'a time of day such as 09:30' });

/** When actions on the customer's account are allowed, where the provider has only coarse switches (R015). */
export const AccessWindow = z
  .strictObject({
    days: z
      .array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']))
      .min(1)
      .describe('days of the week, in the zone below'),
    from: TimeOfDay,
    to: TimeOfDay.describe('later than `from`: a window does not cross midnight'),
    timeZone: z.string().max(64).describe('IANA zone, such as Asia/Shanghai'),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'later than "from"' });

/**
 * What the reseller may do on the customer's account. Empty lists mean all. A site that can't set a scope has it
 * attested: agreed on paper, by the reference in `agreement`, and shown as such (capability table).
 */
export const Scope = z.strictObject({
  access: z.enum(['read_only', 'manage']).default('read_only').describe('more than reading needs a reason'),
  services: Names.default([]),
  projects: Names.default([]),
  regions: Names.default([]),
  because: z.string().trim().min(10, { error: 'why more than reading is needed' }).max(500).optional(),
  agreement: z.string().trim().min(1).max(100).optional().describe('reference of the paper that attests it'),
  confirmEach: Names.default([]).describe('sensitive actions that need a confirmation each time'),
  window: AccessWindow.optional(),
});
export type Scope = z.infer<typeof Scope>;

/** What every link gives at least, and all that is assumed of one that nobody asked for here. */
export const leastScope: Scope = { access: 'read_only', services: [], projects: [], regions: [], confirmEach: [] };

/** How billing should look once linked, written down before and compared after (R049). */
export const ExpectedBilling = z.strictObject({
  payer: z.enum(['reseller', 'customer']).describe('who gets the provider’s bill'),
  currency: Currency.optional(),
  creditLimit: MoneyJson.optional().describe('what the customer may spend before it is stopped'),
});
export type ExpectedBilling = z.infer<typeof ExpectedBilling>;

/** What the customer may spend, where the site sets it with the link. The limit is absolute, not an increment. */
export const SpendingTerms = z.strictObject({
  limit: MoneyJson.describe('the credit limit, in the currency in which the site bills'),
  whenUsedUp: z
    .enum(['stop', 'stop_later', 'keep_running'])
    .describe('what happens to running services once the limit is used up'),
  newPurchases: z.enum(['allowed', 'barred']),
});
export type SpendingTerms = z.infer<typeof SpendingTerms>;

/** What the parties agreed at linking about parting (B24). The provider knows nothing of it. */
export const ExitTerms = z.strictObject({
  noticeDays: z.int().min(0).max(730).describe('calendar days of notice before the link may be ended'),
  settlementDuties: z
    .string()
    .trim()
    .max(1000)
    .default('')
    .describe('what has to be settled by then, in words of the contract'),
});
export type ExitTerms = z.infer<typeof ExitTerms>;

/** A ticket of the reseller's own system that belongs to a request (R059). */
export const TicketRef = z.strictObject({
  system: z.string().trim().min(1).max(40),
  reference: z.string().trim().min(1).max(100),
  url: z
    .url({ protocol: /^https$/, error: 'an https address' })
    .max(500)
    .optional(),
});
export type TicketRef = z.infer<typeof TicketRef>;
