import { err, ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import type { partiesRead } from '../contract.ts';
import { findPolicy } from '../policy.ts';
import type { ReadDeps } from '../ports.ts';
import { etag, policyView } from '../views.ts';

export const createGetPolicy =
  ({ tables }: ReadDeps): HttpHandler<typeof partiesRead.readPolicy> =>
  async ({ caller, query }) => {
    const policy = await findPolicy(tables, caller.org, query.version);
    if (!policy) return err({ kind: 'not_found', params: { what: 'version of the policy' } });
    return ok({ status: 200, json: policyView(policy), headers: etag(policy) });
  };
