import type { Result } from '../kernel/result.ts';
import type { Hour } from './anchor.ts';

/** Where anchors are kept, as whoever writes them sees it: one text an hour, never changed. */
export type AnchorStore = {
  /** The hours that have an anchor, in order; only those after an hour, when one is given. */
  hours(after?: Hour): Promise<readonly Hour[]>;
  read(hour: Hour): Promise<string>;
  /** @returns `exists` when the hour has an anchor already; nothing is written then. */
  put(hour: Hour, text: string): Promise<Result<void, { readonly kind: 'exists' }>>;
};

/** An anchor as whoever verifies sees it. A lock keeps what was written, not what is found under its name first. */
export type KeptAnchor = {
  readonly hour: Hour;
  /** What was written first. */
  readonly text: string;
  /** Nothing was put over it, and nothing hides it. */
  readonly untouched: boolean;
};
