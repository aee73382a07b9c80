import { customerChecks } from './checks/customer.ts';
import { customerAccountChecks } from './checks/customer-account.ts';
import type { Check, Facts, Finding } from './checks/finding.ts';
import { partnerAccountChecks } from './checks/partner-account.ts';
import { siteTermsChecks } from './checks/site-terms.ts';
import { wantedLinkChecks } from './checks/wanted-link.ts';

export type { Facts, Finding } from './checks/finding.ts';

/** All findings together, not only the first that fails, in the order in which the guided path comes to them. */
export function findings(facts: Facts): readonly Finding[] {
  const { siteFields, spendingTerms } = siteTermsChecks;
  const { relationship, relationshipPolicy, prerequisites, scope, scopePolicy, team } = wantedLinkChecks;
  return [
    ...partnerAccountChecks(facts),
    relationship(facts),
    relationshipPolicy(facts),
    ...customerChecks(facts),
    siteFields(facts),
    // what was at hand when a request was recorded is not asked again
    ...(facts.request ? [] : [prerequisites(facts)]),
    ...customerAccountChecks(facts),
    scope(facts),
    scopePolicy(facts),
    spendingTerms(facts),
    team(facts),
  ];
}

/**
 * The reseller's authority to link, as it was found (R032): told on the timeline of the step that checks, apart from
 * the agreement of a second person and from the customer's word on who it is.
 */
export function ownership(facts: Facts): Readonly<Record<string, unknown>> {
  const mine: readonly Check[] = ['partner_account', 'site', 'programme', 'relationship', 'relationship_policy'];
  const found = findings(facts).filter(({ check }) => mine.includes(check));
  const { account } = facts;
  return {
    holds: found.every(({ result }) => result === 'pass'),
    ...(account && {
      partnerAccount: account.id,
      partnerId: account.partnerId,
      site: account.site,
      tier: account.tier,
      environment: account.environment,
      ...(account.credentialsSetAt && { credentialsSetAt: account.credentialsSetAt }),
    }),
    because: found.map(({ because }) => because),
  };
}
