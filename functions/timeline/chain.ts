import type { NewId } from '../kernel/ids.ts';
import { toStored } from '../kernel/stored.ts';
import { type Fields, isNew, type Test, type WriteIntent } from '../kernel/write.ts';
import { type AnchorKeys, anchorKeys } from './anchor.ts';
import {
  type EntryDraft,
  entryHash,
  type Followed,
  recordKey,
  type TimelineEntry,
  timelineEntryShape,
  timelineKey,
} from './entry.ts';

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

type Timed = Pick<Followed, 'org' | 'id' | 'timelineSeq' | 'timelineHead'>;
type Chained = {
  readonly entry: TimelineEntry;
  readonly put: WriteIntent;
  readonly head: Pick<Followed, 'timelineSeq' | 'timelineHead'> & AnchorKeys;
};

/**
 * The next entry of a record's chain: the write that stores it, and what the record must take on with it: its new head,
 * and its place among the heads of that hour.
 */
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
    head: { timelineSeq: entry.seq, timelineHead: entry.hash, ...anchorKeys(record.org, record.id, entry.at) },
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
