import { idPrefixes } from '../../kernel/ids.ts';
import type { PartnerAccount } from '../../parties/index.ts';
import { readPartnerAccount } from '../../parties/index.ts';
import type { Tables } from '../../platform/tables.ts';
import { type DailyLook, readDailyLook } from '../../unbinds/customer-started/daily-look.ts';
import { readSubject, type Subject } from '../subject.ts';

/** What a member can be told of: what people outside are written to about, or the daily look at a partner account. */
export type Concern =
  | Subject
  | { readonly kind: 'partner_account'; readonly record: PartnerAccount; readonly look: DailyLook | undefined };

export const isOfAccount = (id: string): boolean => id.startsWith(`${idPrefixes.partnerAccount}_`);

export async function readConcern(tables: Tables, org: string, id: string): Promise<Concern | undefined> {
  if (!isOfAccount(id)) return readSubject(tables, org, id);
  const [record, look] = await Promise.all([readPartnerAccount(tables, org, id), readDailyLook(tables, org, id)]);
  return record && { kind: 'partner_account', record, look };
}
