import type * as z from 'zod';
import type { PartnerAccount } from '../parties/index.ts';
import type { UnbindReadiness } from './readiness/readiness.ts';
import type { Distributor } from './unbind.ts';

type SecondLevel = z.infer<typeof Distributor>['secondLevel'];

/**
 * The second-level reseller that has the customer, whose distributor reviews first (R088): by the provider's word where
 * it has one, else by the member's, else by what the partner account is. Null: nobody, it is a direct customer.
 * Undefined: nobody knows.
 */
export function ownerOf(
  account: Pick<PartnerAccount, 'tier' | 'partnerId' | 'name'>,
  reading: Pick<UnbindReadiness, 'owner'> | undefined,
  said: SecondLevel | null | undefined,
): SecondLevel | null | undefined {
  const owner = reading?.owner;
  if (owner && 'secondLevel' in owner) {
    const { secondLevel } = owner;
    return secondLevel && { account: secondLevel.account, name: secondLevel.name ?? secondLevel.account };
  }
  if (said !== undefined) return said;
  if (account.tier === 'second_level_reseller') return { account: account.partnerId, name: account.name };
  return account.tier === 'reseller' ? null : undefined;
}
