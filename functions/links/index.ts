/** What other slices may see of links. */
export { type Contact, readContact } from './contact.ts';
export { LinkRequest, type LinkRequestStatus, linkRequestMoves, outcomes } from './link-request.ts';
