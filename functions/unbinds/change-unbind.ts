import type { Problem } from '../kernel/problems.ts';
import type { Result } from '../kernel/result.ts';
import type { Refused } from '../kernel/write.ts';
import type { Decided } from '../platform/change.ts';
import type { Tables } from '../platform/tables.ts';
import { readRecord } from '../sequence/advance.ts';
import { changeAsked } from '../sequence/change-asked.ts';
import type { Asked } from '../sequence/sequence.ts';
import type { UnbindDeps } from './ports.ts';
import type { Unbind } from './unbind.ts';
import { unbindSequence } from './unbind-sequence.ts';

export function readUnbind(tables: Tables, org: string, id: string): Promise<Unbind | undefined> {
  return readRecord(unbindSequence, tables, org, id);
}

/** Changes an unbind on somebody's behalf: not found, refused by its guard, or written with whatever belongs to it. */
export function changeUnbind<T, E = Problem>(
  deps: Pick<UnbindDeps, 'tables'>,
  org: string,
  id: string,
  decide: (asked: Asked<Unbind>) => Result<Decided<T>, E | Problem>,
): Promise<Result<T, E | Problem | Refused>> {
  return changeAsked(unbindSequence, deps, org, id, decide);
}
