import { err, ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import type { UnbindReadDeps } from '../../ports.ts';
import type { customerStartedRead } from '../contract.ts';
import { readDailyLook } from '../daily-look.ts';
import { viewDailyLook } from '../view.ts';

export const createGetDailyLook =
  ({ tables }: Pick<UnbindReadDeps, 'tables'>): HttpHandler<typeof customerStartedRead.getDailyLook> =>
  async ({ caller, params }) => {
    const look = await readDailyLook(tables, caller.org, params.accountId);
    if (!look) return err({ kind: 'not_found', params: { what: 'daily look' } });
    return ok({ status: 200, json: { look: viewDailyLook(look) } });
  };
