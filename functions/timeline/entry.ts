import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { storedShape } from '../kernel/stored.ts';
import type { Fields, Key } from '../kernel/write.ts';

/** Who did it: a reference, never personal data. `desk` names the part of ours that acted. */
export const Actor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('member'), id: z.string() }),
  z.object({ kind: z.literal('customer') }),
  z.object({ kind: z.literal('distributor') }),
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
  version: 2,
  schema: TimelineEntry,
  // Distributors act since version 2.
  upcasts: { 1: (old) => old },
});

/** Fields that a new record starts its timeline with. */
export const timelineStart = { timelineSeq: 0, timelineHead: '' } as const;

/** Where a subject's entries are: sequence numbers sort as text. */
export function timelineKey(org: string, subject: string, seq: number): Key {
  return { pk: `ORG#${org}#${subject}`, sk: `SEQ#${String(seq).padStart(8, '0')}` };
}

/** The hash that an entry must carry: of all its fields but the hash itself. The verifier and the writer share it. */
export function entryHash(entry: Omit<TimelineEntry, 'hash'> | Fields): string {
  return createHash('sha256')
    .update(canonicalize(entry) ?? '')
    .digest('hex');
}

/** Where every followed record is: beside its decisions and effects, one partition a record. */
export function recordKey(org: string, id: string): Key {
  return { pk: `ORG#${org}#${id}`, sk: 'RECORD' };
}
