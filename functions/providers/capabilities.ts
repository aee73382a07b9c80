import type { CapabilityRow, Mode, PortMethod, Site, SiteCapabilities, Tier } from './provider.ts';
import type { RebateCapabilities } from './rebates.ts';
import { capabilities } from './registry.ts';

/** Undefined where the desk knows no more of a site than its name. */
export function capabilitiesOf(site: Site): SiteCapabilities | undefined {
  return capabilities[site] ?? undefined;
}

/** How a site tells rebates; undefined as above. */
export function rebatesOf(site: Site): RebateCapabilities | undefined {
  return capabilities[site]?.rebates;
}

/** What decides, at one partner account, whether a call of its site can be made. */
export type AccountStanding = { readonly tier: Tier | 'unknown'; readonly allowlisted: readonly PortMethod[] };

/**
 * The mode of a method at one partner account: what the site does by a call becomes a run sheet where the provider has
 * not switched it on for the account, or the account's tier may not call it. A tier that is not known is not held
 * against the account: the provider's own refusal tells.
 */
export function modeOf(method: PortMethod, site: SiteCapabilities, account: AccountStanding): Mode {
  const row = site.methods[method];
  return modeOfRow(row, account.tier, account.allowlisted.includes(method));
}

/** As `modeOf`, for a row of proof: nothing of these is switched on per account. */
export function modeOfRow(row: CapabilityRow, tier: Tier | 'unknown', allowlisted: boolean): Mode {
  if (row.mode !== 'api' && row.mode !== 'indirect') return row.mode;
  const mayCall = tier === 'unknown' || row.tiers.includes(tier);
  return mayCall && (allowlisted || !row.needsAllowlist) ? row.mode : 'operator';
}
