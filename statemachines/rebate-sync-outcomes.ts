import type { SyncOutcome } from '../functions/rebates/sync/status.ts';

/** One way in which a sync can end, and the states that its machine enters on that way. */
export type SyncWay = {
  readonly outcome: Exclude<SyncOutcome, 'missed'>;
  readonly when: string;
  readonly states: readonly string[];
};

const read = ['LoadSync', 'AwaitSource', 'ReadSource'] as const;
const again = ['AwaitSource', 'ReadSource'] as const;

/**
 * The ways that syncs end on, without `NextStep`, which stands wherever a state's answer is routed on. The record of a
 * night that nobody worked in (`missed`) has no machine. `docs/generated/rebate-sync-outcomes.md` is this table.
 */
export const syncWays = {
  changed: {
    outcome: 'completed',
    when: 'the source is read, something has changed, and it is applied',
    states: [...read, 'Compare', 'Apply', 'Completed'],
  },
  unchanged: {
    outcome: 'completed',
    when: 'nothing has changed, what was read is held back or in quarantine, or it was only a trial',
    states: [...read, 'Compare', 'Completed'],
  },
  readyLater: {
    outcome: 'completed',
    when: 'the provider makes its file first, and is asked again',
    states: [...read, ...again, ...again, 'Compare', 'Apply', 'Completed'],
  },
  many: {
    outcome: 'completed',
    when: 'there is more to apply than one call can',
    states: [...read, 'Compare', 'Apply', 'Apply', 'Completed'],
  },
  given: {
    outcome: 'completed',
    when: 'an upload, a snapshot that a member accepts, or an upload taken back: there is no source to ask',
    states: ['LoadSync', 'Compare', 'Apply', 'Completed'],
  },
  unread: {
    outcome: 'failed',
    when: 'no period could be read in time; what is known stays as it is',
    states: [...read, ...again, 'Failed'],
  },
  givenUp: {
    outcome: 'failed',
    when: 'its machine died four times; an execution that starts all the same finds that',
    states: ['LoadSync', 'Failed'],
  },
} as const satisfies Record<string, SyncWay>;

export type SyncWayName = keyof typeof syncWays;
