import { Money } from '../../kernel/money.ts';
import { InvariantBroken } from '../../kernel/result.ts';
import type { Cause, Change, ChangeKind, Delta, PlanSummary } from '../change.ts';
import type { Bytes } from '../objects.ts';
import type { Manifest } from '../snapshot/manifest.ts';
import { packed } from '../snapshot/packed.ts';
import { byCurrency } from '../snapshot/totals.ts';
import { sumOfDeltas } from './deltas.ts';

/** All changes of one period as they lie in the bucket, and what they come to. */
export type Plan = { readonly packed: Uint8Array; readonly summary: PlanSummary };

const BLOCK_CHARACTERS = 256 * 1024;

/**
 * Writes changes one a line, in the order in which they come. Memory does not grow with them, beside the packed object.
 * @param left what records that moved to other periods took out of this one; their changes stand there
 */
export async function makePlan(changes: AsyncIterable<Change>, left: readonly Delta[] = []): Promise<Plan> {
  const tally = new Tally();
  left.forEach((delta) => tally.count(delta));
  const object = await packed(
    inBlocks(changes, (change) => {
      tally.add(change);
      return `${JSON.stringify(change)}\n`;
    }),
  );
  return { packed: object, summary: tally.summary() };
}

/**
 * Holds a plan against the two snapshots that it leads from and to: what it says that money did must be what the totals
 * did, to the last decimal.
 * @throws InvariantBroken where it is not: one of the three is not whole
 */
export function assertAddsUp(summary: PlanSummary, previous: Manifest | undefined, next: Manifest): void {
  const [was, is] = [byCurrency(previous?.totals ?? []), byCurrency(next.totals)];
  for (const currency of new Set([...was.keys(), ...is.keys(), ...summary.deltas.map((delta) => delta.currency)])) {
    const zero = Money.zero(currency);
    const planned = Money.of(summary.deltas.find((delta) => delta.currency === currency)?.amount ?? '0', currency);
    const differs = (is.get(currency) ?? zero).minus(was.get(currency) ?? zero);
    if (planned.compare(differs) !== 0) {
      throw new InvariantBroken(
        `the plan of ${next.period} comes to ${planned.amount} ${currency}, not ${differs.amount}`,
      );
    }
  }
}

class Tally {
  readonly #kinds = new Map<ChangeKind, number>();
  /** By currency and cause: a million changes are summed as they pass. */
  readonly #parts = new Map<string, { readonly currency: string; readonly cause: Cause; readonly sum: Money }>();
  #changes = 0;
  #unexplained = 0;

  add({ kinds, deltas }: Change): void {
    this.#changes += 1;
    for (const kind of kinds) this.#kinds.set(kind, (this.#kinds.get(kind) ?? 0) + 1);
    if (deltas.some(({ parts }) => parts.some(({ cause }) => cause === 'unexplained'))) this.#unexplained += 1;
    deltas.forEach((delta) => this.count(delta));
  }

  count({ currency, parts }: Delta): void {
    for (const { cause, amount } of parts) {
      const key = `${currency} ${cause}`;
      const part = Money.of(amount, currency);
      this.#parts.set(key, { currency, cause, sum: this.#parts.get(key)?.sum.plus(part) ?? part });
    }
  }

  summary(): PlanSummary {
    const deltas = [...this.#parts.values()].map(({ currency, cause, sum: { amount } }) => ({
      currency,
      amount,
      parts: [{ cause, amount }],
    }));
    return {
      kinds: Object.fromEntries(this.#kinds),
      changes: this.#changes,
      deltas: sumOfDeltas(deltas),
      unexplained: this.#unexplained,
    };
  }
}

async function* inBlocks<T>(items: AsyncIterable<T>, text: (item: T) => string): Bytes {
  let held = '';
  for await (const item of items) {
    held += text(item);
    if (held.length < BLOCK_CHARACTERS) continue;
    yield Buffer.from(held);
    held = '';
  }
  if (held) yield Buffer.from(held);
}
