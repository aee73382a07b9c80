import type { PartnerAccount } from '../parties/index.ts';
import type { RebatesOf } from './ports.ts';

/** When an account's periods begin and end, and when they are billed. */
export type SettlementCalendar = {
  /** The IANA zone whose months are the settlement periods. */
  readonly zone: string;
  /** Day of the next month on which a period's bill is closed, in that zone. */
  readonly billDay: number;
};

/** The latest of the providers known, for sites of which nothing is known. */
const USUAL_BILL_DAY = 5;

/** By the account's site; by the account's own zone where nothing is known of the site's. */
export function settlementCalendar(
  rebatesOf: RebatesOf,
  { site, timeZone }: Pick<PartnerAccount, 'site' | 'timeZone'>,
): SettlementCalendar {
  const known = rebatesOf(site);
  return { zone: known?.zone ?? timeZone, billDay: known?.bill.day ?? USUAL_BILL_DAY };
}
