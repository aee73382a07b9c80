import type { Check, Finding } from '../checks/finding.ts';

/**
 * The guided path (R001). What the link is for comes before the customer: partner account and type decide what is asked
 * about the customer and how its identifier looks. A step opens when the one before it holds.
 */
export const stepNames = ['relationship', 'customer', 'eligibility', 'scope', 'review', 'submit', 'track'] as const;
export type StepName = (typeof stepNames)[number];

/** What belongs to a step: top-level fields of a wish, which of them it can't do without, and the checks of it. */
export type Step = {
  readonly name: StepName;
  readonly title: string;
  readonly fields: readonly string[];
  readonly needs: readonly string[];
  readonly checks: readonly Check[];
};

export const steps: readonly Step[] = [
  {
    name: 'relationship',
    title: 'Under which partner account, why, and what for',
    fields: ['partnerAccountId', 'purpose', 'types'],
    needs: ['partnerAccountId', 'purpose', 'types'],
    checks: ['partner_account', 'site', 'programme', 'relationship', 'relationship_policy'],
  },
  {
    name: 'customer',
    title: 'Who the customer is, and who answers for it',
    fields: ['customer', 'siteFields', 'contact', 'override'],
    needs: ['customer', 'contact'],
    checks: [
      'identifier',
      'identifier_repeated',
      'environment',
      'trusted_record',
      'customer_free',
      'near_miss',
      'site_fields',
    ],
  },
  {
    name: 'eligibility',
    title: 'What has to be at hand, and what can be told of the customer’s account',
    fields: ['gathered'],
    needs: [],
    checks: ['prerequisites', 'account_region', 'billing_arrangement', 'customer_documents', 'customer_eligible'],
  },
  {
    name: 'scope',
    title: 'What you may do, who owns the customer, and what is expected',
    fields: ['scope', 'terms', 'team', 'expected', 'exitTerms', 'ticket'],
    needs: ['team'],
    checks: ['scope', 'scope_policy', 'spending_terms', 'team'],
  },
  {
    name: 'review',
    title: 'Confirm the customer and the types',
    fields: ['confirm'],
    needs: ['confirm'],
    checks: [],
  },
  { name: 'submit', title: 'Create the request', fields: [], needs: [], checks: [] },
  { name: 'track', title: 'Follow the request', fields: [], needs: [], checks: [] },
];

export type StepState = 'locked' | 'open' | 'done';
export type StandingStep = Step & { readonly state: StepState; readonly missing: readonly string[] };

/**
 * Where somebody stands on the path: a step is done when its fields are there and none of its checks fails, and locked
 * as long as the one before it is not done.
 * @param given the top-level fields that are there
 */
export function standingSteps(given: ReadonlySet<string>, found: readonly Finding[]): readonly StandingStep[] {
  let before = true;
  return steps.map((step) => {
    const missing = step.needs.filter((field) => !given.has(field));
    const failing = found.some(({ check, result }) => result === 'fail' && step.checks.includes(check));
    const holds = missing.length === 0 && !failing && before;
    const state: StepState = !before ? 'locked' : holds ? 'done' : 'open';
    before = holds;
    return { ...step, state, missing };
  });
}
