import { readCustomerRecord } from '../../customers/index.ts';
import { readStored } from '../../kernel/stored.ts';
import type { Item } from '../../kernel/write.ts';
import { partnerAccountsOf } from '../../parties/index.ts';
import type { Query, Tables } from '../../platform/tables.ts';
import { readLinkRequest } from '../advance.ts';
import { customerLockKey, readLock } from '../customer-lock.ts';
import { linkShape, readLink } from '../link.ts';
import { linkRequestShape } from '../link-request.ts';
import { isOutcome } from '../request-status.ts';
import { type Facts, type Held, heldBy } from './clouds.ts';

type Account = Facts['customer']['accounts'][number];

/** What `cloudsOf` judges of a customer; undefined where the reseller's own records have no such one. */
export async function lookAtCustomer(tables: Tables, org: string, reference: string): Promise<Facts | undefined> {
  const customer = await readCustomerRecord(tables, org, reference);
  if (!customer) return undefined;
  const [accounts, links, requests] = await Promise.all([
    partnerAccountsOf(tables, org),
    carriers(tables, org, 'LINKS', reference),
    carriers(tables, org, 'LINK_REQUESTS', reference),
  ]);
  const carried = [
    ...links.map((item) => readStored(linkShape, item)).filter(({ status }) => status === 'active'),
    ...requests.map((item) => readStored(linkRequestShape, item)).filter(({ status }) => !isOutcome(status)),
  ].flatMap(({ partnerAccount: { site }, customer: { accountId } }) => (accountId ? [{ site, accountId }] : []));
  const all = new Map([...customer.accounts, ...carried].map((one) => [`${one.site} ${one.accountId}`, one]));
  const held = await Promise.all([...all.values()].map((one) => readHeld(tables, org, one)));
  const workedAt = accounts.flatMap(({ site, status, environment }) =>
    status === 'active' && environment === customer.environment ? [site] : [],
  );
  return { customer, workedAt: [...new Set(workedAt)], held: held.flatMap((one) => one ?? []) };
}

async function readHeld(tables: Tables, org: string, { site, accountId }: Account): Promise<Held | undefined> {
  const lock = readLock(await tables.get('desk', customerLockKey({ org, site, accountId })));
  const [link, request] = await Promise.all([
    lock?.link ? readLink(tables, org, lock.link) : undefined,
    lock?.request ? readLinkRequest(tables, org, lock.request) : undefined,
  ]);
  return heldBy(lock, link, request);
}

/** Records that carry a customer number, in any case: the whole list is looked through, 1 MB a read. */
async function carriers(tables: Tables, org: string, list: 'LINKS' | 'LINK_REQUESTS', reference: string) {
  const where = [[{ field: 'searchReference', eq: reference.toLowerCase() }]] as const;
  const query: Query = { table: 'desk', index: 'list', pk: `ORG#${org}#${list}`, where, limit: 10_000 };
  const found: Item[] = [];
  let after: string | undefined;
  do {
    const page = await tables.query({ ...query, ...(after && { after }) });
    found.push(...page.items);
    after = page.more ? page.last : undefined;
  } while (after);
  return found;
}
