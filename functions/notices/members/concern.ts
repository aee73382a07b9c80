import { idPrefixes } from '../../kernel/ids.ts';
import type { PartnerAccount } from '../../parties/index.ts';
import { readPartnerAccount } from '../../parties/index.ts';
import type { Tables } from '../../platform/tables.ts';
import { type RebatePeriod, readPeriods } from '../../rebates/store/period-record.ts';
import type { RebateSync } from '../../rebates/sync/sync.ts';
import { readSync } from '../../rebates/sync/sync-sequence.ts';
import { type DailyLook, readDailyLook } from '../../unbinds/customer-started/daily-look.ts';
import { readSubject, type Subject } from '../subject.ts';

/**
 * What a member can be told of: what people outside are written to about, a partner account with its daily look and the
 * periods of its rebates, or a sync of these.
 */
export type Concern =
  | Subject
  | {
      readonly kind: 'partner_account';
      readonly record: PartnerAccount;
      readonly look: DailyLook | undefined;
      readonly periods: readonly RebatePeriod[];
    }
  | { readonly kind: 'rebate_sync'; readonly record: RebateSync };

/** By what their ids begin with. */
const prefixes = [
  ['link_request', idPrefixes.linkRequest],
  ['unbind', idPrefixes.unbind],
  ['partner_account', idPrefixes.partnerAccount],
  ['rebate_sync', idPrefixes.rebateSync],
] as const satisfies readonly (readonly [Concern['kind'], string])[];

/** Begins the types of its timeline entries. */
export function concernKind(id: string): Concern['kind'] | undefined {
  return prefixes.find(([, prefix]) => id.startsWith(`${prefix}_`))?.[0];
}

export async function readConcern(tables: Tables, org: string, id: string): Promise<Concern | undefined> {
  const kind = concernKind(id);
  if (kind === 'rebate_sync') {
    const record = await readSync(tables, org, id);
    return record && { kind: 'rebate_sync', record };
  }
  if (kind !== 'partner_account') return readSubject(tables, org, id);
  const [record, look, periods] = await Promise.all([
    readPartnerAccount(tables, org, id),
    readDailyLook(tables, org, id),
    readPeriods(tables, org, id),
  ]);
  return record && { kind: 'partner_account', record, look, periods };
}
