import * as z from 'zod';
import type { TimelineEntry } from '../timeline/index.ts';

/** A business metric: what happened, where, and how long it took. No organisation: metric names are not for that many. */
export type Measure = {
  readonly name: string;
  readonly unit: 'Count' | 'Seconds';
  readonly value: number;
  /** What it is told apart by. Each combination is a metric of its own, so each has few values. */
  readonly by: Readonly<Partial<Record<'site' | 'party' | 'code', string>>>;
};

const counted: Readonly<Record<string, string>> = {
  'link_request.created': 'LinkRequestsCreated',
  'link_request.completed': 'LinkRequestsCompleted',
  'link_request.rejected': 'LinkRequestsRejected',
  'link_request.expired': 'LinkRequestsExpired',
  'link_request.cancelled': 'LinkRequestsCancelled',
  'link_request.failed': 'LinkRequestsFailed',
  'link_request.attempt_raised': 'ExecutionsRestarted',
  'link.effective': 'LinksEffective',
  'link.degraded': 'LinksDegraded',
  'link.broken': 'LinksBroken',
  'link.not_effective_in_time': 'LinksNotEffectiveInTime',
};

/** Entries that end a way, and what their time since `startedAt` is called. */
const timed: Readonly<Record<string, string>> = {
  'link_request.completed': 'TimeToLink',
  'link.effective': 'TimeToEffective',
};

/** What of an entry's data is measured; what is missing or of another form is not. */
const Measured = z.object({
  site: z.string().catch('unknown'),
  startedAt: z.string().optional().catch(undefined),
  /** Milliseconds that each party had a request that has ended. */
  spent: z.record(z.string(), z.number()).catch({}),
  failure: z.object({ code: z.string() }).optional().catch(undefined),
});

/** What a timeline entry adds to the metrics. */
export function measuresOf({ type, at, data }: TimelineEntry): readonly Measure[] {
  const name = counted[type];
  if (!name) return [];
  const { site, startedAt, spent, failure } = Measured.parse(data);
  const time = timed[type];
  return [
    { ...one, name, by: { site } },
    ...(time && startedAt ? [seconds(time, Date.parse(at) - Date.parse(startedAt), { site })] : []),
    ...Object.entries(spent).map(([party, milliseconds]) => seconds('TimeSpent', milliseconds, { site, party })),
    ...(type === 'link_request.failed' && failure ? failed(failure.code, site) : []),
  ];
}

const one = { unit: 'Count', value: 1 } as const;

/** The alarm on machines that are given up is told no site: it watches them all together. */
function failed(code: string, site: string): readonly Measure[] {
  const byCode = { ...one, name: 'LinkRequestFailures', by: { site, code } };
  return code === 'machine_died' ? [byCode, { ...one, name: 'MachinesGivenUp', by: {} }] : [byCode];
}

function seconds(name: string, milliseconds: number, by: Measure['by']): Measure {
  return { name, unit: 'Seconds', value: milliseconds / 1000, by };
}
