import type { Change } from '../../functions/rebates/change.ts';
import { canonicalLine, lineHash, parseLine } from '../../functions/rebates/rebate.ts';

/**
 * What the lines of an account become by changes, of whatever periods: the plain reading of a plan that tests hold the
 * desk's own against.
 * @throws for a change that expects another line than there is
 */
export function applyChanges(lines: readonly string[], changes: readonly Change[]): readonly string[] {
  const held = new Map(lines.map((line) => [keyOf(parseLine(line)), line]));
  for (const { id, period, from, before, beforeHash, after, afterHash } of changes) {
    if (before) {
      const key = keyOf({ id, period: from ?? period });
      const found = held.get(key);
      if (found === undefined || lineHash(found) !== beforeHash) throw new Error(`${key} is not as the change expects`);
      held.delete(key);
    }
    if (after) {
      const line = canonicalLine(after);
      if (held.has(keyOf(after)) || lineHash(line) !== afterHash) throw new Error(`${id} is there, or another one`);
      held.set(keyOf(after), line);
    }
  }
  return [...held.values()].sort();
}

const keyOf = ({ id, period }: { readonly id: string; readonly period: string }) => `${period} ${id}`;
