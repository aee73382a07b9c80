import { ok } from '../../../kernel/result.ts';
import { readStored } from '../../../kernel/stored.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { readPage } from '../../../platform/read-page.ts';
import type { LinkDeps } from '../../ports.ts';
import type { draftOperations } from '../contract.ts';
import { linkDraftShape } from '../draft.ts';
import { viewDraft } from '../view.ts';

export const createListLinkDrafts =
  ({ tables }: Pick<LinkDeps, 'tables'>): HttpHandler<typeof draftOperations.listLinkDrafts> =>
  async ({ caller, query }) => {
    const list = { table: 'desk', index: 'list', pk: `ORG#${caller.org}#LINK_DRAFTS`, descending: true } as const;
    const page = await readPage(tables, list, query);
    if (!page.ok) return page;
    const items = page.value.items.map((item) => viewDraft(readStored(linkDraftShape, item), caller));
    return ok({ status: 200, json: { ...page.value, items } });
  };
