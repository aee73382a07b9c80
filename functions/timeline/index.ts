/** What other slices may see of timelines: how an entry is written together with its record, and how both are found. */
export { append, create, move } from './chain.ts';
export {
  Actor,
  type EntryDraft,
  entryHash,
  Followed,
  recordKey,
  TimelineEntry,
  timelineEntryShape,
  timelineKey,
  timelineStart,
} from './entry.ts';
export { EntryView, readEntries } from './read-entries.ts';
