import { ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import type { receiptOperations } from '../contract.ts';
import type { KeyRing } from '../ports.ts';

/** Keys are added before they sign, so that a set of an hour ago is good enough. */
const cacheable = { 'cache-control': 'public, max-age=3600' };

export const createGetKeySet =
  ({ keyRing }: { readonly keyRing: KeyRing }): HttpHandler<typeof receiptOperations.getKeySet> =>
  async () =>
    ok({ status: 200, json: { keys: [...(await keyRing.keys())] }, headers: cacheable });
