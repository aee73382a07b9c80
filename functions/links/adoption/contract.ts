import * as z from 'zod';
import { idSchema } from '../../kernel/ids.ts';
import { PageQuery } from '../../kernel/paging.ts';
import { operations } from '../../platform/contract.ts';
import * as examples from '../examples.ts';
import { may } from '../guards.ts';
import { LinkView } from '../view.ts';
import { Adoption } from './adoption.ts';

const AccountPath = z.object({ accountId: idSchema('partnerAccount') });

/** A reading of the provider's list of customers, as callers see it. */
export const AdoptionView = z.strictObject(
  Adoption.omit({ org: true, timelineSeq: true, timelineHead: true, cursor: true }).shape,
);
export type AdoptionView = z.infer<typeof AdoptionView>;

export function viewAdoption(adoption: Adoption): AdoptionView {
  const { org: _org, timelineSeq: _seq, timelineHead: _head, cursor: _cursor, ...shown } = adoption;
  return shown;
}

const example = {
  id: 'adop_01k9x5q8j5g1w7x9z3b5d7f9h1',
  version: 7,
  account: 'acc_01k9x3m5c8e3r9v0c7h2n4q6t8',
  status: 'done',
  startedBy: 'mem_01k9x3m4a6f1s7t3v5w8y0z2b4',
  startedAt: '2026-11-21T07:00:00.000Z',
  endedAt: '2026-11-21T07:02:11.000Z',
  pages: 5,
  counts: { listed: 500, adopted: 496, known: 3, inProgress: 1, otherEnvironment: 0, vanished: 0 },
  complete: true,
} as const;

/** Operations on adopting the customers that the provider lists already. */
export const adoptionOperations = operations({
  startAdoption: {
    route: 'POST /v1/partner-accounts/{accountId}/adoptions',
    group: 'links-live',
    access: may.adopt,
    summary: 'Adopt the customers that the provider lists under a partner account',
    description:
      'Each gets a link without a request, unverified at first. Links whose customer is no longer listed are marked. From then on the list is read again by itself, as often as the policy rechecks links.',
    params: AccountPath,
    answers: {
      202: {
        description: 'Begins within a minute',
        json: z.strictObject({ adoption: AdoptionView }),
        example: { adoption: { ...example, status: 'reading', version: 1, pages: 0 } },
      },
    },
    problems: ['not_found', 'not_allowed_now', 'idempotency_key_missing', 'idempotency_key_reused'],
    idempotent: true,
  },
  listAdoptions: {
    route: 'GET /v1/partner-accounts/{accountId}/adoptions',
    group: 'links-live',
    access: may.read,
    summary: 'List the readings of a partner account’s customers, newest first',
    description: 'With what each found. One that waits begins at its `startedAt`.',
    params: AccountPath,
    query: PageQuery,
    answers: {
      200: {
        description: 'One page',
        json: z.strictObject({ items: z.array(AdoptionView), next: z.string().optional() }),
        example: { items: [example] },
      },
    },
    problems: ['not_found'],
  },
  explainVanished: {
    route: 'POST /v1/links/{linkId}/vanished',
    group: 'links-live',
    access: may.report,
    summary: 'Say what became of a customer that the provider no longer lists',
    description: 'Links that a reading misses are marked `left_unexplained`; whoever finds out more says so here.',
    params: z.object({ linkId: idSchema('link') }),
    body: z
      .strictObject({
        as: z.enum(['left_unexplained', 'migrated_away']),
        evidence: z.string().trim().min(3, { error: 'where you know it from' }).max(500),
      })
      .meta({ examples: [{ as: 'migrated_away', evidence: 'Mail of their finance lead, 2026-11-19' }] }),
    answers: {
      200: {
        description: 'Noted',
        json: z.strictObject({ link: LinkView }),
        example: { link: { ...examples.link, verified: 'broken' } },
      },
    },
    problems: ['not_found', 'not_allowed_now', 'idempotency_key_missing', 'idempotency_key_reused'],
    idempotent: true,
  },
});
