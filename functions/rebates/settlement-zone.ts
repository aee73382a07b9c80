import type { PartnerAccount } from '../parties/index.ts';
import type { RebatesOf } from './ports.ts';

/**
 * The IANA zone whose months are an account's settlement periods: the one in which its site settles, or the account's own
 * where nothing is known of the site's.
 */
export function settlementZone(
  rebatesOf: RebatesOf,
  { site, timeZone }: Pick<PartnerAccount, 'site' | 'timeZone'>,
): string {
  return rebatesOf(site)?.zone ?? timeZone;
}
