import type { Tables } from '../platform/tables.ts';
import type { KeptAnchor } from './ports.ts';
import { readTimeline } from './read-timeline.ts';
import { type Finding, verifyTimeline } from './verify.ts';
import { type AnchorFinding, readAnchors } from './verify-anchors.ts';

/** Whose timeline it is: a record, by its organisation and id. */
export type Subject = { readonly org: string; readonly subject: string };

export type Verdict = {
  readonly findings: readonly (Finding | AnchorFinding)[];
  /** How much was looked at. */
  readonly timelines: number;
  readonly entries: number;
  readonly anchors: number;
};

/** Timelines that are read at the same time. */
const SIDE_BY_SIDE = 8;

/**
 * Verifies the anchors, and the timelines of these subjects and of all that an anchor names, against record and anchors.
 * @param wanted leaves out what it says no to
 * @throws when a record is moved all the time while it is read
 */
export async function verifyTimelines(
  tables: Tables,
  kept: readonly KeptAnchor[],
  subjects: readonly Subject[],
  wanted: (subject: Subject) => boolean = () => true,
): Promise<Verdict> {
  const anchors = readAnchors(kept);
  const named = new Map([...subjects, ...anchors.subjects].map((one) => [`${one.org}#${one.subject}`, one]));
  const left = [...named.values()].filter(wanted);
  const findings: (Finding | AnchorFinding)[] = [...anchors.findings];
  let timelines = 0;
  let entries = 0;
  await Promise.all(
    Array.from({ length: SIDE_BY_SIDE }, async () => {
      for (let one = left.shift(); one; one = left.shift()) {
        const timeline = await readTimeline(tables, one.org, one.subject);
        const anchored = anchors.of(one.org, one.subject);
        // an id that nothing ever had is no finding
        if (!timeline.record && timeline.entries.length === 0 && anchored.heads.length === 0) continue;
        timelines += 1;
        entries += timeline.entries.length;
        findings.push(...verifyTimeline(timeline, anchored));
      }
    }),
  );
  return { findings, timelines, entries, anchors: kept.length };
}
