import { type Instant, instant } from '../../kernel/clock.ts';
import { err, ok } from '../../kernel/result.ts';
import { dayIn } from '../../kernel/zoned-day.ts';
import { offsetAt } from '../../kernel/zoned-time.ts';
import { Period, periodOf } from '../period.ts';
import { type CellFault, type CellResult, halfWidth } from './cell-text.ts';

/** The zones of a source: in which it writes times, and in which it settles. */
export type SourceZones = { readonly written: string; readonly settled: string };

const DAY = String.raw`(?<year>20\d{2})(?:(?<sign>[-/.])(?<month>\d{1,2})\k<sign>(?<day>\d{1,2})|年(?<month>\d{1,2})月(?<day>\d{1,2})日|(?<month>\d{2})(?<day>\d{2}))`;
const TIME = String.raw`(?:[T\s]*(?<hour>\d{1,2}):?(?<minute>\d{2})(?::?(?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?)`;
const OFFSET = String.raw`\s*(?<offset>Z|(?:UTC|GMT)?(?:[+-]\d{1,2}(?::?\d{2})?)?)`;
const MOMENT = new RegExp(`^${DAY}(?:${TIME}${OFFSET})?$`, 'i');

const notATime: CellFault = {
  code: 'time',
  detail: 'not a time that means one moment: write it as 2026-10-31 23:30:00',
};

/** A time as an instant: in the zone of the source unless it states its own (R113); a day alone is its midnight. */
export function readTime(text: string, { written }: SourceZones): CellResult {
  const moment = momentOf(text, written);
  return moment ? ok(moment.at) : err(notATime);
}

/** A day of the settlement's calendar; a time is the day that it is there then. */
export function readDay(text: string, zones: SourceZones): CellResult {
  const moment = momentOf(text, zones.written);
  return moment ? ok(moment.day ?? dayIn(zones.settled, moment.at)) : err(notATime);
}

/**
 * A settlement period: `2026-10`, `202610`, `2026/10`, `2026年10月`, `Oct 2026`; any day of it; or a time, which belongs to
 * the month that it is then where the provider settles (R113).
 */
export function readPeriod(text: string, zones: SourceZones): CellResult {
  const plain = halfWidth(text).trim();
  const [, year, month] =
    /^(20\d{2})(?:[-/.]?(\d{2})|[-/.](\d)|年(\d{1,2})月份?)$/.exec(plain)?.filter((part) => part !== undefined) ?? [];
  if (year && month) return periodFrom(year, month);
  const [, name = '', yearAfter] = /^([a-z]{3,9})\.?[\s,-]+(20\d{2})$/i.exec(plain) ?? [];
  const named = months.findIndex((one) => one === name.toLowerCase() || one.slice(0, 3) === name.toLowerCase()) + 1;
  if (yearAfter && named) return periodFrom(yearAfter, String(named));
  const moment = momentOf(plain, zones.written);
  if (moment) return ok(moment.day?.slice(0, 7) ?? periodOf(zones.settled, moment.at));
  return err(notAPeriod);
}

const months = 'january february march april may june july august september october november december'.split(' ');

const notAPeriod: CellFault = { code: 'period', detail: 'not a settlement period: write it as 2026-10' };

function periodFrom(year: string, month: string): CellResult {
  const period = Period.safeParse(`${year}-${month.padStart(2, '0')}`);
  return period.success ? ok(period.data) : err(notAPeriod);
}

/** An instant; `day` where nothing but a day is written. */
function momentOf(text: string, zone: string): { at: Instant; day?: string } | undefined {
  const plain = halfWidth(text).trim();
  if (/^1\d{9}$/.test(plain)) return { at: instant(Number(plain) * 1000) };
  if (/^1\d{12}$/.test(plain)) return { at: instant(Number(plain)) };
  const parts = MOMENT.exec(plain)?.groups;
  if (!parts) return undefined;
  const { year = '', month = '', day = '', hour, minute = '00', second = '00', fraction = '', offset = '' } = parts;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const wall = `${date}T${(hour ?? '00').padStart(2, '0')}:${minute}:${second}.${`${fraction}000`.slice(0, 3)}`;
  const asUtc = Date.parse(`${wall}Z`);
  // 31 April would become 1 May
  if (Number.isNaN(asUtc) || !new Date(asUtc).toISOString().startsWith(wall)) return undefined;
  if (hour === undefined) return { at: fromWall(asUtc, zone), day: date };
  return { at: offset ? instant(asUtc - minutesOf(offset) * 60_000) : fromWall(asUtc, zone) };
}

/** Minutes east of UTC. */
function minutesOf(offset: string): number {
  const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d{1,2}):?(\d{2})?$/.exec(offset) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/**
 * The instant at which clocks of a zone show this time: the earlier one where they show it twice; where they leave it out,
 * what they would have shown had they not been put forward.
 */
function fromWall(asUtc: number, zone: string): Instant {
  const earlier = offsetAt(zone, asUtc - DAY_MS);
  const later = offsetAt(zone, asUtc + DAY_MS);
  const fits = [earlier, later].find((offset) => offsetAt(zone, asUtc - offset) === offset);
  return instant(asUtc - (fits ?? earlier));
}

const DAY_MS = 86_400_000;
