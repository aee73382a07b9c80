import * as z from 'zod';
import { Instant, instant } from '../kernel/clock.ts';
import { idSchema } from '../kernel/ids.ts';
import { PageQuery } from '../kernel/paging.ts';
import { LinkRequest } from '../links/link-request.ts';
import { LinkRequestStatus } from '../links/request-status.ts';
import { operations } from '../platform/contract.ts';
import * as examples from './examples.ts';
import { EntryView } from './read-entries.ts';
import { findingCodes } from './verify.ts';

/** Who may audit. */
const audit = ['auditor', 'admin'] as const;

const UtcTime = z.iso
  .datetime({ error: 'a UTC time such as 2026-11-02T00:00:00Z', abort: true })
  .describe('ISO 8601, UTC, such as 2026-11-02T00:00:00Z')
  .overwrite((time) => instant(Date.parse(time)));

/** The five facts of a link request (R055), and when it ended. */
export const AuditedRequest = z.strictObject({
  requestId: idSchema('linkRequest'),
  customer: z.strictObject({
    name: z.string().describe('the company’s name'),
    reference: z.string().nullable().describe('your own customer number; null where none was given'),
    accountId: z.string().nullable().describe('the provider’s identifier; null until it is known'),
  }),
  createdAt: Instant.describe('when it was asked for'),
  operator: LinkRequest.shape.createdBy.describe('the member who asked; "desk" where the customer started it'),
  status: LinkRequestStatus,
  final: z.boolean().describe('false while the status can still change'),
  endedAt: Instant.nullable(),
});
export type AuditedRequest = z.infer<typeof AuditedRequest>;

const FindingView = z.strictObject({
  seq: z.int().describe('the entry that it begins with'),
  code: z.enum(findingCodes),
  says: z.string().describe('what is wrong, in a sentence'),
});

/** Operations for auditors. */
export const timelineOperations = operations({
  auditLinkRequests: {
    route: 'GET /v1/audit/link-requests',
    group: 'timeline-read',
    access: audit,
    summary: 'List the facts of link requests for an audit, newest first',
    description:
      'Company name, internal customer reference, time, operator, request id and final status of every request of your organisation. All filters must hold. A page is short of its limit only at the end, or where thousands of requests had to be passed over to find it: go on as long as there is a cursor.',
    query: PageQuery.extend({
      createdFrom: UtcTime.optional().meta({ description: 'asked for at this time or later' }),
      createdTo: UtcTime.optional().meta({ description: 'asked for before this time' }),
      status: LinkRequestStatus.optional(),
      member: idSchema('member').optional().describe('the operator'),
      customer: z
        .string()
        .trim()
        .min(1)
        .max(200)
        .optional()
        .describe('the account identifier, your reference, or a part of the company’s name'),
    }),
    answers: {
      200: {
        description: 'One page',
        json: z.strictObject({
          items: z.array(AuditedRequest),
          next: z.string().optional().describe('cursor of the next page'),
        }),
        example: { items: [examples.auditedRequest] },
      },
    },
    problems: [],
  },
  auditTimeline: {
    route: 'GET /v1/audit/timeline/{recordId}',
    group: 'timeline-read',
    access: audit,
    summary: 'Read the timeline of any record, with the verdict on its chain',
    description:
      'Of a link, a link request, a partner account, a member, the organisation or the policy (its record is named "policy"). The verdict is on the entries of this page and on the record’s head; whether the head is the one that was anchored is told by `npm run verify-timeline`.',
    params: z.object({
      recordId: z
        .string()
        .regex(/^[a-z]{1,12}(_[0-9a-z]{26})?$/, { error: 'the id of a record, or "policy"' })
        .describe('the id of a record, or "policy"'),
    }),
    query: PageQuery,
    answers: {
      200: {
        description: 'One page of entries, oldest first. An entry that can not be read is only named in the findings.',
        json: z.strictObject({
          head: z
            .strictObject({ seq: z.int(), hash: z.string() })
            .nullable()
            .describe('where the timeline ends by the record’s own word; null when the record is gone'),
          intact: z.boolean().describe('nothing was found'),
          findings: z.array(FindingView),
          items: z.array(EntryView),
          next: z.string().optional().describe('cursor of the next page'),
        }),
        example: examples.timeline,
      },
    },
    problems: ['not_found'],
  },
});
