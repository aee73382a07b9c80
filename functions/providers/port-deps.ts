import type { Clock } from '../kernel/clock.ts';
import type { Tables } from '../platform/tables.ts';
import type { Secrets } from './secrets.ts';

/** One call as it may be logged: no secret, no personal data. */
export type CallNote = {
  readonly org: string;
  readonly account: string;
  readonly action: string;
  /** `answered`, the provider's code, or what became of the call instead. */
  readonly outcome: string;
  readonly requestId: string | null;
  readonly milliseconds: number;
  /** The provider's words, redacted. */
  readonly message?: string;
};

/** What every adapter is made from. */
export type PortDeps = {
  readonly tables: Tables;
  readonly clock: Clock;
  /** Sleeps for so many milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly secrets: Secrets;
  readonly note: (call: CallNote) => void;
  /** Another place than the provider's own; stage `local` points at simulators. */
  readonly endpoint?: string | undefined;
  /** Longest time of one call; 10 s unless given. */
  readonly timeoutMs?: number;
};
