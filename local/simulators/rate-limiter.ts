/** Admits or refuses calls by count. */
export interface RateLimiter {
  /** Counts the call and admits it, unless `perSecond` calls of this key were admitted within the last second. */
  admits(key: string, perSecond: number): boolean;
}

/**
 * A sliding second per key on the wall clock. The action pages give the number only; whether the provider slides or
 * counts by calendar second, and whether refused calls count, is not documented. Not kept over a restart.
 */
export function createRateLimiter(wall: () => Date): RateLimiter {
  const admitted = new Map<string, number[]>();
  return {
    admits: (key, perSecond) => {
      const now = wall().getTime();
      const recent = (admitted.get(key) ?? []).filter((at) => now - at < 1000);
      const admits = recent.length < perSecond;
      admitted.set(key, admits ? [...recent, now] : recent);
      return admits;
    },
  };
}
