import { customerLockKey, readLock } from '../../links/customer-lock.ts';
import { readLink } from '../../links/link.ts';
import type { PartnerAccount } from '../../parties/index.ts';
import type { SiteCapabilities } from '../../providers/provider.ts';
import { readUnbind } from '../change-unbind.ts';
import { observeFacts } from '../observe-facts.ts';
import type { Deliver, UnbindDeps } from '../ports.ts';
import type { Unbind } from '../unbind.ts';
import type { ListRow, UnbindingList } from './read-list.ts';
import { factsOfRow } from './row-facts.ts';
import { startCustomerCase } from './start-case.ts';

/**
 * What became of a row: a case was `started`, something new was `noted`, or all of it was `known`. `stranger`: no link of
 * this account has that customer. `without_case`: under way at the provider for a link of ours, and nobody here asked.
 */
export const becomings = ['started', 'noted', 'known', 'stranger', 'without_case'] as const;
export type Taken = {
  readonly row: ListRow;
  readonly became: (typeof becomings)[number];
  readonly unbind?: Unbind['id'];
};

type Bringing = {
  readonly account: PartnerAccount;
  readonly site: SiteCapabilities;
  readonly list: UnbindingList;
  /** The member who brought it. */
  readonly by: string;
};

/**
 * Takes in a list of unbindings, row by row. What a customer started and nobody here knows becomes a case; of what is
 * under way, whatever is new is noted as seen by an operator. Each row stands by itself and finds what was done before,
 * so the same list again, or one that broke off, adds nothing twice.
 */
export async function takeList(
  deps: UnbindDeps & { readonly deliver: Deliver },
  bringing: Bringing,
): Promise<readonly Taken[]> {
  const taken: Taken[] = [];
  for (const row of bringing.list.rows) taken.push(await takeRow(deps, bringing, row));
  return taken;
}

async function takeRow(
  deps: UnbindDeps & { readonly deliver: Deliver },
  { account, site, by }: Bringing,
  row: ListRow,
): Promise<Taken> {
  const { org, site: at } = account;
  const lock = readLock(await deps.tables.get('desk', customerLockKey({ org, site: at, accountId: row.account })));
  const link = lock?.link === undefined ? undefined : await readLink(deps.tables, org, lock.link);
  if (!link || link.partnerAccount.id !== account.id) return { row, became: 'stranger' };
  const open = lock?.unbind === undefined ? undefined : await readUnbind(deps.tables, org, lock.unbind);
  const isNew = !open && row.origin === 'customer' && !row.status.over;
  const started = isNew && (await startCustomerCase(deps, { link, account, unbind: site.unbind, row, by }));
  const record = open ?? (started || undefined);
  if (!record) return { row, became: row.status.over || isNew ? 'known' : 'without_case' };
  const now = deps.clock.now();
  const facts = factsOfRow(record, row, { by, at: now });
  if (facts.length > 0) {
    const actor = { kind: 'member', id: by } as const;
    await observeFacts(deps, record, { actor, at: now, facts });
  }
  const became = started ? 'started' : facts.length > 0 ? 'noted' : 'known';
  return { row, became, unbind: record.id };
}
