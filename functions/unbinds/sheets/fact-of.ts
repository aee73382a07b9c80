import type { Instant } from '../../kernel/clock.ts';
import type { Sheet } from '../../sheets/sheet.ts';
import { saidBy } from '../../sheets/tick.ts';
import type { Fact } from '../fact.ts';
import type { RunSheet } from './run-sheet.ts';

/** What a sheet that is done says of the provider's process; undefined where it says nothing of it. */
export function factOf(run: RunSheet, sheet: Pick<Sheet, 'ticks'>, seenAt: Instant): Fact | undefined {
  const said = saidBy(run, sheet);
  if (!said) return undefined;
  const { says, evidence, ...seen } = said;
  return { ...seen, kind: says, observedBy: 'operator', seenAt, ...(evidence && { evidence: [...evidence] }) };
}
