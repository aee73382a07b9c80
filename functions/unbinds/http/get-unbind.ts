import { err, ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { readUnbind } from '../change-unbind.ts';
import type { coreRead } from '../contract-read.ts';
import { noticeText, noticeVersion } from '../notice/notice-text.ts';
import type { UnbindReadDeps } from '../ports.ts';
import { viewUnbind } from '../view.ts';

export const createGetUnbind =
  ({ tables, clock }: Pick<UnbindReadDeps, 'tables' | 'clock'>): HttpHandler<typeof coreRead.getUnbind> =>
  async ({ caller, params, language }) => {
    const record = await readUnbind(tables, caller.org, params.unbindId);
    if (!record) return err({ kind: 'not_found', params: { what: 'unbind' } });
    const { site } = record.partnerAccount;
    const effects = noticeVersion(site) === undefined ? [] : noticeText(site, language).effects;
    return ok({ status: 200, json: { unbind: viewUnbind(record, caller, clock.now()), effects } });
  };
