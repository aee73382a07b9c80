import type { Result } from '../kernel/result.ts';

/** How an answer reaches the machine that waits for it. */
export type Waiters = {
  /**
   * Wakes the state that waits with this task token; what it woke for, it reads from the record.
   * `gone`: that state no longer waits (timed out, stopped, answered). Read again, a newer token may exist.
   */
  wake(taskToken: string): Promise<Result<void, { readonly kind: 'gone' }>>;
};
