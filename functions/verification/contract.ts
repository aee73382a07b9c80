import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { PageQuery } from '../kernel/paging.ts';
import { LinkPath } from '../links/paths.ts';
import { LinkView } from '../links/view.ts';
import { operations } from '../platform/contract.ts';
import * as examples from './examples.ts';
import { mayVerify } from './guards.ts';
import { ChecklistSummary, CustomerViewLine, VerificationView } from './view.ts';

const verification = (description: string) => ({
  description,
  json: z.strictObject({ verification: VerificationView }),
  example: { verification: examples.verification },
});
const writeProblems = ['not_found', 'not_allowed_now', 'idempotency_key_missing', 'idempotency_key_reused'] as const;

/** What can be read of verification; served by the group `links-read`. */
export const verificationRead = operations({
  getLinkVerification: {
    route: 'GET /v1/links/{linkId}/verification',
    group: 'links-read',
    access: mayVerify.read,
    summary: 'Read how far a link is proved, with the evidence',
    description:
      'The checklist in hand, what the customer says it sees, billing as agreed beside billing as it is, and a page of earlier checklists, newest first.',
    params: LinkPath,
    query: PageQuery,
    answers: {
      200: {
        description: 'The verification',
        json: z.strictObject({
          verification: VerificationView,
          history: z.strictObject({ items: z.array(ChecklistSummary), next: z.string().optional() }),
        }),
        example: { verification: examples.verification, history: { items: [examples.checklistSummary] } },
      },
    },
    problems: ['not_found'],
  },
  getLinkComparison: {
    route: 'GET /v1/links/{linkId}/comparison',
    group: 'links-read',
    access: mayVerify.read,
    summary: 'Put a link beside the nearest one that works',
    description:
      'The nearest effective link of the same site, environment and types, and only what differs between the two. Amounts and names are not compared.',
    params: LinkPath,
    answers: {
      200: {
        description: 'What differs; nothing beside it where no link of the kind works',
        json: z.strictObject({
          beside: LinkView.pick({ id: true, name: true, customer: true, partnerAccount: true, checkedAt: true })
            .optional()
            .describe('the link that works'),
          differences: z.array(
            z.strictObject({ field: z.string(), this: z.string().nullable(), other: z.string().nullable() }),
          ),
        }),
        example: examples.comparison,
      },
    },
    problems: ['not_found'],
  },
});

/** What people ask of verification and report to it: the group `verification-write`. */
export const verificationWrite = operations({
  verifyLink: {
    route: 'POST /v1/links/{linkId}/verification',
    group: 'verification-write',
    access: mayVerify.request,
    summary: 'Verify a link again now',
    description:
      'Starts a new checklist, worked on within about a minute. One that was started and not yet tried is not doubled.',
    params: LinkPath,
    body: z.strictObject({}).meta({ examples: [{}] }),
    answers: { 202: verification('Started') },
    problems: [...writeProblems],
    idempotent: true,
  },
  recordCustomerView: {
    route: 'POST /v1/links/{linkId}/customer-view',
    group: 'verification-write',
    access: mayVerify.report,
    summary: 'Write down what the customer says that it sees',
    description:
      'Whether it sees the right reseller at the provider and can sign in, with the date of its answer. The latest answer counts. A no is shown as a fail of this line and moves nothing else.',
    params: LinkPath,
    body: z
      .strictObject({
        seesReseller: z.enum(['yes', 'no', 'unsure']),
        canSignIn: z.boolean(),
        at: Instant.describe('when the customer said so; not in the future'),
        note: z.string().trim().min(1).max(500).optional().describe('without names or addresses of persons'),
      })
      .meta({ examples: [{ seesReseller: 'yes', canSignIn: true, at: '2026-11-21T09:12:00.000Z' }] }),
    answers: {
      200: {
        description: 'Noted',
        json: z.strictObject({ customerView: CustomerViewLine }),
        example: { customerView: examples.verification.customerView },
      },
    },
    problems: [...writeProblems],
    idempotent: true,
  },
});

export const verificationOperations = { ...verificationRead, ...verificationWrite };
