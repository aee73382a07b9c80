import type { WriteIntent } from '../../kernel/write.ts';
import type { Period } from '../period.ts';
import { periodKey, type RebatePeriod } from './period-record.ts';

/**
 * Holds what was read of a period while a decision on it is written: refused as `version` when another snapshot became
 * current since.
 * @param found undefined where nothing was known of the period
 */
export function stillCurrent(
  org: string,
  account: string,
  period: Period,
  found: Pick<RebatePeriod, 'version'> | undefined,
): WriteIntent {
  return {
    op: 'check',
    table: 'desk',
    key: periodKey(org, account, period),
    expect: [found ? { version: { eq: found.version } } : { pk: { absent: true } }],
    refusal: 'version',
  };
}
