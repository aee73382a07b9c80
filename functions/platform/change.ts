import { InvariantBroken, ok, type Result } from '../kernel/result.ts';
import type { Refused, WriteIntent } from '../kernel/write.ts';
import type { Tables } from './tables.ts';

/** What a decision on a record comes to: writes to make and the value to answer, or nothing to write and the answer. */
export type Decided<T> = { readonly intents: readonly WriteIntent[]; readonly value: T };

/** More rounds than this mean that something writes in a loop. */
const MAX_ROUNDS = 25;

/**
 * Reads, decides, writes; when someone else was faster, reads and decides again on what is true now. `decide` is pure
 * and is the only place where a rule lives, so a lost race ends in the answer that the rule gives to the loser.
 * @returns the decision's own refusal, or any refused write that reading again can't mend.
 */
export async function change<R, T, E>(
  tables: Tables,
  read: () => Promise<R>,
  decide: (record: R) => Result<Decided<T>, E>,
): Promise<Result<T, E | Refused>> {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const decided = decide(await read());
    if (!decided.ok) return decided;
    const { intents, value } = decided.value;
    if (intents.length === 0) return ok(value);
    const written = await tables.transact(intents);
    if (written.ok) return ok(value);
    if (written.error.reason !== 'version' && written.error.reason !== 'decided') return written;
  }
  throw new InvariantBroken(`lost ${MAX_ROUNDS} races for one record`);
}
