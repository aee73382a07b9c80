import { draftHandlers } from '../drafts/handlers.ts';
import { followHandlers } from '../follow/handlers.ts';
import type { Deliver } from '../ports.ts';
import type { WishDeps } from '../request-link.ts';
import { createGetLinkRequestSheet } from '../sheets/http/get-link-request-sheet.ts';
import { createTickLinkRequestSheet } from '../sheets/http/tick-link-request-sheet.ts';
import { createCancelLinkRequest } from './cancel-link-request.ts';
import { createCreateLinkRequest } from './create-link-request.ts';
import { createDecideSecondPerson } from './decide-second-person.ts';
import { createInviteAgain } from './invite-again.ts';
import { createPreviewLinkRequest } from './preview-link-request.ts';
import { createReviewApplication } from './review-application.ts';
import { createTryApprovalAgain } from './try-approval-again.ts';

/** The operations of the group `links-write`. */
export const linksWriteHandlers = (deps: WishDeps & { readonly deliver: Deliver }) => ({
  ...draftHandlers(deps),
  ...followHandlers(deps),
  previewLinkRequest: createPreviewLinkRequest(deps),
  createLinkRequest: createCreateLinkRequest(deps),
  cancelLinkRequest: createCancelLinkRequest(deps),
  inviteAgain: createInviteAgain(deps),
  getLinkRequestSheet: createGetLinkRequestSheet(deps),
  tickLinkRequestSheet: createTickLinkRequestSheet(deps),
  decideSecondPerson: createDecideSecondPerson(deps),
  reviewApplication: createReviewApplication(deps),
  tryApprovalAgain: createTryApprovalAgain(deps),
});
