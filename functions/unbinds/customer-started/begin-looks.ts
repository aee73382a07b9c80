import type { Instant } from '../../kernel/clock.ts';
import type { WriteIntent } from '../../kernel/write.ts';
import { due } from '../../platform/due.ts';
import type { Tables } from '../../platform/tables.ts';
import type { Site } from '../../providers/provider.ts';
import type { CapabilitiesOf } from '../ports.ts';
import { readDailyLook } from './daily-look.ts';

type Deps = { readonly tables: Tables; readonly capabilitiesOf: CapabilitiesOf };

/**
 * The due work with which the daily looks at an account begin that has none, because it was entered before there were
 * any; entering one makes its own. Nothing at a site where customers can not start to leave.
 */
export async function beginLooks(
  { tables, capabilitiesOf }: Deps,
  { org, id, site }: { readonly org: string; readonly id: string; readonly site: Site },
  at: Instant,
): Promise<readonly WriteIntent[]> {
  if (!capabilitiesOf(site)?.unbind.customerStartedDays) return [];
  return (await readDailyLook(tables, org, id)) ? [] : [due({ kind: 'unbind.daily-look', org, id, at })];
}
