import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import { storedShape, toStored } from '../kernel/stored.ts';
import { type Fields, isNew, type Key, type Test, type WriteIntent } from '../kernel/write.ts';

/** Who did it: a reference, never personal data. `desk` names the part of ours that acted. */
export const Actor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('member'), id: z.string() }),
  z.object({ kind: z.literal('customer') }),
  z.object({ kind: z.literal('provider'), site: z.string() }),
  z.object({ kind: z.literal('desk'), part: z.string() }),
]);
export type Actor = z.infer<typeof Actor>;

/** What every record that is followed by a timeline carries. */
export const Followed = z.object({
  org: z.string(),
  id: z.string(),
  /** Raised by every move. */
  version: z.int().positive(),
  /** Number of timeline entries, and the hash of the last one. */
  timelineSeq: z.int().nonnegative(),
  timelineHead: z.string(),
});
export type Followed = z.infer<typeof Followed>;

/** An entry as its writer drafts it. `type` is the event's name without its version: `link_request.created`. */
export type EntryDraft = {
  readonly type: `${string}.${string}`;
  readonly actor: Actor;
  readonly at: Instant;
  readonly data?: Fields;
  /** Id of the entry that made this one happen. */
  readonly causationId?: string;
};

/** A timeline entry as stored, which is also the body of the event that it becomes. */
export const TimelineEntry = z.object({
  id: z.string(),
  org: z.string(),
  subject: z.string(),
  seq: z.int().positive(),
  type: z.string(),
  actor: Actor,
  at: Instant,
  data: z.record(z.string(), z.unknown()),
  causationId: z.string().optional(),
  /** Hash of the entry before this one; empty for the first. */
  previous: z.string(),
  /** SHA-256 of the canonical JSON of all other fields. */
  hash: z.string(),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const timelineEntryShape = storedShape({
  name: 'timeline entry',
  version: 1,
  schema: TimelineEntry,
  upcasts: {},
});

/** Fields that a new record starts its timeline with. */
export const timelineStart = { timelineSeq: 0, timelineHead: '' } as const;

/** Where a subject's entries are: sequence numbers sort as text. */
export function timelineKey(org: string, subject: string, seq: number): Key {
  return { pk: `ORG#${org}#${subject}`, sk: `SEQ#${String(seq).padStart(8, '0')}` };
}

/** The hash that an entry must carry; the verifier and the writer share it. */
export function entryHash(entry: Omit<TimelineEntry, 'hash'>): string {
  return createHash('sha256')
    .update(canonicalize(entry) ?? '')
    .digest('hex');
}

type Timed = Pick<Followed, 'org' | 'id' | 'timelineSeq' | 'timelineHead'>;
type Chained = {
  readonly entry: TimelineEntry;
  readonly put: WriteIntent;
  readonly head: Pick<Followed, 'timelineSeq' | 'timelineHead'>;
};

/** The next entry of a record's chain: the write that stores it, and the head that the record must take on with it. */
export function nextEntry(record: Timed, draft: EntryDraft, newId: NewId): Chained {
  const body = {
    id: newId('timelineEntry'),
    org: record.org,
    subject: record.id,
    seq: record.timelineSeq + 1,
    type: draft.type,
    actor: draft.actor,
    at: draft.at,
    data: { ...draft.data },
    ...(draft.causationId && { causationId: draft.causationId }),
    previous: record.timelineHead,
  };
  const entry = { ...body, hash: entryHash(body) };
  return {
    entry,
    head: { timelineSeq: entry.seq, timelineHead: entry.hash },
    put: {
      op: 'put',
      table: 'timeline',
      key: timelineKey(record.org, record.id, entry.seq),
      fields: toStored(timelineEntryShape, entry),
      expect: isNew,
      refusal: 'version',
    },
  };
}

/** Where every followed record is: beside its decisions and effects, one partition a record. */
export function recordKey(org: string, id: string): Key {
  return { pk: `ORG#${org}#${id}`, sk: 'RECORD' };
}

/** Writes a new followed record with its first entry. */
export function create(fields: Fields & Timed, draft: EntryDraft, newId: NewId): readonly WriteIntent[] {
  const { put, head } = nextEntry(fields, draft, newId);
  const key = recordKey(fields.org, fields.id);
  return [
    { op: 'put', table: 'desk', key, fields: { ...fields, ...head }, expect: isNew, refusal: 'exists' },
    { ...put, refusal: 'exists' },
  ];
}

/** What a move changes, and what else must still hold (a fence, a status) besides the version that was read. */
export type Step = {
  readonly set: Fields;
  readonly remove?: readonly string[];
  readonly expect?: Readonly<Record<string, Test>>;
};

/**
 * One guarded transition: the record changes and its entry is written, or neither. Refused with `version` when anyone
 * moved the record, or only appended to its timeline, since it was read; the caller reads again and decides anew.
 */
export function move(record: Followed, step: Step, draft: EntryDraft, newId: NewId): readonly WriteIntent[] {
  const { put, head } = nextEntry(record, draft, newId);
  const expect = { ...step.expect, version: { eq: record.version }, timelineSeq: { eq: record.timelineSeq } };
  return [
    {
      op: 'update',
      table: 'desk',
      key: recordKey(record.org, record.id),
      set: { ...step.set, ...head, version: record.version + 1 },
      ...(step.remove && { remove: step.remove }),
      expect: [expect],
      refusal: 'version',
    },
    put,
  ];
}

/** Notes something on the timeline without changing the record: touches the sequence only, so no move is disturbed. */
export function append(record: Followed, draft: EntryDraft, newId: NewId): readonly WriteIntent[] {
  const { put, head } = nextEntry(record, draft, newId);
  const key = recordKey(record.org, record.id);
  const expect = [{ timelineSeq: { eq: record.timelineSeq } }];
  return [{ op: 'update', table: 'desk', key, set: head, expect, refusal: 'version' }, put];
}
