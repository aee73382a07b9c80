import { ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import type { decisionOperations } from '../contract.ts';
import { stylesheet } from '../page.ts';

export const createShowStylesheet = (): HttpHandler<typeof decisionOperations.showStylesheet> => () =>
  Promise.resolve(
    ok({
      status: 200,
      html: stylesheet,
      headers: { 'content-type': 'text/css', 'cache-control': 'public, max-age=3600' },
    }),
  );
