/** What other slices may see of links. */
export { type Contact, readContact } from './contact.ts';
export { readLink } from './link.ts';
export type { LinkRequestStatus } from './request-status.ts';
