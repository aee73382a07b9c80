import type { Page } from '../kernel/paging.ts';
import type { Problem } from '../kernel/problems.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Item } from '../kernel/write.ts';
import { cursorPast, readFiltered } from '../platform/read-page.ts';
import type { Query, Tables } from '../platform/tables.ts';
import { isListed } from '../platform/where.ts';
import { sites } from '../providers/provider.ts';
import { recordKey } from '../timeline/index.ts';
import { type CustomerLock, customerLockKey, readLock } from './customer-lock.ts';
import { isNamed } from './search-keys.ts';

type List = Omit<Query, 'limit' | 'after'>;
type Asked = { readonly limit: number; readonly cursor?: string | undefined; readonly customer?: string | undefined };

/**
 * One page of link requests, links or unbinds. Whoever asks for a customer by its whole identifier mostly means the open request
 * or the active link: the customer's lock names it, so it is answered at once, and the ended ones follow on the next page.
 * @param holder which of them the lock is asked for
 */
export async function listRecords(
  tables: Tables,
  org: string,
  list: List,
  asked: Asked,
  holder: keyof Pick<CustomerLock, 'request' | 'link' | 'unbind'>,
): Promise<Result<Page<Item>, Problem>> {
  const { customer, cursor } = asked;
  if (customer !== undefined && cursor === undefined && list.index === 'list') {
    const held = (await heldBy(tables, org, customer, holder)).filter((item) => isListed(list.where ?? [], item));
    if (held.length > 0) return ok({ items: held, next: cursorPast(held.map((item) => String(item['listSk']))) });
  }
  return readFiltered(tables, list, asked, (item) => isNamed(item, customer));
}

/** One account identifier may exist at several sites; cursors name three records at most. */
async function heldBy(tables: Tables, org: string, accountId: string, holder: 'request' | 'link' | 'unbind') {
  if (/\s/.test(accountId)) return [];
  const locks = await tables.getMany(
    'desk',
    sites.map((site) => customerLockKey({ org, site, accountId })),
  );
  const ids = locks.flatMap((lock) => readLock(lock)?.[holder] ?? []).slice(0, 3);
  return ids.length === 0
    ? []
    : tables.getMany(
        'desk',
        ids.map((id) => recordKey(org, id)),
      );
}
