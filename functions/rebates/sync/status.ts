import * as z from 'zod';

/** How a sync ends. `missed` is the record of a night that nobody worked in; the diff of the next one covers it. */
export const syncOutcomes = ['completed', 'failed', 'missed'] as const;
export type SyncOutcome = (typeof syncOutcomes)[number];

/** Where a sync stands. */
export const SyncStatus = z.enum(['reading', 'comparing', 'applying', ...syncOutcomes]);
export type SyncStatus = z.infer<typeof SyncStatus>;

/** The one table of moves. A sync that finds nothing to apply, or that only tries, goes from comparing to its end. */
export const syncMoves: Readonly<Record<SyncStatus, readonly SyncStatus[]>> = {
  reading: ['comparing', 'failed'],
  comparing: ['applying', 'completed', 'failed'],
  applying: ['completed', 'failed'],
  completed: [],
  failed: [],
  missed: [],
};

export const isSyncOutcome = (status: string): status is SyncOutcome =>
  syncOutcomes.some((outcome) => outcome === status);
