import { readDecision } from '../../decisions/change-decision.ts';
import { decisionName } from '../../decisions/decision.ts';
import { findLink, isVoid } from '../../decisions/one-time-link.ts';
import { phraseOf } from '../../decisions/phrase.ts';
import { ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import type { Tables } from '../../platform/tables.ts';
import type { receiptOperations } from '../contract.ts';
import { missingPage, receiptPage, soonPage } from '../page/receipt-page.ts';
import { COMPLETION, readReceipt } from '../receipt.ts';

/**
 * Shows a customer its own receipt, or the certificate of the unbind that it was asked about. A link of an earlier contact
 * shows nothing: it may be in a stranger's hands.
 */
export const createShowReceipt =
  ({ tables }: { readonly tables: Tables }): HttpHandler<typeof receiptOperations.showReceipt> =>
  async ({ params: { token }, query, language }) => {
    const link = await findLink(tables, token);
    const phrase = link && { phrase: phraseOf(token, link.language) };
    const viewer = { token, language: query.lang ?? language, ...phrase };
    const decision = link && (await readDecision(tables, link));
    if (!decision || isVoid(link, decision)) return ok({ status: 404, html: missingPage(viewer) });
    const { org, subject, kind, verdict, question } = decision;
    const isUnbind = kind === 'confirmation' || kind === 'card';
    const receipt = await readReceipt(tables, org, subject, isUnbind ? COMPLETION : decisionName(decision));
    if (receipt) return ok({ status: 200, html: receiptPage(viewer, question, receipt) });
    return verdict === 'confirmed' && !isUnbind
      ? ok({ status: 200, html: soonPage(viewer) })
      : ok({ status: 404, html: missingPage(viewer) });
  };
