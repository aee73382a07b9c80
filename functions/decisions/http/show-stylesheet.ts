import { ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import type { decisionOperations } from '../contract.ts';
import { stylesheet } from '../page/stylesheet.ts';

/** Its address holds the hash of what it says, so it may be kept for good. */
export const createShowStylesheet = (): HttpHandler<typeof decisionOperations.showStylesheet> => () =>
  Promise.resolve(
    ok({
      status: 200,
      file: { type: 'text/css; charset=utf-8', text: stylesheet },
      headers: { 'cache-control': 'public, max-age=31536000, immutable' },
    }),
  );
