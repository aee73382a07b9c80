import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { readStored } from '../kernel/stored.ts';
import { recordKey, type TimelineEntry, timelineEntryShape, timelineKey } from '../timeline/index.ts';
import { eventOf, type RelayDeps, startOf } from './relay.ts';
import type { Tables } from './tables.ts';

export type RepublishDeps = Pick<RelayDeps, 'publish' | 'start'> & { readonly tables: Pick<Tables, 'get'> };

/** What became of it: ids of the entries that the bus did not take, names of executions that were (not) started. */
export type Republished = {
  readonly told: number;
  readonly missed: readonly string[];
  readonly started: readonly string[];
  readonly notStarted: readonly string[];
};

/** Entries read in one call. */
const PAGE = 200;

/** A record's timeline from this sequence number on, in its order. */
export async function entriesFrom(
  tables: Pick<Tables, 'query'>,
  org: string,
  record: string,
  fromSeq: number,
): Promise<readonly TimelineEntry[]> {
  const { pk, sk: before } = timelineKey(org, record, fromSeq - 1);
  const entries: TimelineEntry[] = [];
  let after: string | undefined = before;
  while (after !== undefined) {
    const page = await tables.query({ table: 'timeline', pk, begins: 'SEQ#', after, limit: PAGE });
    entries.push(...page.items.map((item) => readStored(timelineEntryShape, item)));
    after = page.more ? page.items.at(-1)?.sk : undefined;
  }
  return entries;
}

/**
 * What Lambda leaves at a stream's failure destination in S3: the batch as it was, as text in `payload`.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
const GivenUp = z.object({ payload: z.string() });
const Attribute = z.custom<AttributeValue>((value) => typeof value === 'object' && value !== null);
const Batch = z.object({
  Records: z.array(
    z.object({ eventName: z.string(), dynamodb: z.object({ NewImage: z.record(z.string(), Attribute).optional() }) }),
  ),
});

/** The entries in a file of the relay's failure destination, in the order of the stream. @throws when it is no such file */
export function entriesIn(file: string): readonly TimelineEntry[] {
  const { Records } = Batch.parse(JSON.parse(GivenUp.parse(JSON.parse(file)).payload));
  return Records.flatMap(({ eventName, dynamodb: { NewImage } }) =>
    eventName === 'INSERT' && NewImage ? [readStored(timelineEntryShape, unmarshall(NewImage))] : [],
  );
}

/**
 * Puts entries on the bus again, in their order and as the events that they were: consumers tell by the ids what they
 * know already. An execution is started only for the attempt that a record is at, and only if it was never at work.
 */
export async function republish(deps: RepublishDeps, entries: readonly TimelineEntry[]): Promise<Republished> {
  const started: string[] = [];
  const notStarted: string[] = [];
  for (const entry of entries) {
    const start = startOf(entry);
    if (!start || !(await neverStarted(deps, entry, start.name))) continue;
    const answer = await deps.start(start);
    (answer.ok ? started : notStarted).push(start.name);
  }
  const missed = [...(await deps.publish(entries.map(eventOf)))];
  return { told: entries.length - missed.length, missed, started, notStarted };
}

/** Fields of a record that a machine carries: its first state notes the attempt as seen. */
const Carried = z.object({ execution: z.string(), attempt: z.int(), attemptSeen: z.int() });

async function neverStarted({ tables }: RepublishDeps, entry: TimelineEntry, name: string): Promise<boolean> {
  const { success, data } = Carried.safeParse(await tables.get('desk', recordKey(entry.org, entry.subject)));
  return success && data.execution === name && data.attemptSeen < data.attempt;
}
