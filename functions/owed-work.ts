import type { Clock } from './kernel/clock.ts';
import { readStored } from './kernel/stored.ts';
import type { Item, WriteIntent } from './kernel/write.ts';
import { partnerAccountShape } from './parties/partner-account.ts';
import type { MigrationDeps } from './platform/migration.ts';
import type { Tables } from './platform/tables.ts';
import { actionClockKeys, approvedActionShape } from './unbinds/actions/approved-action.ts';
import { beginLooks } from './unbinds/customer-started/begin-looks.ts';
import type { CapabilitiesOf } from './unbinds/ports.ts';

type Deps = { readonly tables: Tables; readonly clock: Clock; readonly capabilitiesOf: CapabilitiesOf };

/**
 * What a migration begins for items of before this code did so by itself: the daily looks at a partner account (B02),
 * with which the readings of its links begin (B16), where nothing else comes by that account; and the clock of a remedy of
 * which nobody knows whether it was carried out (B01).
 */
export const owedWork =
  ({ clock, ...deps }: Deps): MigrationDeps['owed'] =>
  async (kind, item) => {
    if (kind === 'partner account') return beginLooks(deps, readStored(partnerAccountShape, item), clock.now());
    return kind === 'approved action' ? owedClock(item) : [];
  };

function owedClock(item: Item): readonly WriteIntent[] {
  const record = readStored(approvedActionShape, item);
  if (record.status !== 'unknown' || item['waitingPk'] !== undefined) return [];
  const key = { pk: item.pk, sk: item.sk };
  const expect = [{ status: { eq: 'unknown' } }] as const;
  return [{ op: 'update', table: 'desk', key, set: actionClockKeys(record), expect, refusal: 'version' }];
}
