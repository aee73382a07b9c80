import type { WishDeps } from '../request-link.ts';
import { createCreateLinkDraft } from './http/create-link-draft.ts';
import { createDiscardLinkDraft } from './http/discard-link-draft.ts';
import { createGetLinkDraft } from './http/get-link-draft.ts';
import { createListLinkDrafts } from './http/list-link-drafts.ts';
import { createReplaceLinkDraft } from './http/replace-link-draft.ts';
import { createSubmitLinkDraft } from './http/submit-link-draft.ts';

/** Which handler serves which operation on drafts. */
export const draftHandlers = (deps: WishDeps) => ({
  createLinkDraft: createCreateLinkDraft(deps),
  listLinkDrafts: createListLinkDrafts(deps),
  getLinkDraft: createGetLinkDraft(deps),
  replaceLinkDraft: createReplaceLinkDraft(deps),
  discardLinkDraft: createDiscardLinkDraft(deps),
  submitLinkDraft: createSubmitLinkDraft(deps),
});
