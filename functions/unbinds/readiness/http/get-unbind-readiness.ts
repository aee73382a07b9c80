import { err, ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import type { UnbindReadDeps } from '../../ports.ts';
import type { readinessRead } from '../contract.ts';
import { readReadiness } from '../readiness.ts';
import { viewReadiness } from '../view.ts';

export const createGetUnbindReadiness =
  ({ tables }: UnbindReadDeps): HttpHandler<typeof readinessRead.getUnbindReadiness> =>
  async ({ caller, params }) => {
    const found = await readReadiness(tables, caller.org, params.linkId);
    if (!found) return err({ kind: 'not_found', params: { what: 'reading of this link' } });
    return ok({ status: 200, json: { readiness: viewReadiness(found) } });
  };
