import { createHash } from 'node:crypto';
import { type Instant, plusSeconds } from '../../kernel/clock.ts';
import type { UnbindReadiness } from './readiness.ts';

const DAY_SECONDS = 86_400;
const WEEK_DAYS = 7;

/** The settled periods whose bills are read; null where no call tells of bills. */
type Periods = readonly string[] | null;

/** Everything there is to read of a link: when somebody asks, and at first. */
export function everything(periods: Periods): string[] {
  return ['customer', 'owner', ...(periods ?? [])];
}

/**
 * What the desk reads each night: what changes by itself, and each older period once a week on a day of its own, so that
 * the bills of all links together stay within what the provider answers.
 */
export function nightly(record: UnbindReadiness, periods: Periods, now: Instant): string[] {
  const day = Math.floor(Date.parse(now) / (DAY_SECONDS * 1000));
  const turn = (index: number) => (index + shareOf(record.link, WEEK_DAYS)) % WEEK_DAYS === day % WEEK_DAYS;
  const newest = periods?.at(-1);
  const wanted = (periods ?? []).filter(
    (period, index) => period === newest || isUnread(record.unpaid[period]) || turn(index),
  );
  return everything(wanted);
}

/** What is read before a case goes on: what may have changed, and older periods that nobody has read for a day. */
export function beforeSubmission(record: UnbindReadiness, periods: Periods, now: Instant): string[] {
  const yesterday = plusSeconds(now, -DAY_SECONDS);
  const newest = periods?.at(-1);
  const wanted = (periods ?? []).filter((period) => {
    const read = record.unpaid[period];
    return period === newest || isUnread(read) || read.at < yesterday;
  });
  return everything(wanted);
}

/** The next time of day at which a link is read: its own, so that all links together are spread over the day. */
export function nextNight(link: string, now: Instant): Instant {
  const midnight = `${now.slice(0, 10)}T00:00:00.000Z`;
  const today = plusSeconds(midnight, shareOf(link, DAY_SECONDS));
  return today > now ? today : plusSeconds(today, DAY_SECONDS);
}

type Unpaid = UnbindReadiness['unpaid'][string];

function isUnread(read: Unpaid | undefined): read is undefined {
  return read === undefined || 'unknown' in read;
}

/** A number below `of` that is always the same for a link, and evenly spread over all links. */
function shareOf(link: string, of: number): number {
  return createHash('sha256').update(link).digest().readUInt32BE(0) % of;
}
