import { err, ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import type { noticeRead } from './contract.ts';
import { noticeText, noticeVersion } from './notice-text.ts';

export const createGetUnbindNotice =
  (): HttpHandler<typeof noticeRead.getUnbindNotice> =>
  async ({ query, language }) =>
    noticeVersion(query.site) === undefined
      ? err({ kind: 'not_found', params: { what: 'notice' } })
      : ok({ status: 200, json: { notice: noticeText(query.site, query.language ?? language) } });
