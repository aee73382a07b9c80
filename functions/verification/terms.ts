import { InvariantBroken } from '../kernel/result.ts';
import type { Link } from '../links/link.ts';
import { readPartnerAccount, readPolicy } from '../parties/index.ts';
import type { SiteCapabilities, Tier } from '../providers/provider.ts';
import type { VerifyDeps } from './ports.ts';

/** What verification of one link goes by: what the site can do, the account's tier, and the organisation's policy. */
export type Terms = {
  readonly site: SiteCapabilities;
  readonly tier: Tier | 'unknown';
  readonly recheckSeconds: number;
  readonly afterCycleSeconds: number;
  /** How long a link may take to be proved effective before it counts as stuck. */
  readonly patienceSeconds: number;
};

/** The policy in force, not the one that a request was pinned to: a link outlives it. */
export async function readTerms({ tables, capabilitiesOf }: VerifyDeps, link: Link): Promise<Terms> {
  const { site, id } = link.partnerAccount;
  const capabilities = capabilitiesOf(site);
  if (!capabilities) throw new InvariantBroken(`no adapter for ${site}`);
  const [policy, account] = await Promise.all([readPolicy(tables, link.org), readPartnerAccount(tables, link.org, id)]);
  return {
    site: capabilities,
    tier: account?.tier ?? 'unknown',
    ...policy.verification,
    patienceSeconds: policy.escalation.afterSeconds,
  };
}
