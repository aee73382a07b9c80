import * as z from 'zod';
import { type Clock, type Instant, plusSeconds } from '../kernel/clock.ts';
import type { Tables } from '../platform/tables.ts';
import {
  type AnchoredHead,
  anchorPk,
  anchorShards,
  type Hour,
  hourOf,
  hoursAfter,
  sha256,
  writeAnchor,
} from './anchor.ts';
import type { AnchorStore } from './ports.ts';

export type AnchorDeps = { readonly tables: Tables; readonly clock: Clock; readonly anchors: AnchorStore };

/**
 * How long after its end an hour is taken to be complete: longer than any function that writes entries can live, so that
 * an entry is written by then or never, and longer than the index takes to show it.
 */
export const CLOSED_AFTER_SECONDS = 300;
/** One run's share of hours missed in an outage: three weeks. What is left over waits for the next run. */
const HOURS_A_RUN = 500;
/** How far back the first run of all looks for heads, in case it was the runs before it that failed. */
const FIRST_LOOK_HOURS = 48;
/** Where the newest anchor is looked for first. */
const RECENT_HOURS = 40 * 24;
const PAGE = 500;

/**
 * Writes one anchor for each hour that is over and has none, oldest first. An hour without heads gets an empty one, so
 * that one that is not there is seen. Two runs side by side: whoever comes second stops.
 * @returns the hours that were anchored
 */
export async function anchorHours({ tables, clock, anchors }: AnchorDeps): Promise<readonly Hour[]> {
  const takenAt = clock.now();
  const last = lastClosedHour(takenAt);
  const newest = await newestAnchor(anchors, last);
  let previous = newest ? sha256(await anchors.read(newest)) : '';
  const anchored: Hour[] = [];
  let hour = newest ? hoursAfter(newest, 1) : await firstHour(tables, last);
  for (; hour <= last && anchored.length < HOURS_A_RUN; hour = hoursAfter(hour, 1)) {
    const text = writeAnchor(await headsOf(tables, hour), { hour, takenAt, previous });
    const put = await anchors.put(hour, text);
    if (!put.ok) break;
    anchored.push(hour);
    previous = sha256(text);
  }
  return anchored;
}

export function lastClosedHour(now: Instant): Hour {
  return hoursAfter(hourOf(plusSeconds(now, -CLOSED_AFTER_SECONDS)), -1);
}

async function newestAnchor(anchors: AnchorStore, last: Hour): Promise<Hour | undefined> {
  const recent = await anchors.hours(hoursAfter(last, -RECENT_HOURS));
  return recent.at(-1) ?? (await anchors.hours()).at(-1);
}

/** The first hour that has heads, of those that a first run looks at. */
async function firstHour(tables: Tables, last: Hour): Promise<Hour> {
  for (let back = FIRST_LOOK_HOURS; back > 0; back -= 1) {
    const hour = hoursAfter(last, -back);
    if ((await headsOf(tables, hour)).length > 0) return hour;
  }
  return last;
}

/** Heads of the records whose last entry is of this hour. */
async function headsOf(tables: Tables, hour: Hour): Promise<readonly AnchoredHead[]> {
  const shards = await Promise.all(anchorShards.map((shard) => headsIn(tables, anchorPk(hour, shard))));
  return shards.flat();
}

const Head = z.object({
  org: z.string(),
  id: z.string(),
  timelineSeq: z.int(),
  timelineHead: z.string(),
  anchorSk: z.string(),
});

async function headsIn(tables: Tables, pk: string): Promise<readonly AnchoredHead[]> {
  const heads: AnchoredHead[] = [];
  let after: string | undefined;
  for (;;) {
    const page = await tables.query({
      table: 'desk',
      index: 'anchor',
      pk,
      limit: PAGE,
      ...(after !== undefined && { after }),
    });
    const found = page.items.map((item) => Head.parse(item));
    heads.push(
      ...found.map(({ org, id, timelineSeq, timelineHead }) => ({
        org,
        subject: id,
        seq: timelineSeq,
        hash: timelineHead,
      })),
    );
    after = found.at(-1)?.anchorSk;
    if (!page.more || after === undefined) return heads;
  }
}
