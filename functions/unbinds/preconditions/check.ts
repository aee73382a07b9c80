import type { Instant } from '../../kernel/clock.ts';
import type { Money } from '../../kernel/money.ts';
import type { Customer } from '../../providers/provider.ts';
import type { UnbindCondition } from '../../providers/unbinding.ts';
import type { Precondition, PreconditionName } from './precondition.ts';

/** What was read at the provider; what is absent was not answered. */
export type Facts = {
  readonly customer?: {
    readonly standing: Customer['standing'];
    readonly creditAvailable: Money | null;
    readonly whenUsedUp?: Customer['whenUsedUp'];
    readonly at: Instant;
  };
  /**
   * What is unpaid of each settled period that counts, oldest first, its amount null where nobody has answered; null
   * where no call tells of bills at all.
   */
  readonly unpaid: readonly { readonly period: string; readonly amount: Money | 'no_bill' | null }[] | null;
  /** When the oldest of these answers was given; absent where there is none. */
  readonly unpaidAt?: Instant;
};

/** What a look came to. `state` names what exactly is wrong, where that makes a difference to whoever mends it. */
export type Finding = {
  readonly result: 'pass' | 'fail';
  readonly found: string;
  readonly state?: string;
  readonly at: Instant;
};

/** One precondition: what it is called at providers, whether they insist on it, and how it is told from facts. */
export type Check = {
  readonly name: PreconditionName;
  readonly condition: UnbindCondition;
  readonly strength: Precondition['strength'];
  /** What somebody who looks may find instead of `clear`. */
  readonly states: readonly [string, ...string[]];
  /** Undefined where the facts do not tell. Pure. */
  readonly look: (facts: Facts) => Finding | undefined;
};

/** For what no call of any provider tells: somebody looks, and says what they found. */
export const nothingTells = (): undefined => undefined;
