import { err, ok } from '../../kernel/result.ts';
import { readStored } from '../../kernel/stored.ts';
import { readLink } from '../../links/link.ts';
import type { LinkDeps } from '../../links/ports.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { readPage } from '../../platform/read-page.ts';
import { checklistKey, checklistShape, readChecklist } from '../checklist.ts';
import type { verificationRead } from '../contract.ts';
import { summarize, viewVerification } from '../view.ts';

export const createGetLinkVerification =
  ({ tables }: Pick<LinkDeps, 'tables'>): HttpHandler<typeof verificationRead.getLinkVerification> =>
  async ({ caller, params, query }) => {
    const link = await readLink(tables, caller.org, params.linkId);
    if (!link) return err({ kind: 'not_found', params: { what: 'link' } });
    const { pk } = checklistKey({ org: link.org, link: link.id, number: 1 });
    const list = { table: 'desk', pk, begins: 'CHECKLIST#', descending: true } as const;
    const [inHand, page] = await Promise.all([readChecklist(tables, link), readPage(tables, list, query)]);
    if (!page.ok) return page;
    const history = {
      items: page.value.items.map((item) => summarize(readStored(checklistShape, item))),
      ...(page.value.next && { next: page.value.next }),
    };
    return ok({ status: 200, json: { verification: viewVerification(link, inHand, caller), history } });
  };
