import { Metrics } from '@aws-lambda-powertools/metrics';
import type { NightsRun } from './run-nights.ts';

/** The service that nights report under. */
export const NIGHTS_SERVICE = 'rebates-nights';

/** `RebateNightsMissed`: nights that nobody worked in. `RebateAccountsAbsent`: accounts without a completed one for 26 h. */
export type NightsMeasure = 'RebateNightsMissed' | 'RebateAccountsAbsent';

/** Counts what an hourly run found; a run that found nothing counts nothing. */
export function nightsCounter(stage: string): (run: Pick<NightsRun, 'missed' | 'absent'>) => void {
  const metrics = new Metrics({
    namespace: 'reseller-desk',
    serviceName: NIGHTS_SERVICE,
    defaultDimensions: { stage },
  });
  return ({ missed, absent }) => {
    const counts: readonly (readonly [NightsMeasure, number])[] = [
      ['RebateNightsMissed', missed],
      ['RebateAccountsAbsent', absent],
    ];
    for (const [measure, value] of counts) if (value > 0) metrics.singleMetric().addMetric(measure, 'Count', value);
  };
}
