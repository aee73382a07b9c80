import { readDecision } from '../decisions/change-decision.ts';
import type { Decision } from '../decisions/decision.ts';
import type { Problem } from '../kernel/problems.ts';
import { err, type Result } from '../kernel/result.ts';
import type { Refused } from '../kernel/write.ts';
import { change, type Decided } from '../platform/change.ts';
import { readLinkRequest } from './advance.ts';
import type { LinkRequest } from './link-request.ts';
import type { LinkDeps } from './ports.ts';
import { waitingRef } from './transition.ts';

/** A request with the question that it waits for. Whoever ends a wait reads both: an answer may just have come in. */
export type Asked = { readonly record: LinkRequest; readonly decision: Decision | undefined };

export async function readAsked(deps: LinkDeps, org: string, id: string): Promise<Asked | undefined> {
  const record = await readLinkRequest(deps.tables, org, id);
  const ref = record && waitingRef(record);
  return record && { record, decision: ref && (await readDecision(deps.tables, ref)) };
}

/** Changes a request on a person's behalf: not found, refused by its guard, or written with whatever belongs to it. */
export async function changeRequest<T>(
  deps: LinkDeps,
  org: string,
  id: string,
  decide: (asked: Asked) => Result<Decided<T>, Problem>,
): Promise<Result<T, Problem | Refused>> {
  return change(
    deps.tables,
    () => readAsked(deps, org, id),
    (asked): Result<Decided<T>, Problem> =>
      asked ? decide(asked) : err({ kind: 'not_found', params: { what: 'link request' } }),
  );
}
