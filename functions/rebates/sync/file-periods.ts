import type { Period } from '../period.ts';
import type { Quarantined } from '../uploads/upload.ts';
import { MOST_PERIODS } from './sync.ts';

/** Whether a line of this period can be taken in beside those periods, of which it is one from then on. */
export function takesPeriod(periods: Set<Period>, period: Period): boolean {
  if (periods.size < MOST_PERIODS) periods.add(period);
  return periods.has(period);
}

/** A line of one period more than a sync may have. */
export function tooManyPeriods(line: number): Quarantined {
  return {
    line,
    column: 'period',
    code: 'too_many_periods',
    detail: `a file has ${MOST_PERIODS} settlement periods at most: divide it by period and upload the parts one by one`,
  };
}
