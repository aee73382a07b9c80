import type { Clock } from './kernel/clock.ts';
import { readStored } from './kernel/stored.ts';
import { partnerAccountShape } from './parties/partner-account.ts';
import type { MigrationDeps } from './platform/migration.ts';
import type { Tables } from './platform/tables.ts';
import { beginLooks } from './unbinds/customer-started/begin-looks.ts';
import type { CapabilitiesOf } from './unbinds/ports.ts';

type Deps = { readonly tables: Tables; readonly clock: Clock; readonly capabilitiesOf: CapabilitiesOf };

/**
 * What a migration begins for items of before this code did so by itself: the daily looks at a partner account (B02),
 * with which the readings of its links begin (B16), where nothing else comes by that account.
 */
export const owedWork =
  ({ clock, ...deps }: Deps): MigrationDeps['owed'] =>
  async (kind, item) =>
    kind === 'partner account' ? beginLooks(deps, readStored(partnerAccountShape, item), clock.now()) : [];
