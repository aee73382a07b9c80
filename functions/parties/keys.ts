import type { Key } from '../kernel/write.ts';

/**
 * Keys of what this slice stores besides its followed records, which stand at `recordKey` of the timeline slice. The
 * table of access patterns is in the README.
 */
export const listOf = {
  partnerAccounts: (org: string) => `ORG#${org}#PARTNER_ACCOUNTS`,
  members: (org: string) => `ORG#${org}#MEMBERS`,
} as const;

/** Under which id the policy of an organisation is followed; each organisation has one. */
export const POLICY_ID = 'policy';

export function policyVersionKey(org: string, version: number): Key {
  return { pk: `ORG#${org}#${POLICY_ID}`, sk: `VERSION#${String(version).padStart(8, '0')}` };
}

/** Holds a partner identifier for one partner account of the organisation. */
export function partnerLockKey(org: string, place: { site: string; environment: string; partnerId: string }): Key {
  return { pk: `ORG#${org}#PARTNER#${place.site}#${place.environment}#${place.partnerId}`, sk: 'LOCK' };
}

export function adminsKey(org: string): Key {
  return { pk: `ORG#${org}`, sk: 'ADMINS' };
}

/** In the private table. */
export function personKey(org: string, member: string): Key {
  return { pk: `ORG#${org}#${member}`, sk: 'PERSON' };
}

/** The one space of this slice that no organisation's key leads to: a token event of a machine names its client only. */
export function machineClientKey(clientId: string): Key {
  return { pk: `CLIENT#${clientId}`, sk: 'CLIENT' };
}
