import type { Problem } from '../kernel/problems.ts';
import type { Result } from '../kernel/result.ts';
import type { Refused } from '../kernel/write.ts';
import type { Decided } from '../platform/change.ts';
import { changeAsked } from '../sequence/change-asked.ts';
import * as steps from '../sequence/reconcile.ts';
import type * as Sequences from '../sequence/sequence.ts';
import type { LinkRequest } from './link-request.ts';
import { linkSequence } from './link-sequence.ts';
import type { LinkDeps } from './ports.ts';

/** A request with the question that it waits for. Whoever ends a wait reads both: an answer may just have come in. */
export type Asked = Sequences.Asked<LinkRequest>;

export function readAsked(deps: LinkDeps, org: string, id: string): Promise<Asked | undefined> {
  return steps.readAsked(linkSequence, deps, org, id);
}

/** Changes a request on a person's behalf: not found, refused by its guard, or written with whatever belongs to it. */
export function changeRequest<T>(
  deps: LinkDeps,
  org: string,
  id: string,
  decide: (asked: Asked) => Result<Decided<T>, Problem>,
): Promise<Result<T, Problem | Refused>> {
  return changeAsked(linkSequence, deps, org, id, decide);
}
