import type { Problem } from '../kernel/problems.ts';
import { err, type Result } from '../kernel/result.ts';
import type { Refused } from '../kernel/write.ts';
import { change, type Decided } from '../platform/change.ts';
import { readLinkRequest } from './advance.ts';
import type { LinkRequest } from './link-request.ts';
import type { LinkDeps } from './ports.ts';

/** Changes a request on a person's behalf: not found, refused by its guard, or written with whatever belongs to it. */
export async function changeRequest<T>(
  deps: LinkDeps,
  org: string,
  id: string,
  decide: (record: LinkRequest) => Result<Decided<T>, Problem>,
): Promise<Result<T, Problem | Refused>> {
  const read = () => readLinkRequest(deps.tables, org, id);
  return change(
    deps.tables,
    read,
    (record): Result<Decided<T>, Problem> =>
      record ? decide(record) : err({ kind: 'not_found', params: { what: 'link request' } }),
  );
}
