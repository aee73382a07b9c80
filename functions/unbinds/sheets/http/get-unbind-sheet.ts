import { ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import type { UnbindReadDeps } from '../../ports.ts';
import type { sheetsRead } from '../contract.ts';
import { viewSheet } from '../view.ts';
import { purposesOf } from '../which-sheet.ts';
import { readInHand } from '../work-sheet.ts';

export const createGetUnbindSheet =
  (deps: Pick<UnbindReadDeps, 'tables'>): HttpHandler<typeof sheetsRead.getUnbindSheet> =>
  async ({ caller, params, query, language }) => {
    const read = await readInHand(deps, caller.org, params.unbindId, query.purpose);
    if (!read.ok) return read;
    const others = purposesOf(read.value.record);
    const shown = { ...read.value, unbind: params.unbindId, others };
    return ok({ status: 200, json: { sheet: viewSheet(shown, query.language ?? language) } });
  };
