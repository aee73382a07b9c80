import type { Fields, Item } from '../kernel/write.ts';
import { type Hour, hourOf } from './anchor.ts';
import { entryHash, timelineEntryShape, timelineKey } from './entry.ts';

/**
 * What can be wrong with a timeline.
 * - `missing`: an entry is not there · `unknown`: one is there that has no place in the chain
 * - `altered`: an entry does not have its own hash · `unchained`: it does not follow the one before it
 * - `head`: the record holds another head than its last entry · `record`: the record is not there
 * - `anchor`: an entry is another one than was anchored, or its hour's anchor does not know it
 */
export const findingCodes = ['missing', 'unknown', 'altered', 'unchained', 'head', 'record', 'anchor'] as const;

/** One thing that is not as the desk wrote it. `seq` is the first entry that it concerns. */
export type Finding = {
  readonly org: string;
  readonly subject: string;
  readonly seq: number;
  readonly code: (typeof findingCodes)[number];
  readonly says: string;
};

/** A record's head as an anchor has it. */
export type HeadOfHour = { readonly hour: Hour; readonly seq: number; readonly hash: string };

/** What anchors say of one record, and which hours have an anchor that knows all heads of that hour. */
export type Anchored = { readonly heads: readonly HeadOfHour[]; readonly completeHours: ReadonlySet<Hour> };

type Timeline = {
  readonly org: string;
  readonly subject: string;
  /** The record and its entries as stored, not as a schema reads them: what a schema passes over was not there either. */
  readonly record: Item | undefined;
  readonly entries: readonly Item[];
};

/** Where a chain stands: the number and hash of an entry, and when it was written. */
type Place = { readonly seq: number; readonly hash: string; readonly at?: string };
const start: Place = { seq: 0, hash: '' };

/** Everything that is wrong with a timeline, the chain first; nothing is found in one that only the desk wrote to. */
export function verifyTimeline(timeline: Timeline, anchored: Anchored): readonly Finding[] {
  const { record, entries } = timeline;
  const chain = verifyEntries(timeline, entries, start);
  const sought = anchored.heads.flatMap((head) => missesAnchored(timeline, head));
  return [
    ...chain.findings,
    ...verifyHead(timeline, record, chain.last),
    ...sought,
    ...verifyCover(timeline, chain.last, anchored),
  ];
}

/**
 * Follows stored entries in the order of their keys.
 * @param after the entry that they begin after; the first begins after none
 * @returns what is wrong, and where the chain ends
 */
export function verifyEntries(
  of: Pick<Timeline, 'org' | 'subject'>,
  entries: readonly Item[],
  after: Place = start,
): { readonly findings: readonly Finding[]; readonly last: Place } {
  const findings: Finding[] = [];
  const tell = (code: Finding['code'], seq: number, text: string) => findings.push(finding(of, code, seq, text));
  let last = after;
  for (const item of entries) {
    const seq = seqOf(item, of);
    if (seq === undefined) {
      tell('unknown', last.seq + 1, `an item "${item.sk}" stands among the entries and is none.`);
      continue;
    }
    const { hash, previous, at } = texts(item);
    if (seq > last.seq + 1) tell('missing', last.seq + 1, `${span(last.seq + 1, seq - 1)} missing.`);
    else if (previous !== last.hash)
      tell('unchained', seq, `entry ${seq} follows ${short(previous)}, but ${before(seq)} ${short(last.hash)}.`);
    const complaint = altered(item, of, seq);
    if (complaint) tell('altered', seq, `entry ${seq} was altered: ${complaint}.`);
    last = { seq, hash, at };
  }
  return { findings, last };
}

/** Holds the record's own count and head against the last entry that is there. */
export function verifyHead(
  of: Pick<Timeline, 'org' | 'subject'>,
  record: Fields | undefined,
  last: Place,
): readonly Finding[] {
  if (!record)
    return [finding(of, 'record', last.seq, `the record is gone; ${last.seq} entries of its timeline are left.`)];
  const { timelineSeq: counted, timelineHead: head } = record;
  if (typeof counted !== 'number' || typeof head !== 'string')
    return [finding(of, 'head', last.seq, 'the record does not say where its timeline ends.')];
  if (counted > last.seq)
    return [
      finding(of, 'missing', last.seq + 1, `${span(last.seq + 1, counted)} missing: the record counts ${counted}.`),
    ];
  if (counted < last.seq)
    return [
      finding(
        of,
        'unknown',
        counted + 1,
        `${span(counted + 1, last.seq)} unknown to the record, which counts ${counted}.`,
      ),
    ];
  if (head !== last.hash)
    return [
      finding(
        of,
        'head',
        last.seq,
        `the record holds ${short(head)} as the head, entry ${last.seq} has ${short(last.hash)}.`,
      ),
    ];
  return [];
}

/** An anchored head names an entry for good. */
function missesAnchored(timeline: Timeline, { hour, seq, hash }: HeadOfHour): readonly Finding[] {
  const { sk } = timelineKey(timeline.org, timeline.subject, seq);
  const entry = timeline.entries.find((item) => item.sk === sk);
  if (!entry)
    return [
      finding(timeline, 'anchor', seq, `entry ${seq} is gone: the anchor of ${hour} knows it as ${short(hash)}.`),
    ];
  const now = texts(entry).hash;
  if (now === hash) return [];
  return [
    finding(
      timeline,
      'anchor',
      seq,
      `entry ${seq} has ${short(now)}, the anchor of ${hour} knows it as ${short(hash)}.`,
    ),
  ];
}

/** What rests since an hour that was anchored stands in the anchor of that hour. */
function verifyCover(timeline: Timeline, { seq, at }: Place, { heads, completeHours }: Anchored): readonly Finding[] {
  const hour = at && hourOf(at);
  if (!hour || !completeHours.has(hour) || heads.some((head) => head.hour === hour && head.seq >= seq)) return [];
  return [
    finding(
      timeline,
      'anchor',
      seq,
      `entry ${seq} says that it is of ${hour}, but the anchor of that hour does not know it.`,
    ),
  ];
}

/** Why an entry is not the one that the desk wrote at this place. */
function altered(item: Item, { org, subject }: Pick<Timeline, 'org' | 'subject'>, seq: number): string | undefined {
  const { pk: _pk, sk: _sk, schemaVersion, hash, ...body } = item;
  const computed = entryHash(body);
  if (hash !== computed) return `its content has the hash ${short(computed)}, it carries ${short(String(hash))}`;
  if (body['seq'] !== seq || body['subject'] !== subject || body['org'] !== org)
    return `it says that it is entry ${String(body['seq'])} of ${String(body['subject'])}`;
  const known =
    Number.isInteger(schemaVersion) &&
    Number(schemaVersion) >= 1 &&
    Number(schemaVersion) <= timelineEntryShape.version;
  return known ? undefined : `it says that it is of schema version ${String(schemaVersion)}`;
}

/** The number that the key of an entry gives it. */
function seqOf({ sk }: Item, { org, subject }: Pick<Timeline, 'org' | 'subject'>): number | undefined {
  const seq = Number(sk.replace('SEQ#', ''));
  return seq > 0 && timelineKey(org, subject, seq).sk === sk ? seq : undefined;
}

function texts(item: Item) {
  const { hash, previous, at } = item;
  return { hash: String(hash), previous: String(previous), at: String(at) };
}

function finding(
  { org, subject }: Pick<Timeline, 'org' | 'subject'>,
  code: Finding['code'],
  seq: number,
  text: string,
): Finding {
  return { org, subject, seq, code, says: `${subject} of ${org}: ${text}` };
}

function span(from: number, to: number): string {
  return from === to ? `entry ${from} is` : `entries ${from} to ${to} are`;
}

function before(seq: number): string {
  return seq === 1 ? 'the first entry follows' : `entry ${seq - 1} has`;
}

/** Enough of a hash to tell it from another. */
function short(hash: string): string {
  return hash === '' ? 'nothing' : `${hash.slice(0, 12)}…`;
}
