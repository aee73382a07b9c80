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
  'unbind.created': 'UnbindsStarted',
  'unbind.completed': 'UnbindsCompleted',
  'unbind.migrated_away': 'UnbindsMigratedAway',
  'unbind.declined': 'UnbindsDeclined',
  'unbind.rejected_by_distributor': 'UnbindsRejected',
  'unbind.rejected_by_customer': 'UnbindsRejected',
  'unbind.refused_by_reseller': 'UnbindsRefused',
  'unbind.expired': 'UnbindsExpired',
  'unbind.cancelled': 'UnbindsCancelled',
  'unbind.failed': 'UnbindsFailed',
  'unbind.attempt_raised': 'ExecutionsRestarted',
  'unbind.late_charge': 'UnbindLateCharges',
  'unbind.bill_unknown': 'UnbindBillsUnknown',
  'unbind.sheet_reopened': 'UnbindSheetsReopened',
  'rebate_sync.created': 'RebateSyncsStarted',
  'rebate_sync.completed': 'RebateSyncsCompleted',
  'rebate_sync.attempt_raised': 'ExecutionsRestarted',
  'link.effective': 'LinksEffective',
  'link.degraded': 'LinksDegraded',
  'link.broken': 'LinksBroken',
  'link.not_effective_in_time': 'LinksNotEffectiveInTime',
};

/** Entries that end a way, and what their time since `startedAt` is called. */
const timed: Readonly<Record<string, string>> = {
  'link_request.completed': 'TimeToLink',
  'unbind.completed': 'TimeToUnbind',
  'link.effective': 'TimeToEffective',
};

/** What the time of each party is called, by whose it is; that of link requests has no other name. */
const timesSpent: Readonly<Record<string, string>> = { unbind: 'UnbindTimeSpent', rebate_sync: 'RebateSyncTime' };

/** What of an entry's data is measured; what is missing or of another form is not. */
const Measured = z.object({
  site: z.string().catch('unknown'),
  startedAt: z.string().optional().catch(undefined),
  /** Milliseconds that each party had a request that has ended. */
  spent: z.record(z.string(), z.number()).catch({}),
  failure: z.object({ code: z.string() }).optional().catch(undefined),
  /** Something was seen of a case that had ended, whose customer is in other hands by now. */
  heldElsewhere: z.literal(true).optional().catch(undefined),
  /** How many periods of a sync ended how; told with its end. */
  periods: z.record(z.string(), z.number()).catch({}),
});

/** What a timeline entry adds to the metrics. */
export function measuresOf({ type, at, data }: TimelineEntry): readonly Measure[] {
  const { site, startedAt, spent, failure, heldElsewhere, periods } = Measured.parse(data);
  if (type === 'unbind.reopened' || heldElsewhere) return [{ ...one, name: 'UnbindsReopened', by: {} }];
  if (type === 'rebate_sync.failed')
    return [{ ...one, name: 'RebateSyncsFailed', by: {} }, ...failed('RebateSyncFailures', failure?.code ?? '', site)];
  const name = counted[type];
  if (!name) return [];
  const timeSpent = timesSpent[type.split('.')[0] ?? ''] ?? 'TimeSpent';
  const time = timed[type];
  return [
    { ...one, name, by: { site } },
    ...(type === 'rebate_sync.completed' ? notTakenIn(periods) : []),
    ...(time && startedAt ? [seconds(time, Date.parse(at) - Date.parse(startedAt), { site })] : []),
    ...Object.entries(spent).map(([party, milliseconds]) => seconds(timeSpent, milliseconds, { site, party })),
    ...(failure && failures[type] ? failed(failures[type], failure.code, site) : []),
  ];
}

const one = { unit: 'Count', value: 1 } as const;

const failures: Readonly<Record<string, string>> = {
  'link_request.failed': 'LinkRequestFailures',
  'unbind.failed': 'UnbindFailures',
};

/** What a sync has read and not taken in; the alarms watch all sites together. */
function notTakenIn({ held = 0, quarantined = 0 }: Readonly<Record<string, number>>): readonly Measure[] {
  return [
    { ...one, name: 'RebatePeriodsHeld', value: held, by: {} },
    { ...one, name: 'RebatePeriodsQuarantined', value: quarantined, by: {} },
  ].filter(({ value }) => value > 0);
}

/** The alarm on machines that are given up is told no site: it watches them all together. */
function failed(name: string, code: string, site: string): readonly Measure[] {
  const byCode = { ...one, name, by: { site, code } };
  return code === 'machine_died' ? [byCode, { ...one, name: 'MachinesGivenUp', by: {} }] : [byCode];
}

function seconds(name: string, milliseconds: number, by: Measure['by']): Measure {
  return { name, unit: 'Seconds', value: milliseconds / 1000, by };
}
