import * as z from 'zod';
import { operations, rights } from '../../platform/contract.ts';
import { SiteView } from './site-view.ts';

const row = {
  mode: 'api',
  actor: 'desk',
  actions: ['CreateAndSendClientInvitationMail'],
  document: 'https://www.tencentcloud.com/document/api/1085',
  needsAllowlist: true,
  tiers: ['reseller', 'distributor', 'second_level_reseller'],
  note: '1 a second; two mails at least 180 seconds apart',
} as const;

/** What the clouds can do: served by the group `links-read`. */
export const providerOperations = operations({
  listProviders: {
    route: 'GET /v1/providers',
    group: 'links-read',
    access: rights,
    summary: 'Read what each site of the providers can do',
    description:
      'The capability table: each method, item of proof and step of unbinding with its mode and the provider’s document, how identifiers look, what only one site asks for, and how rebates are told. The desk itself goes by this table and by nothing else.',
    answers: {
      200: {
        description: 'The sites',
        json: z.strictObject({ sites: z.array(SiteView).readonly() }),
        example: {
          sites: [
            {
              site: 'tencent-intl',
              provider: 'tencent',
              methods: [{ method: 'invite', ...row }],
              proofs: [{ item: 'status', ...row, needsAllowlist: false, actions: ['DescribeCustomerInfo'] }],
              unbindSteps: [{ step: 'submission', ...row, mode: 'operator', actor: 'operator', actions: [] }],
              identifiers: [
                {
                  name: 'account_id',
                  pattern: '^[0-9]{5,20}$',
                  example: '200012345678',
                  message: 'format.tencent-intl.account_id',
                },
              ],
              fields: [],
              terms: null,
              approval: 'reseller',
              rebates: { source: 'file', takesBucket: false, zone: 'Asia/Shanghai', document: row.document },
            },
          ],
        },
      },
    },
    problems: [],
  },
});
