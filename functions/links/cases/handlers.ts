import type { LookDeps } from '../look.ts';
import { createReadCasePacket } from './http/read-case-packet.ts';
import { createReadLinkRegister } from './http/read-link-register.ts';
import { createReadLinkPlaybooks, createReadLinkRequestPlaybooks } from './http/read-playbooks.ts';
import { createReadTicket } from './http/read-ticket.ts';

/** Documents about a case, served by the group `links-read`. */
export const caseHandlers = (deps: LookDeps) => ({
  readTicket: createReadTicket(deps),
  readCasePacket: createReadCasePacket(deps),
  readLinkRequestPlaybooks: createReadLinkRequestPlaybooks(deps),
  readLinkPlaybooks: createReadLinkPlaybooks(deps),
  readLinkRegister: createReadLinkRegister(deps),
});
