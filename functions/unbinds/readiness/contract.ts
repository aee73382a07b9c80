import * as z from 'zod';
import { PageQuery } from '../../kernel/paging.ts';
import { LinkPath } from '../../links/paths.ts';
import { operations } from '../../platform/contract.ts';
import { may } from '../guards.ts';
import { PreconditionName } from '../preconditions/precondition.ts';
import * as examples from './examples.ts';
import { ReadinessView } from './view.ts';

const one = z.strictObject({ readiness: ReadinessView });

/** Which customers could be unbound; part of the group `unbinds-read`. */
export const readinessRead = operations({
  listUnbindReadiness: {
    route: 'GET /v1/unbind-readiness',
    group: 'unbinds-read',
    access: may.read,
    summary: 'List links whose customer could not be unbound, and why',
    description:
      'Links in whose way something stands, or of which not all is known, by what the desk reads every night; a link that is not listed has nothing against it that a call can tell. What no call tells is not part of it: somebody looks that up when it matters.',
    query: PageQuery.extend({ blocker: PreconditionName.optional().describe('only links with this blocker') }),
    answers: {
      200: {
        description: 'One page, and how many links each blocker stands in the way of',
        json: z.strictObject({
          items: z.array(ReadinessView),
          counts: z
            .strictObject({
              blocked: z.int().describe('links with at least one blocker'),
              unknown: z.int().describe('links of which something is not known'),
              blockers: z.partialRecord(PreconditionName, z.int()),
              complete: z.boolean().describe('false where there are more links than were counted'),
            })
            .describe('as of each link’s last reading: mending something shows after the next'),
          next: z.string().optional().describe('cursor of the next page'),
        }),
        example: {
          items: [examples.readiness],
          counts: { blocked: 1, unknown: 0, blockers: { nothing_overdue: 1 }, complete: true },
        },
      },
    },
    problems: [],
  },
  getUnbindReadiness: {
    route: 'GET /v1/links/{linkId}/unbind-readiness',
    group: 'unbinds-read',
    access: may.read,
    summary: 'Read what was last read about one link',
    description: 'What the provider said, and since when nobody knows.',
    params: LinkPath,
    answers: { 200: { description: 'The last reading', json: one, example: { readiness: examples.readiness } } },
    problems: ['not_found'],
  },
});

/** Part of the group `unbinds-write`. */
export const readinessWrite = operations({
  checkUnbindReadiness: {
    route: 'POST /v1/links/{linkId}/readiness-checks',
    group: 'unbinds-write',
    access: may.tryAgain,
    summary: 'Read at the provider now whether a customer could be unbound',
    description:
      'Reads standing, credit, owner and the unpaid sums of the settled periods, as fast as the provider answers: twelve periods take some fifteen seconds.',
    params: LinkPath,
    body: z.strictObject({}).meta({ examples: [{}] }),
    answers: { 202: { description: 'Being read', json: one, example: { readiness: examples.readiness } } },
    problems: ['not_found', 'not_allowed_now', 'idempotency_key_missing', 'idempotency_key_reused'],
    idempotent: true,
  },
});
