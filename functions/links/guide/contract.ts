import * as z from 'zod';
import { idSchema } from '../../kernel/ids.ts';
import { operations } from '../../platform/contract.ts';
import * as examples from '../examples.ts';
import { may } from '../guards.ts';
import { RelationshipType, relationshipTypes } from '../relationship.ts';
import { Guide } from './guide.ts';

const guide = {
  partnerAccount: {
    id: examples.linkRequest.partnerAccount.id,
    name: 'Tencent Cloud Singapore',
    site: 'tencent-intl',
    environment: 'production',
    tier: 'reseller',
  },
  types: ['billing'],
  maySubmit: { allowed: false, needs: ['operator'], others: [examples.linkRequest.createdBy] },
  programme: [{ check: 'partner_account', result: 'pass', because: 'Tencent Cloud Singapore is active' }],
  steps: [
    {
      name: 'relationship',
      title: 'Under which partner account, why, and what for',
      fields: [{ field: '/partnerAccountId', needed: true }],
      checks: ['partner_account', 'site', 'programme'],
    },
    {
      name: 'customer',
      title: 'Who the customer is, and who answers for it',
      fields: [{ field: '/customer', needed: true }],
      checks: ['identifier', 'trusted_record'],
      lockedUntil: 'relationship',
    },
  ],
  prerequisites: [
    {
      key: 'billing_terms',
      text: 'Who gets the bill, in which currency, up to which credit limit',
      types: ['billing'],
      mandatory: true,
    },
  ],
  identifiers: [
    {
      kind: 'account_id',
      needed: false,
      pattern: '^[0-9]{5,20}$',
      example: '200012345678',
      message: 'format.tencent-intl.account_id',
    },
  ],
  scopes: [{ type: 'billing', how: 'settable', because: 'set by linking itself' }],
  restrictions: [],
  teams: ['onboarding'],
} as const;

/** The guided path: served by the group `links-read`. */
export const guideOperations = operations({
  getLinkGuide: {
    route: 'GET /v1/link-guide',
    group: 'links-read',
    access: may.read,
    summary: 'Read the guided path to a link',
    description:
      'The steps in order with their fields and checks, what to have at hand, how identifiers look, what of a scope can be set here, what your policy forbids, and whether you may submit. Drafts walk this path.',
    query: z.object({
      partnerAccountId: idSchema('partnerAccount'),
      types: z
        .string()
        .max(100)
        .describe('one or more of billing, provisioning, management, delegation, with commas; all unless said')
        .default(relationshipTypes.join(','))
        .transform((text) => [...new Set(text.split(',').map((word) => word.trim()))])
        .pipe(z.array(RelationshipType)),
    }),
    answers: { 200: { description: 'The path', json: Guide, example: guide } },
    problems: ['not_found'],
  },
});
