import { InvariantBroken } from '../../kernel/result.ts';
import { type PartnerAccount, readPartnerAccount } from '../../parties/index.ts';
import type { Tables } from '../../platform/tables.ts';
import type { RebateUpload } from './upload.ts';

/** The partner account whose rebates an upload has. Accounts are never removed. */
export async function accountOf(
  tables: Tables,
  { org, id, account }: Pick<RebateUpload, 'org' | 'id' | 'account'>,
): Promise<PartnerAccount> {
  const found = await readPartnerAccount(tables, org, account);
  if (!found) throw new InvariantBroken(`${id} is of no partner account`);
  return found;
}
