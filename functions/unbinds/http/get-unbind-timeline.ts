import { err, ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { readEntries } from '../../timeline/index.ts';
import { readUnbind } from '../change-unbind.ts';
import type { coreRead } from '../contract-read.ts';
import type { UnbindReadDeps } from '../ports.ts';

export const createGetUnbindTimeline =
  ({ tables }: Pick<UnbindReadDeps, 'tables'>): HttpHandler<typeof coreRead.getUnbindTimeline> =>
  async ({ caller, params, query }) => {
    const record = await readUnbind(tables, caller.org, params.unbindId);
    if (!record) return err({ kind: 'not_found', params: { what: 'unbind' } });
    const page = await readEntries(tables, caller.org, record.id, query);
    return page.ok ? ok({ status: 200, json: page.value }) : page;
  };
