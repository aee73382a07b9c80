import * as z from 'zod';
import { PageQuery } from '../../kernel/paging.ts';
import { operations } from '../../platform/contract.ts';
import { may } from '../guards.ts';
import { LinkPath, RequestPath } from '../paths.ts';
import { CasePacket } from './case-packet.ts';
import * as examples from './examples.ts';
import { RegisterEntry } from './link-register.ts';
import { PlaybookView } from './playbook.ts';
import { playbookKeys } from './playbooks/index.ts';
import { TicketDocument } from './ticket-document.ts';

const PlaybookQuery = z.object({
  about: z.enum(playbookKeys).optional().describe('this one, whether it fits or not'),
});
const playbooks = {
  200: {
    description: 'What fits, evaluated on the facts of the case; what was found comes first',
    json: z.strictObject({ playbooks: z.array(PlaybookView) }),
    example: { playbooks: [examples.playbook] },
  },
};

/** Documents about a request or link for people who look into it: served by the group `links-read`. */
export const caseOperations = operations({
  readTicket: {
    route: 'GET /v1/link-requests/{requestId}/ticket',
    group: 'links-read',
    access: may.read,
    summary: 'Read a link request as a ticket system needs it',
    description:
      'Customer, request, dates, verification steps with their results, whose turn it is, and the ticket that it is tied to. Every change of status is an event with the same facts under `case`.',
    params: RequestPath,
    answers: {
      200: {
        description: 'The ticket document',
        json: z.strictObject({ ticket: TicketDocument }),
        example: { ticket: examples.ticket },
      },
    },
    problems: ['not_found'],
  },
  readCasePacket: {
    route: 'GET /v1/link-requests/{requestId}/case-packet',
    group: 'links-read',
    access: may.read,
    summary: 'Pack a case for the provider’s support',
    description:
      'Identifiers, times, calls with the provider’s request ids, and the provider’s own words byte for byte. No secrets and no persons; companies by name.',
    params: RequestPath,
    query: z.object({ language: z.enum(['en', 'zh-CN']).optional().describe('of the headings; yours unless said') }),
    answers: {
      200: {
        description: 'The case packet',
        json: z.strictObject({ casePacket: CasePacket }),
        example: { casePacket: examples.casePacket },
      },
    },
    problems: ['not_found'],
  },
  readLinkRequestPlaybooks: {
    route: 'GET /v1/link-requests/{requestId}/playbook',
    group: 'links-read',
    access: may.read,
    summary: 'What may be behind a request that does not go on',
    description: 'Causes with their checks on the facts of this request, and what to do next.',
    params: RequestPath,
    query: PlaybookQuery,
    answers: playbooks,
    problems: ['not_found'],
  },
  readLinkPlaybooks: {
    route: 'GET /v1/links/{linkId}/playbook',
    group: 'links-read',
    access: may.read,
    summary: 'What may be behind a link that does not work as agreed',
    description: 'Causes with their checks on the facts of this link, and what to do next.',
    params: LinkPath,
    query: PlaybookQuery,
    answers: playbooks,
    problems: ['not_found'],
  },
  readLinkRegister: {
    route: 'GET /v1/link-register',
    group: 'links-read',
    access: may.read,
    summary: 'The register of customers and links',
    description:
      'Every link under its name, newest first: in pages, or with `format=csv` as a table of up to 10,000 lines. One that is cut says in the header `next-cursor` where to go on.',
    query: PageQuery.extend({ format: z.enum(['json', 'csv']).default('json') }),
    answers: {
      200: {
        description: 'The register',
        json: z.strictObject({ items: z.array(RegisterEntry), next: z.string().optional() }),
        example: { items: [examples.registerEntry] },
        csv: true,
      },
    },
    problems: [],
  },
});
