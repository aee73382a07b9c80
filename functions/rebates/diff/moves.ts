import { Money } from '../../kernel/money.ts';
import type { Delta } from '../change.ts';
import type { Period } from '../period.ts';
import { lineId, parseLine } from '../rebate.ts';
import type { Difference } from './compare-snapshots.ts';
import { deltaOf } from './deltas.ts';

/** A record that left one period and stands in another one of the same reading. */
export type Move = { readonly from: Period; readonly to: Period; readonly line: string };

/** How one period of a reading differs from what was known, as often as it is asked. */
export type Compared = {
  readonly period: Period;
  /** False where nothing was known of it before: it is not looked at for what is gone. */
  readonly loses: boolean;
  readonly differences: () => AsyncIterable<Difference>;
};

/** Records that are gone from a period, and those of them that came into another one. */
export type Survey = {
  readonly moves: ReadonlyMap<string, Move>;
  /** By period, without those that moved. */
  readonly gone: ReadonlyMap<Period, number>;
};

/**
 * Looks for what moved. Only records that are gone are remembered, so memory grows with those alone; where none is, the
 * second look is spared. A record that is gone from two periods moved from the first of them.
 */
export async function surveyMoves(periods: readonly Compared[]): Promise<Survey> {
  const lost = new Map<string, Omit<Move, 'to'>>();
  const gone = new Map<Period, number>();
  for (const { period, differences } of periods.filter(({ loses }) => loses)) {
    for await (const { before, after } of differences()) {
      if (before === undefined || after !== undefined) continue;
      gone.set(period, (gone.get(period) ?? 0) + 1);
      const id = lineId(before);
      if (!lost.has(id)) lost.set(id, { from: period, line: before });
    }
  }
  const moves = new Map<string, Move>();
  if (lost.size === 0 || periods.length === 1) return { moves, gone };
  for (const { period, differences } of periods) {
    for await (const { before, after } of differences()) {
      if (before !== undefined || after === undefined) continue;
      const id = lineId(after);
      const move = lost.get(id);
      if (!move || moves.has(id)) continue;
      moves.set(id, { ...move, to: period });
      gone.set(move.from, (gone.get(move.from) ?? 1) - 1);
    }
  }
  return { moves, gone };
}

/** What a record that moved takes out of the period that it leaves. */
export function leftBehind({ line }: Move): readonly Delta[] {
  const { amount, currency } = parseLine(line);
  return deltaOf(Money.of(amount, currency).times('-1'), [], () => 'period_move');
}
