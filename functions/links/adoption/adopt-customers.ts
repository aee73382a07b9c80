import { type Instant, plusSeconds } from '../../kernel/clock.ts';
import { InvariantBroken } from '../../kernel/result.ts';
import { readStored, toStored } from '../../kernel/stored.ts';
import { type PartnerAccount, type Policy, readPartnerAccount, readPolicy } from '../../parties/index.ts';
import { type DueItem, due } from '../../platform/due.ts';
import { ProviderBusy } from '../../providers/errors.ts';
import type { Customer, ProviderPort, Site } from '../../providers/provider.ts';
import { create, move, timelineStart } from '../../timeline/index.ts';
import { beginLooks } from '../../unbinds/customer-started/begin-looks.ts';
import { startReadiness } from '../../unbinds/readiness/start-readiness.ts';
import { startChecklist } from '../../verification/index.ts';
import { customerLockKey, readLock, takeLockForLink } from '../customer-lock.ts';
import { UNOWNED } from '../follow/assignment.ts';
import { isReady, type Link, linkListKeys, linkShape } from '../link.ts';
import type { CapabilitiesOf, LinkDeps } from '../ports.ts';
import { leastScope } from '../relationship.ts';
import {
  type Adoption,
  type AdoptionCounts,
  adoptionList,
  keepPage,
  listedCustomers,
  readAdoption,
} from './adoption.ts';
import { startAdoption } from './start-adoption.ts';

type Deps = LinkDeps & {
  readonly portOf: (site: Site) => Pick<ProviderPort, 'listCustomers'>;
  readonly capabilitiesOf: CapabilitiesOf;
};
type Reading = { readonly adoption: Adoption; readonly account: PartnerAccount; readonly policy: Policy };

const actor = { kind: 'desk', part: 'adoption' } as const;

/** Links of the account that are compared in one go; the rest is due at once. */
const COMPARED_AT_ONCE = 500;

/**
 * Takes the provider's list of customers in, one page for each piece of due work: a customer without a link gets one,
 * unverified, as do those who were linked in the provider's console overnight (R142). When all pages are read, links
 * whose customer is no longer listed are marked. Interrupted anywhere, it goes on with the page that it was at.
 */
export const createAdoptCustomers =
  (deps: Deps) =>
  async ({ org, id }: Pick<DueItem, 'org' | 'id'>): Promise<void> => {
    const adoption = await readAdoption(deps.tables, org, id);
    if (!adoption || adoption.status === 'done') return;
    const [account, policy] = await Promise.all([
      readPartnerAccount(deps.tables, org, adoption.account),
      readPolicy(deps.tables, org),
    ]);
    if (!account) throw new InvariantBroken(`adoption ${id} of an account that is not there`);
    const reading = { adoption, account, policy };
    return adoption.status === 'reading' ? readPage(deps, reading) : compare(deps, reading);
  };

async function readPage(deps: Deps, { adoption, account, policy }: Reading): Promise<void> {
  const ref = { org: account.org, account: account.id, site: account.site, environment: account.environment };
  const page = await deps.portOf(account.site).listCustomers(ref, adoption.cursor);
  if (!page.ok) throw new ProviderBusy(60, `customers of ${account.id} can not be listed: ${page.error.kind}`);
  const { items, next, total } = page.value;
  const found = { listed: items.length, adopted: 0, known: 0, inProgress: 0, otherEnvironment: 0 };
  for (const customer of items) found[await adopt(deps, account, policy, customer)] += 1;
  const at = deps.clock.now();
  const counts: AdoptionCounts = { ...adoption.counts };
  for (const name of Object.keys(found)) if (isCount(name, found)) counts[name] += found[name];
  const status = next === undefined ? 'comparing' : 'reading';
  const set = { status, pages: adoption.pages + 1, counts, ...(next !== undefined && { cursor: next }) };
  const data = { page: adoption.pages + 1, ...found };
  const looks = await beginLooks(deps, account, at);
  // Another worker may have taken the same page in; then its move stands, and its due item.
  await deps.tables.transact([
    keepPage(adoption, { accounts: items.map((customer) => customer.account), total }),
    ...move(adoption, { set }, { type: 'adoption.page_read', actor, at, data }, deps.newId),
    due({ kind: 'link.adopt', org: adoption.org, id: adoption.id, at }),
    ...looks,
  ]);
}

function isCount<T extends object>(name: string, counts: T): name is keyof T & string {
  return name in counts;
}

type Adopted = 'adopted' | 'known' | 'inProgress' | 'otherEnvironment';

/** Makes the link of one listed customer, unless somebody holds it. */
async function adopt(deps: Deps, account: PartnerAccount, policy: Policy, customer: Customer): Promise<Adopted> {
  const place = { org: account.org, site: account.site, accountId: customer.account };
  const lock = readLock(await deps.tables.get('desk', customerLockKey(place)));
  if (lock?.link) return 'known';
  if (lock?.request) return 'inProgress';
  if (lock && lock.environment !== account.environment) return 'otherEnvironment';
  const at = deps.clock.now();
  const link = adoptedLink(deps, account, policy, customer, at);
  const data = { site: account.site, customer: customer.account, linkedAt: customer.linkedAt };
  const checklist = startChecklist(link, 'adopted', at);
  const fields = { ...toStored(linkShape, { ...link, ...checklist.set }), ...link, ...checklist.set };
  const written = await deps.tables.transact([
    ...create({ ...fields, ...linkListKeys(link) }, { type: 'link.adopted', actor, at, data }, deps.newId),
    ...checklist.intents,
    ...startReadiness(link, at),
    takeLockForLink(place, account.environment, link.id),
  ]);
  return written.ok ? 'adopted' : 'known';
}

function adoptedLink(deps: Deps, account: PartnerAccount, policy: Policy, customer: Customer, at: Instant): Link {
  return {
    ...timelineStart,
    org: account.org,
    id: deps.newId('link'),
    version: 1,
    status: 'active',
    verified: 'unverified',
    readyToProvision: false,
    createdAt: at,
    linkedAt: customer.linkedAt,
    origin: 'adopted',
    types: ['billing'],
    scope: leastScope,
    team: policy.teams[0] ?? UNOWNED,
    owner: UNOWNED,
    partnerAccount: {
      id: account.id,
      site: account.site,
      environment: account.environment,
      partnerId: account.partnerId,
    },
    customer: { accountId: customer.account, name: customer.name ?? customer.account },
    checklist: 0,
    failing: [],
  };
}

/** Marks the links whose customer a complete list does not show, and lets the next reading follow. */
async function compare(deps: Deps, { adoption, account, policy }: Reading): Promise<void> {
  const { accounts, total } = await listedCustomers(deps.tables, adoption);
  const complete = total !== null && accounts.size === total;
  let vanished = 0;
  let after = complete ? '' : undefined;
  while (after !== undefined) {
    const list = { table: 'desk', index: 'list', pk: `ORG#${account.org}#LINKS` } as const;
    const { items, more } = await deps.tables.query({ ...list, limit: COMPARED_AT_ONCE, ...(after && { after }) });
    for (const item of items) {
      const link = readStored(linkShape, item);
      if (isMissing(link, account, adoption, accounts) && (await markVanished(deps, link))) vanished += 1;
    }
    after = more ? String(items.at(-1)?.['listSk']) : undefined;
  }
  const at = deps.clock.now();
  const counts = { ...adoption.counts, vanished };
  const again = plusSeconds(at, policy.verification.recheckSeconds);
  const next = startAdoption({ org: account.org, account: account.id, actor, at: again }, deps.newId);
  const set = { status: 'done', complete, endedAt: at, counts };
  await deps.tables.transact([
    ...move(adoption, { set }, { type: 'adoption.done', actor, at, data: { ...counts, complete } }, deps.newId),
    ...((await isNewest(deps, adoption)) ? next.intents : []),
  ]);
}

/** A reading that somebody has started since is followed by the next one, not this. */
async function isNewest(deps: Deps, { org, account, id }: Adoption): Promise<boolean> {
  const list = { table: 'desk', index: 'list', pk: adoptionList(org, account), descending: true, limit: 1 } as const;
  const [newest] = (await deps.tables.query(list)).items;
  return newest === undefined || newest['id'] === id;
}

/** Linked before the list was read, active here, and not shown: who was linked meanwhile may stand on no page. */
function isMissing(link: Link, account: PartnerAccount, adoption: Adoption, listed: ReadonlySet<string>): boolean {
  return (
    link.partnerAccount.id === account.id &&
    link.status === 'active' &&
    link.createdAt < adoption.startedAt &&
    !listed.has(link.customer.accountId)
  );
}

/**
 * Left without a word from us: a person says later whether it went to another reseller. One list is a suspicion; how the
 * link stands, verification judges, which starts at once.
 */
async function markVanished(deps: Deps, link: Link): Promise<boolean> {
  if (link.vanished) return true;
  const at = deps.clock.now();
  const vanished = { as: 'left_unexplained', since: at } as const;
  const checklist = startChecklist(link, 'vanished', at);
  const set = { vanished, readyToProvision: isReady({ ...link, vanished }), ...checklist.set };
  const data = { site: link.partnerAccount.site, customer: link.customer.accountId, as: vanished.as };
  const told = { type: 'link.vanished', actor, at, data } as const;
  // Whoever moved the link meanwhile knows more than this list.
  return (await deps.tables.transact([...move(link, { set }, told, deps.newId), ...checklist.intents])).ok;
}
