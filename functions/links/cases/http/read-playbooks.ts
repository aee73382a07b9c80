import { err, ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import type { LookDeps } from '../../look.ts';
import { readLinkCase, readRequestCase } from '../case.ts';
import type { caseOperations } from '../contract.ts';
import { playbooksFor } from '../playbooks/index.ts';

export const createReadLinkRequestPlaybooks =
  (deps: LookDeps): HttpHandler<typeof caseOperations.readLinkRequestPlaybooks> =>
  async ({ caller, params, query }) => {
    const found = await readRequestCase(deps, caller, params.requestId);
    if (!found) return err({ kind: 'not_found', params: { what: 'link request' } });
    return ok({ status: 200, json: { playbooks: playbooksFor(found, query.about) } });
  };

export const createReadLinkPlaybooks =
  (deps: LookDeps): HttpHandler<typeof caseOperations.readLinkPlaybooks> =>
  async ({ caller, params, query }) => {
    const found = await readLinkCase(deps, caller, params.linkId);
    if (!found) return err({ kind: 'not_found', params: { what: 'link' } });
    return ok({ status: 200, json: { playbooks: playbooksFor(found, query.about) } });
  };
