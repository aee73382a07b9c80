import { type Instant, plusSeconds } from '../../kernel/clock.ts';
import type { WriteIntent } from '../../kernel/write.ts';
import { due } from '../../platform/due.ts';
import type { Tables } from '../../platform/tables.ts';
import type { Site } from '../../providers/provider.ts';
import type { CapabilitiesOf } from '../ports.ts';
import { readDailyLook } from './daily-look.ts';
import { isLookedFor } from './looked-for.ts';

type Deps = { readonly tables: Tables; readonly capabilitiesOf: CapabilitiesOf };

/** A look that is opened each day was opened later than so long ago, in seconds. */
const KEPT_UP_SECONDS = 2 * 86_400;

/**
 * The due work with which the daily looks at an account begin that has none, or in which they have stopped: one that was
 * entered before there were any. Entering one makes its own; whatever comes by its links anyhow asks for it here. Nothing
 * at a site where customers can not start to leave, or where a call tells of it.
 */
export async function beginLooks(
  { tables, capabilitiesOf }: Deps,
  { org, id, site }: { readonly org: string; readonly id: string; readonly site: Site },
  at: Instant,
): Promise<readonly WriteIntent[]> {
  if (!isLookedFor(capabilitiesOf(site))) return [];
  const look = await readDailyLook(tables, org, id);
  const isKeptUp = look && look.openedAt > plusSeconds(at, -KEPT_UP_SECONDS);
  return isKeptUp ? [] : [due({ kind: 'unbind.daily-look', org, id, at })];
}
