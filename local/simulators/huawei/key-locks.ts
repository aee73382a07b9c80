/** Keys that are locked for a while after too many bad signatures in a row. */
export interface KeyLocks {
  /** Whether this key may be tried now. */
  admits(accessKey: string): boolean;
  /** Counts a signature of this key that fell. */
  fell(accessKey: string): void;
  /** A signature of this key stood: the count begins anew. */
  stood(accessKey: string): void;
}

const mostInARow = 5;
const lockMs = 5 * 60_000;

/**
 * Five failures in a row lock a key for five minutes, on the wall clock. Whether calls during the lock prolong it is not
 * documented: here they do not. Not kept over a restart.
 */
export function createKeyLocks(wall: () => Date): KeyLocks {
  const failures = new Map<string, { inARow: number; lockedUntil: number }>();
  return {
    admits: (accessKey) => (failures.get(accessKey)?.lockedUntil ?? 0) <= wall().getTime(),
    fell: (accessKey) => {
      const inARow = (failures.get(accessKey)?.inARow ?? 0) + 1;
      const isLocked = inARow >= mostInARow;
      failures.set(accessKey, {
        inARow: isLocked ? 0 : inARow,
        lockedUntil: isLocked ? wall().getTime() + lockMs : 0,
      });
    },
    stood: (accessKey) => {
      failures.delete(accessKey);
    },
  };
}
