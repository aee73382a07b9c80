import { readStored, toStored } from '../../functions/kernel/stored.ts';
import { customerLockKey, readLock, takeLockForLink } from '../../functions/links/customer-lock.ts';
import { type Link, linkListKeys, linkShape, readLink } from '../../functions/links/link.ts';
import { defaultTerms, readPolicy } from '../../functions/parties/index.ts';
import type { Site } from '../../functions/providers/provider.ts';
import { create, timelineStart } from '../../functions/timeline/index.ts';
import type { Course } from '../../functions/unbinds/course.ts';
import { startOfCustomers, startOfResellers } from '../../functions/unbinds/course.ts';
import type { Fact } from '../../functions/unbinds/fact.ts';
import { createUnbind, newUnbind } from '../../functions/unbinds/new-unbind.ts';
import { observeFacts } from '../../functions/unbinds/observe-facts.ts';
import { type Unbind, unbindShape } from '../../functions/unbinds/unbind.ts';
import { clearPreconditions } from './clear-preconditions.ts';
import { DAY, linkDesk } from './link-desk.ts';

type Windows = Parameters<typeof linkDesk>[0];
type Terms = Parameters<typeof linkDesk>[1];
/** Terms by which the provider is looked at seldom, so that weeks pass in few steps. */
export const seldom = { unbind: { ...defaultTerms.unbind, lookSeconds: DAY } };

type As = { readonly member?: string; readonly rights?: string };
export type UnbindDesk = Awaited<ReturnType<typeof unbindDesk>>;

/**
 * The whole of unbinding in memory, on the desk of linking: links that are active, cases on them, facts as somebody sees
 * them, and the members who answer. The partner account is at `at`. `settle` lets everything happen that can happen at this instant.
 */
export async function unbindDesk(windows: Windows = {}, terms: Terms = {}, at: Site = 'tencent-intl') {
  const desk = await linkDesk(windows, terms, at);
  const { deps, tables, org, operator } = desk;
  const { newId } = deps;
  let links = 0;

  /** A link of a customer that was proved effective a while ago; nothing of it is due. */
  async function activeLink(more: Partial<Link> = {}): Promise<Link> {
    links += 1;
    const at = deps.clock.now();
    const { id: account, site, environment, partnerId } = desk.account;
    const link: Link = {
      ...timelineStart,
      org,
      id: newId('link'),
      version: 1,
      status: 'active',
      verified: 'effective',
      readyToProvision: true,
      createdAt: at,
      linkedAt: at,
      origin: 'request',
      types: ['billing'],
      scope: { access: 'read_only', services: [], projects: [], regions: [], confirmEach: [] },
      team: 'onboarding',
      owner: operator,
      partnerAccount: { id: account, site, environment, partnerId },
      customer: { accountId: `2000987${String(links).padStart(5, '0')}`, name: `Customer ${links} Pte. Ltd.` },
      checklist: 0,
      failing: [],
      ...more,
    };
    const { accountId } = link.customer;
    desk.provider.link(accountId);
    const fields = { ...toStored(linkShape, link), ...link, ...linkListKeys(link) };
    const entry = { type: 'link.activated', actor: { kind: 'desk', part: 'test' }, at } as const;
    await tables.transact([
      ...create(fields, entry, newId),
      takeLockForLink({ org, site, accountId }, environment, link.id),
    ]);
    return link;
  }

  type Started = Partial<Omit<Course, 'status'>> &
    Partial<Parameters<typeof newUnbind>[4]> &
    Partial<Pick<Unbind, 'secondPerson'>>;
  /**
   * A case on a link (a new one, unless said) as it begins: the reseller's own, submitted by an operator, without a
   * distributor, the customer's card not known. Its machine starts with the next `settle`.
   */
  async function startUnbind(more: Started = {}, on?: Link): Promise<Unbind['id']> {
    const link = on ?? (await activeLink());
    const begins = more.origin === 'customer' ? startOfCustomers : startOfResellers;
    const course = { submits: 'operator', distributorReviews: false, cardKnown: false, ...begins } as const;
    const asked = {
      createdBy: operator,
      owner: operator,
      asks: 'Tamarisk Cloud Services Pte. Ltd.',
      because: 'The contract has ended',
      preconditions: clearPreconditions(operator, deps.clock.now(), at),
      facts: [],
    };
    const record = { ...newUnbind(deps, link, await readPolicy(tables, org), course, { ...asked, ...more }), ...more };
    await tables.transact(createUnbind(record, { kind: 'member', id: operator }, deps));
    return record.id;
  }

  const unbind = (id: string): Unbind => readStored(unbindShape, desk.item(id));

  /** Something is seen at the provider, by an operator there, unless said; nobody has worked on it yet. */
  async function see(id: string, kind: Fact['kind'], more: Partial<Fact> = {}): Promise<void> {
    const at = deps.clock.now();
    const fact: Fact = { kind, observedBy: 'operator', at, seenAt: at, by: operator, ...more };
    const actor = { kind: 'member', id: operator } as const;
    const seen = await observeFacts(deps, unbind(id), { actor, at, facts: [fact] });
    if (!seen.ok) throw new Error(JSON.stringify(seen.error));
  }

  /** The same, and everything happens that follows from it. */
  async function observe(id: string, kind: Fact['kind'], more: Partial<Fact> = {}): Promise<Unbind> {
    await see(id, kind, more);
    await desk.settle();
    return unbind(id);
  }

  return {
    ...desk,
    activeLink,
    startUnbind,
    unbind,
    see,
    observe,
    /** One call about an unbind: an operator's, unless said. `what` is the rest of its path. */
    call: (id: string, what: string, json: object = {}, { member, rights = 'operator' }: As = {}) =>
      desk.request(`POST /v1/unbinds/{unbindId}${what}`, {
        params: { unbindId: id },
        json,
        member: member ?? operator,
        rights,
      }),
    link: async (id: string): Promise<Link> => {
      const link = await readLink(tables, org, id);
      if (!link) throw new Error(`no link ${id}`);
      return link;
    },
    /** Who holds the customer of a case. */
    lockOf: async ({ customer, partnerAccount }: Pick<Unbind, 'customer' | 'partnerAccount'>) => {
      const place = { org, site: partnerAccount.site, accountId: customer.accountId };
      return readLock(await tables.get('desk', customerLockKey(place)));
    },
  };
}
