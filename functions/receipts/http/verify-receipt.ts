import { ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { checkReceipt } from '../check-receipt.ts';
import type { receiptOperations } from '../contract.ts';
import { genuinePage, notGenuinePage } from '../page/verify-page.ts';
import type { KeyRing } from '../ports.ts';

/** Shows only what one of our keys has signed: of a text that is not genuine, nothing is repeated. */
export const createVerifyReceipt =
  ({ keyRing }: { readonly keyRing: KeyRing }): HttpHandler<typeof receiptOperations.verifyReceipt> =>
  async ({ query, body, language: browser }) => {
    const language = query.lang ?? browser;
    const checked = await checkReceipt(body.receipt, await keyRing.keys());
    return checked.ok
      ? ok({ status: 200, html: genuinePage(language, checked.value) })
      : ok({ status: 422, html: notGenuinePage(language, checked.error.kind) });
  };
