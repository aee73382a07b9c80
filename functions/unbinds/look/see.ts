import { ok, type Result } from '../../kernel/result.ts';
import { readStored } from '../../kernel/stored.ts';
import { linkShape } from '../../links/link.ts';
import { readPartnerAccount } from '../../parties/index.ts';
import { modeOf } from '../../providers/capabilities.ts';
import type { ReadFailure } from '../../providers/failure.ts';
import type { PartnerAccountRef, ProviderPort } from '../../providers/provider.ts';
import type { UnbindReading } from '../../providers/unbinding.ts';
import type { Presence } from '../completion/absence.ts';
import { accountRef, type UnbindProviderDeps } from '../ports.ts';
import type { Unbind } from '../unbind.ts';
import type { ListCustomers } from './customer-list.ts';

/** What a look showed. A read that failed anywhere on the way makes the whole look a failed one. */
export type Sight =
  | { readonly kind: 'failed'; readonly read: SeeingRead; readonly because: ReadFailure }
  | {
      readonly kind: 'seen';
      /** The provider's record of the unbinding; null where it has none, absent where the site has no call for it. */
      readonly unbind?: UnbindReading | null;
      readonly presence?: Presence;
    };
/** `control`: whether another customer of the same partner account still answers. */
export type SeeingRead = 'readUnbind' | 'readCustomer' | 'readOwner' | 'listCustomers' | 'control';

type Seeing = {
  readonly port: ProviderPort;
  readonly ref: PartnerAccountRef;
  readonly record: Unbind;
  readonly list: ListCustomers;
};
type Deps = Pick<UnbindProviderDeps, 'tables' | 'portOf' | 'capabilitiesOf'>;

/** Links that are looked through for a control in one go, and how many are asked about at most. */
const LINKS_AT_ONCE = 500;
const MOST_CONTROLS = 3;

/** Looks at the provider: at its record of the unbinding where it has a call for it, else whether the customer is there. */
export async function see(deps: Deps, record: Unbind, list: ListCustomers): Promise<Sight> {
  const { site } = record.partnerAccount;
  const seeing = { port: deps.portOf(site), ref: accountRef(record), record, list };
  if (deps.capabilitiesOf(site)?.methods.readUnbind.mode !== 'api') return presenceOf(deps, seeing, {});
  const read = await seeing.port.readUnbind(seeing.ref, record.customer.accountId);
  if (!read.ok) return failed('readUnbind', read.error);
  const { unbind } = read.value;
  return unbind ? { kind: 'seen', unbind } : presenceOf(deps, seeing, { unbind });
}

async function presenceOf(deps: Deps, seeing: Seeing, known: { readonly unbind?: null }): Promise<Sight> {
  const { port, ref, record } = seeing;
  const { accountId } = record.customer;
  const read = await port.readCustomer(ref, accountId);
  if (!read.ok) return failed('readCustomer', read.error);
  if (read.value.customer) return { kind: 'seen', ...known, presence: 'listed' };
  const below = await isBelow(deps, seeing);
  if (!below.ok) return failed('readOwner', below.error);
  if (below.value) return { kind: 'seen', ...known, presence: 'listed' };
  const list = await seeing.list(port, ref);
  if (!list.ok) return failed('listCustomers', list.error);
  if (list.accounts.has(accountId)) return { kind: 'seen', ...known, presence: 'listed' };
  if (!list.complete) return { kind: 'seen', ...known, presence: 'incomplete' };
  for (const control of await controlsOf(deps, record, list.accounts)) {
    const other = await port.readCustomer(ref, control);
    if (!other.ok) return failed('control', other.error);
    if (other.value.customer) return { kind: 'seen', ...known, presence: 'gone' };
  }
  return { kind: 'seen', ...known, presence: 'no_control' };
}

/** A distributor's own list lacks the customers of its second level: who has them is another call, of distributors alone. */
async function isBelow(
  { tables, capabilitiesOf }: Deps,
  { port, ref, record: { distributor, customer } }: Seeing,
): Promise<Result<boolean, ReadFailure>> {
  const account = distributor && (await readPartnerAccount(tables, ref.org, ref.account));
  const site = capabilitiesOf(ref.site);
  if (!account || !site || modeOf('readOwner', site, account) !== 'api') return ok(false);
  const read = await port.readOwner(ref, customer.accountId);
  return read.ok ? ok(read.value.secondLevel?.account === distributor.secondLevel.account) : read;
}

/** Customers of the same partner account that are linked by what the desk knows, and listed. */
async function controlsOf({ tables }: Deps, record: Unbind, listed: ReadonlySet<string>): Promise<readonly string[]> {
  const found: string[] = [];
  let after: string | undefined;
  do {
    const page = await tables.query({
      table: 'desk',
      index: 'list',
      pk: `ORG#${record.org}#LINKS`,
      limit: LINKS_AT_ONCE,
      ...(after !== undefined && { after }),
    });
    const links = page.items.map((item) => readStored(linkShape, item));
    const ours = links.filter(
      ({ id, status, partnerAccount }) =>
        id !== record.link && status === 'active' && partnerAccount.id === record.partnerAccount.id,
    );
    found.push(...ours.map(({ customer }) => customer.accountId).filter((account) => listed.has(account)));
    after = page.more ? page.last : undefined;
  } while (found.length < MOST_CONTROLS && after !== undefined);
  return found.slice(0, MOST_CONTROLS);
}

function failed(read: SeeingRead, because: ReadFailure): Sight {
  return { kind: 'failed', read, because };
}
