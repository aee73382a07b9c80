import { ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import type { receiptOperations } from '../contract.ts';
import { verifyPage } from '../page/verify-page.ts';

export const createShowVerification =
  (): HttpHandler<typeof receiptOperations.showVerification> =>
  ({ language, query }) =>
    Promise.resolve(ok({ status: 200, html: verifyPage(query.lang ?? language) }));
