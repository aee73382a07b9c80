import type { TimelineEntry } from '../timeline/index.ts';

/** A business metric: what happened, where, and how long it took. No organisation: metric names are not for that many. */
export type Measure = {
  readonly name: string;
  readonly unit: 'Count' | 'Seconds';
  readonly value: number;
  readonly site: string;
};

const counted: Readonly<Record<string, string>> = {
  'link_request.created': 'LinkRequestsCreated',
  'link_request.completed': 'LinkRequestsCompleted',
  'link_request.rejected': 'LinkRequestsRejected',
  'link_request.expired': 'LinkRequestsExpired',
  'link_request.cancelled': 'LinkRequestsCancelled',
  'link_request.failed': 'LinkRequestsFailed',
  'link_request.attempt_raised': 'ExecutionsRestarted',
};

/** What a timeline entry adds to the metrics; `startedAt` and `site` stand in the entries that end a request. */
export function measuresOf({ type, at, data }: TimelineEntry): readonly Measure[] {
  const name = counted[type];
  if (!name) return [];
  const site = typeof data['site'] === 'string' ? data['site'] : 'unknown';
  const count: Measure = { name, unit: 'Count', value: 1, site };
  const startedAt = data['startedAt'];
  if (type !== 'link_request.completed' || typeof startedAt !== 'string') return [count];
  const value = (Date.parse(at) - Date.parse(startedAt)) / 1000;
  return [count, { name: 'TimeToLink', unit: 'Seconds', value, site }];
}
