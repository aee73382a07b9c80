import { type Comparison, compareWithRecord, readCustomerOfAccount, readCustomerRecord } from '../customers/index.ts';
import { type PartnerAccount, readPartnerAccount, readPolicy } from '../parties/index.ts';
import type { Facts, RecordCompared, Wanted } from './checks/finding.ts';
import { customerLockKey, type Place, readLock } from './customer-lock.ts';
import { isIdentifier } from './identifier.ts';
import type { LinkRequest } from './link-request.ts';
import { nearMisses } from './near-miss.ts';
import type { CapabilitiesOf, LinkDeps } from './ports.ts';

export type LookDeps = Pick<LinkDeps, 'tables' | 'clock'> & { readonly capabilitiesOf: CapabilitiesOf };

type Asked = {
  readonly org: string;
  readonly partnerAccountId: string | undefined;
  readonly wanted: Wanted;
  /** The customer's place in the locks while its identifier is not known. */
  readonly mailLock?: string | undefined;
  /** The policy that a recorded request is pinned to; the one in force unless said. */
  readonly policyVersion?: number;
};

/**
 * What creating looks at, in two rounds: partner account, policy and the customer record by reference, then the one by
 * account. Not the lock, which the write itself expects to be free; nor near misses, which cost many reads.
 */
export async function look(deps: LookDeps, asked: Asked): Promise<Facts> {
  const { org, partnerAccountId, wanted, policyVersion } = asked;
  const { reference } = wanted.customer;
  const [account, policy, byReference] = await Promise.all([
    partnerAccountId === undefined ? undefined : readPartnerAccount(deps.tables, org, partnerAccountId),
    readPolicy(deps.tables, org, policyVersion),
    reference === undefined ? undefined : readCustomerRecord(deps.tables, org, reference),
  ]);
  const capabilities = account && deps.capabilitiesOf(account.site);
  const accountId = wellFormed(wanted, capabilities);
  const byAccount = account && accountId && (await readCustomerOfAccount(deps.tables, org, account.site, accountId));
  return {
    wanted,
    now: deps.clock.now(),
    account,
    capabilities,
    policy,
    lock: undefined,
    compared: account && compare(account, wanted, { byAccount: byAccount || undefined, byReference }),
    nearMisses: undefined,
  };
}

/** The same, with the customer's lock and its near misses: for a preview, a draft, and the check before anybody is asked. */
export async function lookThoroughly(deps: LookDeps, asked: Asked): Promise<Facts> {
  const facts = await look(deps, asked);
  const { account, capabilities, wanted } = facts;
  const place = account && placeAt(account, wanted, asked);
  const accountId = wellFormed(wanted, capabilities);
  const format = capabilities?.identifiers.account_id;
  const [lock, near] = await Promise.all([
    place && deps.tables.get('desk', customerLockKey(place)),
    account && accountId && format
      ? nearMisses(deps.tables, { org: asked.org, site: account.site, accountId, format })
      : undefined,
  ]);
  return { ...facts, lock: readLock(lock || undefined), nearMisses: near && near.map((one) => one.accountId) };
}

/** What a recorded request is checked by once more, under the policy that it is pinned to. */
export async function lookAtRequest(deps: LookDeps, record: LinkRequest): Promise<Facts> {
  const { org, partnerAccount, customer, types, scope, gathered, team, siteFields, terms } = record;
  const { override, policyVersion, changes } = record;
  const { accountId, mailLock } = customer;
  const wanted = {
    types,
    scope,
    gathered,
    team,
    siteFields,
    terms,
    customer: { ...customer, accountIdAgain: accountId },
    override,
  };
  const facts = await lookThoroughly(deps, {
    org,
    partnerAccountId: partnerAccount.id,
    wanted,
    mailLock,
    policyVersion,
  });
  return { ...facts, request: record.id, ...(changes && { changes }) };
}

/** The identifier, when it can be one of this site. */
function wellFormed({ customer: { accountId } }: Wanted, capabilities: Facts['capabilities']): string | undefined {
  const format = capabilities?.identifiers.account_id;
  return accountId !== undefined && format && isIdentifier(accountId, format) ? accountId : undefined;
}

function placeAt({ site }: PartnerAccount, { customer: { accountId } }: Wanted, { org, mailLock }: Asked) {
  if (accountId !== undefined) return { org, site, accountId } satisfies Place;
  return mailLock === undefined ? undefined : ({ org, site, mailLock } satisfies Place);
}

type Records = Pick<Parameters<typeof compareWithRecord>[0], 'byAccount' | 'byReference'>;

function compare(
  { site, environment }: PartnerAccount,
  { customer: { accountId = '', reference, name } }: Wanted,
  records: Records,
): RecordCompared | undefined {
  if (name === undefined) return undefined;
  const typed = { reference, accountId, site, name, environment };
  return asCompared(compareWithRecord({ ...records, typed }));
}

/** A name may be spelt otherwise on record; another environment or another customer's account is never meant. */
function asCompared(comparison: Comparison): RecordCompared {
  const overridable = comparison.result === 'mismatch' && !neverMeant.includes(comparison.code);
  return { ...comparison, overridable };
}

const neverMeant: readonly Comparison['code'][] = ['environment_differs', 'account_of_another_customer'];
