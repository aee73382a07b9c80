import { err, ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import type { RebateReadDeps } from '../../ports.ts';
import type { syncsRead } from '../contract.ts';
import { readSync } from '../sync-sequence.ts';
import { viewSync } from '../view.ts';

export const createGetRebateSync =
  ({ tables }: Pick<RebateReadDeps, 'tables'>): HttpHandler<typeof syncsRead.getRebateSync> =>
  async ({ caller, params }) => {
    const sync = await readSync(tables, caller.org, params.syncId);
    if (!sync) return err({ kind: 'not_found', params: { what: 'sync' } });
    return ok({ status: 200, json: { sync: viewSync(sync, caller) } });
  };
