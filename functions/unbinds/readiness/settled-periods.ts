import type { Instant } from '../../kernel/clock.ts';
import { type AccountStanding, modeOf } from '../../providers/capabilities.ts';
import type { Settlement, SiteCapabilities } from '../../providers/provider.ts';

/** Of how many settled periods the unpaid sums are read; what is older the submitter attests. */
const PERIODS = 12;
const HOUR_MS = 3_600_000;

/**
 * The settled periods whose unpaid sums count, oldest first, as months (`YYYY-MM`) of the site's settlement zone: at
 * most twelve, none before the link began, and not the one that runs, which is not due yet. Null where no call tells this
 * partner account of bills, so that somebody has to look.
 * @param began when the link began; null where nobody knows
 */
export function periodsToRead(
  site: SiteCapabilities,
  account: AccountStanding,
  now: Instant,
  began: Instant | null,
): readonly string[] | null {
  if (modeOf('readBill', site, account) !== 'api') return null;
  const { settlement } = site;
  const current = monthOf(settlement, now);
  const first = began === null ? Number.NEGATIVE_INFINITY : monthOf(settlement, began);
  return Array.from({ length: PERIODS }, (_each, index) => current - PERIODS + index)
    .filter((month) => month >= first)
    .map(nameOf);
}

/** Months since year 0. */
function monthOf(settlement: Settlement | null, at: Instant): number {
  const there = new Date(Date.parse(at) + (settlement?.utcOffsetHours ?? 0) * HOUR_MS);
  return there.getUTCFullYear() * 12 + there.getUTCMonth();
}

function nameOf(month: number): string {
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
}
