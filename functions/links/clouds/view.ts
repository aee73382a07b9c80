import * as z from 'zod';
import { CustomerReference } from '../../customers/index.ts';
import { idSchema } from '../../kernel/ids.ts';
import { sites } from '../../providers/provider.ts';
import { Link } from '../link.ts';
import { LinkRequestStatus } from '../request-status.ts';
import {
  accountStates,
  type Cloud,
  type CloudAccount,
  type Clouds,
  type ConflictCode,
  conflictCodes,
  type Facts,
  siteStates,
} from './clouds.ts';

const Site = z.enum(sites);

/** One customer at all clouds (B23). */
export const CloudsView = z.strictObject({
  reference: CustomerReference,
  name: z.string(),
  line: z.string().describe('all of it in one line'),
  clouds: z
    .array(
      z.strictObject({
        site: Site,
        state: z.enum(siteStates).describe('of its foremost account; no_account: none is on record or linked'),
        accounts: z.array(
          z.strictObject({
            accountId: z.string(),
            onRecord: z.boolean().describe('whether your own record of the customer has it'),
            state: z.enum(accountStates),
            linkId: idSchema('link').optional(),
            verified: Link.shape.verified.optional(),
            requestId: idSchema('linkRequest').optional(),
            requestStatus: LinkRequestStatus.optional(),
          }),
        ),
      }),
    )
    .describe('every site at which you work, or the customer has an account'),
  gaps: z
    .array(z.strictObject({ site: Site, code: z.enum(['no_account', 'not_linked']), says: z.string() }))
    .describe('sites at which you work and the customer is not linked'),
  conflicts: z.array(
    z.strictObject({ site: Site, accountId: z.string(), code: z.enum(conflictCodes), says: z.string() }),
  ),
});

export function viewClouds(
  { customer: { reference, name } }: Facts,
  { clouds, gaps, conflicts }: Clouds,
): z.input<typeof CloudsView> {
  return {
    reference,
    name,
    line: `${name}: ${clouds.map(inWords).join(' · ')}`,
    clouds: clouds.map(({ site, state, accounts }) => ({ site, state, accounts: accounts.map(viewAccount) })),
    gaps: gaps.map(({ site, code }) => ({ site, code, says: gapTexts[code] })),
    conflicts: conflicts.map(({ site, accountId, code }) => ({ site, accountId, code, says: conflictTexts[code] })),
  };
}

function inWords({ site, state, accounts }: Cloud): string {
  const verified = accounts.find((one) => one.state === state)?.link?.verified;
  return `${site} ${state.replaceAll('_', ' ')}${verified ? ` (${verified})` : ''}`;
}

function viewAccount({ accountId, onRecord, state, link, request }: CloudAccount) {
  return {
    accountId,
    onRecord,
    state,
    ...(link && { linkId: link.id, verified: link.verified }),
    ...(request && { requestId: request.id, requestStatus: request.status }),
  };
}

const gapTexts = {
  no_account: 'Your record of the customer has no account there. Import one, or ask for a link that learns it.',
  not_linked: 'An account is on record there and nobody links it. Ask for a link.',
} as const;

const conflictTexts: Readonly<Record<ConflictCode, string>> = {
  account_not_on_record:
    'A link or request carries the customer’s number for an account that your record lacks. Import it, or correct the number.',
  several_accounts_linked: 'Several accounts of the customer are linked at this site. Unbind those that are not meant.',
  other_customer: 'Whoever holds the account names another customer number. One of the two is wrong.',
  name_differs: 'The account is linked under a name that is not the customer’s.',
  environment_differs: 'The account is of the other environment.',
  link_broken: 'The last checks show that this link does not work. See what fails on the link.',
};
