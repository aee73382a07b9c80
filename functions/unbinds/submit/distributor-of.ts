import type * as z from 'zod';
import type { FieldError } from '../../kernel/problems.ts';
import { readStored } from '../../kernel/stored.ts';
import type { PartnerAccount } from '../../parties/index.ts';
import type { Organisation } from '../../parties/organisation.ts';
import { organisationShape } from '../../parties/organisation.ts';
import { recordKey } from '../../timeline/index.ts';
import type { UnbindReadDeps } from '../ports.ts';
import type { Distributor } from '../unbind.ts';
import type { UnbindWish } from './wish.ts';

type Reviewer = z.infer<typeof Distributor>;

/**
 * Who reviews: the organisation that was named, our own where the account is a distributor's, or the one above us. Where
 * we are the second-level reseller ourselves, it is shown our name, and not what we call our account.
 */
export function distributorOf(
  secondLevel: Reviewer['secondLevel'],
  { distributorOrg }: Pick<UnbindWish, 'distributorOrg'>,
  { tier, partnerId }: Pick<PartnerAccount, 'tier' | 'partnerId'>,
  { id, parent, name }: Pick<Organisation, 'id' | 'parent' | 'name'>,
): Reviewer {
  const org = distributorOrg ?? (tier === 'distributor' ? id : parent);
  const { account } = secondLevel;
  return { secondLevel: account === partnerId ? { account, name } : secondLevel, ...(org && { org }) };
}

/** The customer's name and account are shown to whoever is named, so it has to be a distributor. */
export async function distributorErrors(
  { tables }: Pick<UnbindReadDeps, 'tables'>,
  { distributorOrg: org }: Pick<UnbindWish, 'distributorOrg'>,
): Promise<readonly FieldError[]> {
  if (org === undefined) return [];
  const item = await tables.get('desk', recordKey(org, org));
  const isDistributor = item && readStored(organisationShape, item).kind === 'distributor';
  const detail = 'no distributor on this desk; leave it out, and it answers by a link instead';
  return isDistributor ? [] : [{ field: '/distributorOrg', code: 'no_distributor', detail }];
}
