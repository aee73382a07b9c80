import { Metrics } from '@aws-lambda-powertools/metrics';

/**
 * What goes wrong with due work. `DueWorkFailed`: a piece of work threw and is due again. `DueWorkStuck`: it failed for
 * the fifth time or more. `DueItemsUnreadable`: the worker met an item that this code does not understand.
 */
export type DueTrouble = 'DueWorkFailed' | 'DueWorkStuck' | 'DueItemsUnreadable';

export type CountTrouble = (trouble: DueTrouble, kind: string) => void;

/** The service that all groups report due work under, so that one alarm watches them together. */
export const DUE_SERVICE = 'due-work';

/** Counts trouble twice over: for each kind of work, and for all of them, which is what the alarms watch. */
export function troubleCounter(stage: string): CountTrouble {
  const metrics = new Metrics({
    namespace: 'reseller-desk',
    serviceName: DUE_SERVICE,
    defaultDimensions: { stage },
  });
  return (trouble, kind) => {
    const one = metrics.singleMetric();
    one.addDimension('kind', kind);
    one.addDimensions({});
    one.addMetric(trouble, 'Count', 1);
  };
}
