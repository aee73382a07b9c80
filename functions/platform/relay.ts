import type { Result } from '../kernel/result.ts';
import type { TimelineEntry } from '../timeline/index.ts';
import { type Measure, measuresOf } from './measures.ts';

/** An event as it leaves: additive only, told apart by `id`, which is the timeline entry's. */
export type DeskEvent = {
  readonly id: string;
  readonly type: `${string}.v1`;
  readonly org: string;
  readonly subject: string;
  readonly seq: number;
  readonly occurredAt: string;
  readonly correlationId: string;
  readonly causationId?: string;
  readonly schemaVersion: 1;
  readonly data: Readonly<Record<string, unknown>>;
};

export type RelayDeps = {
  /** Puts events on the bus and answers the ids of those that the bus did not take. */
  readonly publish: (events: readonly DeskEvent[]) => Promise<ReadonlySet<string>>;
  /** Starts an execution under its own name; starting the same one twice is one start. */
  readonly start: (start: Start) => Promise<Result<void, { readonly kind: 'failed' }>>;
  /** Counts what the entries say. */
  readonly measure: (measures: readonly Measure[]) => void;
};

export type Start = {
  readonly machine: 'link' | 'unbind' | 'rebate-sync';
  readonly name: string;
  readonly input: { readonly org: string; readonly requestId: string };
};

/** Entries that call for an execution: their data names it. */
const starters: Readonly<Record<string, Start['machine']>> = {
  'link_request.created': 'link',
  'link_request.attempt_raised': 'link',
  'unbind.created': 'unbind',
  'unbind.attempt_raised': 'unbind',
  'unbind.reopened': 'unbind',
  'rebate_sync.created': 'rebate-sync',
  'rebate_sync.attempt_raised': 'rebate-sync',
};

/**
 * Turns inserts of timeline entries into events and starts of executions, in the order of the stream.
 * @returns the ids of the entries that must come again
 */
export async function relayEntries(deps: RelayDeps, entries: readonly TimelineEntry[]): Promise<readonly string[]> {
  const failed = new Set<string>();
  for (const entry of entries) {
    const start = startOf(entry);
    if (start && !(await deps.start(start)).ok) failed.add(entry.id);
  }
  const missed = await deps.publish(entries.map(eventOf));
  for (const id of missed) failed.add(id);
  deps.measure(entries.filter(({ id }) => !failed.has(id)).flatMap(measuresOf));
  return entries.filter(({ id }) => failed.has(id)).map(({ id }) => id);
}

export function eventOf(entry: TimelineEntry): DeskEvent {
  const { id, type, org, subject, seq, at, causationId, data, actor } = entry;
  return {
    id,
    type: `${type}.v1`,
    org,
    subject,
    seq,
    occurredAt: at,
    correlationId: subject,
    ...(causationId && { causationId }),
    schemaVersion: 1,
    data: { ...data, actor },
  };
}

/** The execution that an entry calls for. */
export function startOf({ type, org, subject, data }: TimelineEntry): Start | undefined {
  const machine = starters[type];
  const name = data['execution'];
  if (!machine || typeof name !== 'string') return undefined;
  return { machine, name, input: { org, requestId: subject } };
}
