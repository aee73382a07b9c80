import type { Problem } from '../kernel/problems.ts';
import { err, type Result } from '../kernel/result.ts';
import type { Refused } from '../kernel/write.ts';
import { change, type Decided } from '../platform/change.ts';
import type { Tables } from '../platform/tables.ts';
import { readRecord } from '../sequence/advance.ts';
import { readAsked } from '../sequence/reconcile.ts';
import type { Asked } from '../sequence/sequence.ts';
import type { UnbindDeps } from './ports.ts';
import type { Unbind } from './unbind.ts';
import { unbindSequence } from './unbind-sequence.ts';

export function readUnbind(tables: Tables, org: string, id: string): Promise<Unbind | undefined> {
  return readRecord(unbindSequence, tables, org, id);
}

/** Changes an unbind on somebody's behalf: not found, refused by its guard, or written with whatever belongs to it. */
export async function changeUnbind<T, E = Problem>(
  deps: Pick<UnbindDeps, 'tables'>,
  org: string,
  id: string,
  decide: (asked: Asked<Unbind>) => Result<Decided<T>, E | Problem>,
): Promise<Result<T, E | Problem | Refused>> {
  return change(
    deps.tables,
    () => readAsked(unbindSequence, deps, org, id),
    (asked): Result<Decided<T>, E | Problem> =>
      asked ? decide(asked) : err({ kind: 'not_found', params: { what: 'unbind' } }),
  );
}
