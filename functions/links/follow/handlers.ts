import type { WishDeps } from '../request-link.ts';
import { createAssignLink, createAssignLinkRequest } from './http/assign.ts';
import { createChangeContact } from './http/change-contact.ts';
import { createCopyLinkRequest } from './http/copy-link-request.ts';
import { createResendQuestion } from './http/resend-question.ts';
import { createSetTicket } from './http/set-ticket.ts';

/** The operations that follow a request up, served by the group `links-write`. */
export const followHandlers = (deps: WishDeps) => ({
  changeContact: createChangeContact(deps),
  resendQuestion: createResendQuestion(deps),
  assignLinkRequest: createAssignLinkRequest(deps),
  assignLink: createAssignLink(deps),
  copyLinkRequest: createCopyLinkRequest(deps),
  setTicket: createSetTicket(deps),
});
