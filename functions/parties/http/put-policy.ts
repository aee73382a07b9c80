import { ok } from '../../kernel/result.ts';
import { change } from '../../platform/change.ts';
import type { HttpHandler } from '../../platform/http.ts';
import type { partiesWrite } from '../contract.ts';
import { readPolicy, replacePolicy } from '../policy.ts';
import type { WriteDeps } from '../ports.ts';
import { asRead, raced } from '../version.ts';
import { etag, policyView } from '../views.ts';

export const createPutPolicy =
  ({ tables, clock, newId }: WriteDeps): HttpHandler<typeof partiesWrite.setPolicy> =>
  async ({ body, ifMatch, caller }) => {
    const doing = { actor: { kind: 'member', id: caller.member }, at: clock.now(), newId } as const;
    const set = await change(
      tables,
      () => readPolicy(tables, caller.org),
      (found) => {
        const before = asRead(found, ifMatch, 'policy');
        return before.ok ? ok(replacePolicy(before.value, body, doing)) : before;
      },
    );
    if (!set.ok) return raced(set);
    return ok({ status: 200, json: policyView(set.value), headers: etag(set.value) });
  };
