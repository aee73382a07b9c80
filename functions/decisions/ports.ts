import type { Instant } from '../kernel/clock.ts';
import type { Result } from '../kernel/result.ts';
import type { Agreed, DecisionRef } from './decision.ts';

/** How an answer reaches the machine that waits for it. */
export type Waiters = {
  /**
   * Wakes the state that waits with this task token; what it woke for, it reads from the record.
   * `gone`: that state no longer waits (timed out, stopped, answered). Read again, a newer token may exist.
   */
  wake(taskToken: string): Promise<Result<void, { readonly kind: 'gone' }>>;
};

/**
 * What has become of a record since its customer said yes, as far as the customer is concerned.
 * - `preparing`: the invitation, or the change, is on its way and nobody outside has anything to do
 * - `invited`: it is the customer's turn at the provider, by its link where there is one, else by its mail
 * - `reviewing`: the customer has applied, and the reseller or the provider has it in hand
 * - `mending`: the provider wants the account put in order first; `what` is its code
 * - the last five are outcomes
 */
export type Sequel =
  | { readonly kind: 'preparing' | 'reviewing' }
  | { readonly kind: 'invited'; readonly link: string | null; readonly lapsesAt: Instant }
  | { readonly kind: 'mending'; readonly what: string }
  | { readonly kind: 'done' | 'refused' | 'lapsed' | 'withdrawn' | 'failed' };

/** Reads it; the slice that asked knows where. Never writes. */
export type ReadSequel = (ref: DecisionRef) => Promise<Sequel>;

/** What the customer says that it sees on its side, once it is linked (R047). */
export type ViewSaid = {
  readonly seesReseller: 'yes' | 'no' | 'unsure';
  readonly canSignIn: boolean;
  readonly note: string;
};

/**
 * Keeps it with the link that the question led to. The first answer of the customer counts: the same one again is
 * `repeated`, another one `answered`. `not_linked`: there is no link yet, or not any more.
 */
export type CustomerViews = {
  standing(ref: DecisionRef): Promise<'asked' | 'answered' | 'not_linked'>;
  record(ref: DecisionRef, said: ViewSaid): Promise<'recorded' | 'repeated' | 'answered' | 'not_linked'>;
};

/**
 * Where an unbinding stands, as far as whoever was asked about it is concerned. `waiting`: for its answer still.
 * `going_on`: its part is done, and others have it in hand. `completed`, `called_off`: it has ended.
 */
export type UnbindingStanding = {
  readonly stands: 'waiting' | 'going_on' | 'completed' | 'called_off';
  /** When the customer has told on our page that it confirmed at the provider. */
  readonly saidAt?: Instant;
};

/** What the pages of an unbinding know of it; the slice that keeps unbinds knows the rest. */
export type Unbindings = {
  standing(ref: DecisionRef): Promise<UnbindingStanding>;
  /**
   * Notes that the customer says to have confirmed at the provider, and to which text. It decides nothing: the provider's
   * own process counts (R091). Said twice, it is said once.
   */
  say(ref: DecisionRef, agreed: Agreed): Promise<void>;
};
