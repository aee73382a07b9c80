import type { SiteCapabilities } from '../../providers/provider.ts';

/**
 * Whether somebody has to look each day for what customers have started at a site: where only its console shows it. Also
 * where its documents leave open whether a customer can start it, since an application that nobody sees is nobody's.
 */
export function isLookedFor(site: SiteCapabilities | undefined): boolean {
  return site?.unbind.steps.customer_started.mode === 'operator';
}
