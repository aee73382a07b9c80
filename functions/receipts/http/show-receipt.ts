import { readDecision } from '../../decisions/change-decision.ts';
import { findLink, isVoid } from '../../decisions/one-time-link.ts';
import { phraseOf } from '../../decisions/phrase.ts';
import { ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import type { Tables } from '../../platform/tables.ts';
import type { receiptOperations } from '../contract.ts';
import { missingPage, receiptPage, soonPage } from '../page/receipt-page.ts';
import { readReceipt } from '../receipt.ts';

/** Shows a customer its own receipt. A link of an earlier contact shows nothing: it may be in a stranger's hands. */
export const createShowReceipt =
  ({ tables }: { readonly tables: Tables }): HttpHandler<typeof receiptOperations.showReceipt> =>
  async ({ params: { token }, query, language }) => {
    const link = await findLink(tables, token);
    const phrase = link && { phrase: phraseOf(token, link.language) };
    const viewer = { token, language: query.lang ?? language, ...phrase };
    const decision = link && (await readDecision(tables, link));
    if (!decision || decision.verdict !== 'confirmed' || isVoid(link, decision))
      return ok({ status: 404, html: missingPage(viewer) });
    const receipt = await readReceipt(tables, decision);
    return ok({ status: 200, html: receipt ? receiptPage(viewer, decision.question, receipt) : soonPage(viewer) });
  };
