import { isSameName } from '../../customers/index.ts';
import type { Site } from '../../providers/provider.ts';
import type { CustomerLock } from '../customer-lock.ts';
import type { Link } from '../link.ts';
import type { LinkRequest } from '../link-request.ts';
import { isOutcome } from '../request-status.ts';

/** How an account stands to the reseller. `free`: nobody here links it, is linking it or has linked it. */
export const accountStates = ['linked', 'unbinding', 'linking', 'free'] as const;
export type AccountState = (typeof accountStates)[number];

/** How a site stands: as the foremost of its accounts does, or there is none. */
export const siteStates = [...accountStates, 'no_account'] as const;
export type SiteState = (typeof siteStates)[number];

export const conflictCodes = [
  'account_not_on_record',
  'several_accounts_linked',
  'other_customer',
  'name_differs',
  'environment_differs',
  'link_broken',
] as const;
export type ConflictCode = (typeof conflictCodes)[number];

/** A link or an open request of an account. */
export type Held = {
  readonly site: Site;
  readonly accountId: string;
  readonly name: string;
  readonly reference?: string | undefined;
  readonly environment: 'production' | 'sandbox';
  readonly link?: Pick<Link, 'id' | 'verified'> | undefined;
  readonly unbind?: string | undefined;
  readonly request?: Pick<LinkRequest, 'id' | 'status'> | undefined;
};

export type Facts = {
  readonly customer: {
    readonly reference: string;
    readonly name: string;
    readonly environment: 'production' | 'sandbox';
    readonly accounts: readonly { readonly site: Site; readonly accountId: string }[];
  };
  /** Sites at which the reseller has an active partner account of the customer's environment. */
  readonly workedAt: readonly Site[];
  /** What holds the accounts on record, and whatever else carries the customer's number. */
  readonly held: readonly Held[];
};

export type CloudAccount = Held & { readonly state: AccountState; readonly onRecord: boolean };
export type Cloud = { readonly site: Site; readonly state: SiteState; readonly accounts: readonly CloudAccount[] };
export type Gap = { readonly site: Site; readonly code: 'no_account' | 'not_linked' };
export type Conflict = { readonly site: Site; readonly accountId: string; readonly code: ConflictCode };
export type Clouds = {
  readonly clouds: readonly Cloud[];
  readonly gaps: readonly Gap[];
  readonly conflicts: readonly Conflict[];
};

/**
 * One customer at all clouds (B23): how each account stands, where the reseller works and the customer is not linked, and
 * what does not fit together. Nothing is guessed: an account belongs to the customer by the reseller's own record, or by
 * the customer number that a link or request carries.
 */
export function cloudsOf(facts: Facts): Clouds {
  const { customer, workedAt } = facts;
  const sites = [...new Set([...workedAt, ...customer.accounts.map(({ site }) => site), ...facts.held.map(siteOf)])];
  const clouds = sites.toSorted().map((site): Cloud => {
    const accounts = accountsAt(site, facts);
    return {
      site,
      state: accountStates.find((state) => accounts.some((one) => one.state === state)) ?? 'no_account',
      accounts,
    };
  });
  return {
    clouds,
    gaps: clouds.flatMap(({ site, state }): Gap[] => {
      if (!workedAt.includes(site)) return [];
      if (state === 'no_account') return [{ site, code: 'no_account' }];
      return state === 'free' ? [{ site, code: 'not_linked' }] : [];
    }),
    conflicts: clouds.flatMap((cloud) => conflictsAt(cloud, customer)),
  };
}

const siteOf = ({ site }: Held) => site;

function accountsAt(site: Site, { customer, held }: Facts): readonly CloudAccount[] {
  const onRecord = customer.accounts.filter((account) => account.site === site).map(({ accountId }) => accountId);
  const here = held.filter((one) => one.site === site);
  const known = here.map((one) => ({ ...one, state: stateOf(one), onRecord: onRecord.includes(one.accountId) }));
  const free = onRecord
    .filter((accountId) => !here.some((one) => one.accountId === accountId))
    .map((accountId): CloudAccount => {
      const { name, reference, environment } = customer;
      return { site, accountId, name, reference, environment, state: 'free', onRecord: true };
    });
  return [...known, ...free].toSorted((one, other) => one.accountId.localeCompare(other.accountId));
}

function stateOf({ link, unbind, request }: Held): AccountState {
  if (link) return unbind ? 'unbinding' : 'linked';
  return request && !isOutcome(request.status) ? 'linking' : 'free';
}

function conflictsAt({ site, accounts }: Cloud, customer: Facts['customer']): readonly Conflict[] {
  const linked = accounts.filter(({ state }) => state === 'linked' || state === 'unbinding');
  return accounts.flatMap((account): Conflict[] => {
    const { accountId, state, onRecord, reference, name, environment, link } = account;
    if (state === 'free') return [];
    const found: readonly (ConflictCode | false)[] = [
      !onRecord && 'account_not_on_record',
      linked.length > 1 && linked.includes(account) && 'several_accounts_linked',
      reference !== undefined && !isSameNumber(reference, customer.reference) && 'other_customer',
      !isSameName(name, customer.name) && 'name_differs',
      environment !== customer.environment && 'environment_differs',
      link?.verified === 'broken' && 'link_broken',
    ];
    return found.flatMap((code) => (code ? [{ site, accountId, code }] : []));
  });
}

function isSameNumber(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** What holds an account by its lock; undefined where nothing does. */
export function heldBy(
  lock: CustomerLock | undefined,
  link: Link | undefined,
  request: LinkRequest | undefined,
): Held | undefined {
  const record = link ?? request;
  if (!record?.customer.accountId) return undefined;
  const { partnerAccount, customer } = record;
  return {
    site: partnerAccount.site,
    accountId: record.customer.accountId,
    name: customer.name,
    reference: customer.reference,
    environment: partnerAccount.environment,
    ...(link && { link: { id: link.id, verified: link.verified } }),
    ...(lock?.unbind && { unbind: lock.unbind }),
    ...(request && { request: { id: request.id, status: request.status } }),
  };
}
