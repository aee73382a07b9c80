import { readStored } from '../kernel/stored.ts';
import type { Tables } from '../platform/tables.ts';
import { listOf } from './keys.ts';
import { type PartnerAccount, partnerAccountShape } from './partner-account.ts';

/** All partner accounts of an organisation. */
export async function partnerAccountsOf(
  tables: Pick<Tables, 'query'>,
  org: string,
): Promise<readonly PartnerAccount[]> {
  const found: PartnerAccount[] = [];
  let after: string | undefined;
  do {
    const query = { table: 'desk', index: 'list', pk: listOf.partnerAccounts(org), limit: 500 } as const;
    const { items, more, last } = await tables.query({ ...query, ...(after && { after }) });
    found.push(...items.map((item) => readStored(partnerAccountShape, item)));
    after = more ? last : undefined;
  } while (after);
  return found;
}
