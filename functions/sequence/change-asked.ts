import type { Problem } from '../kernel/problems.ts';
import { err, type Result } from '../kernel/result.ts';
import type { Refused } from '../kernel/write.ts';
import { change, type Decided } from '../platform/change.ts';
import { readAsked } from './reconcile.ts';
import type { Asked, Sequence, SequenceDeps, Sequenced } from './sequence.ts';

/** Changes a record on somebody's behalf: not found, refused by its guard, or written with whatever belongs to it. */
export function changeAsked<R extends Sequenced, T, E = Problem>(
  sequence: Pick<Sequence<R>, 'name' | 'read'>,
  deps: Pick<SequenceDeps, 'tables'>,
  org: string,
  id: string,
  decide: (asked: Asked<R>) => Result<Decided<T>, E | Problem>,
): Promise<Result<T, E | Problem | Refused>> {
  return change(
    deps.tables,
    () => readAsked(sequence, deps, org, id),
    (asked): Result<Decided<T>, E | Problem> =>
      asked ? decide(asked) : err({ kind: 'not_found', params: { what: sequence.name.replaceAll('_', ' ') } }),
  );
}
