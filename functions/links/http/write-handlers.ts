import type { Deliver } from '../ports.ts';
import type { RequestLinkDeps } from '../request-link.ts';
import { createCancelLinkRequest } from './cancel-link-request.ts';
import { createCreateLinkRequest } from './create-link-request.ts';
import { createInviteAgain } from './invite-again.ts';
import { createPreviewLinkRequest } from './preview-link-request.ts';

/** The operations of the group `links-write`. */
export const linksWriteHandlers = (deps: RequestLinkDeps & { readonly deliver: Deliver }) => ({
  previewLinkRequest: createPreviewLinkRequest(deps),
  createLinkRequest: createCreateLinkRequest(deps),
  cancelLinkRequest: createCancelLinkRequest(deps),
  inviteAgain: createInviteAgain(deps),
});
