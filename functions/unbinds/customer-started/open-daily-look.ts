import { InvariantBroken, ok, type Result } from '../../kernel/result.ts';
import { dayIn, daysAfter, startOfDay } from '../../kernel/zoned-day.ts';
import { readPartnerAccount } from '../../parties/index.ts';
import { change, type Decided } from '../../platform/change.ts';
import { type DueItem, due } from '../../platform/due.ts';
import type { CapabilitiesOf, UnbindDeps } from '../ports.ts';
import { type DailyLook, putDailyLook, readDailyLook } from './daily-look.ts';
import { ownerAt } from './owners.ts';

/**
 * Opens the task of a day, and makes the next day's due. Days are those of the account's own zone. A site at which no
 * customer can start an unbinding has no such task; a day on which nobody looked counts on into the next.
 */
export async function openDailyLook(
  deps: UnbindDeps & { readonly capabilitiesOf: CapabilitiesOf },
  { org, id }: Pick<DueItem, 'org' | 'id'>,
): Promise<void> {
  const account = await readPartnerAccount(deps.tables, org, id);
  if (!account || !deps.capabilitiesOf(account.site)?.unbind.customerStartedDays) return;
  const { timeZone: zone, site } = account;
  const now = deps.clock.now();
  const day = dayIn(zone, now);
  const owner = await ownerAt(deps.tables, account);
  const until = startOfDay(zone, daysAfter(day, 1));
  const next = due({ kind: 'unbind.daily-look', org, id, at: until });
  const done = await change(
    deps.tables,
    () => readDailyLook(deps.tables, org, id),
    (before): Result<Decided<undefined>, never> => {
      if (before?.day === day) return ok({ intents: [next], value: undefined });
      const look: DailyLook = {
        org,
        account: account.id,
        site,
        version: (before?.version ?? 0) + 1,
        day,
        openedAt: now,
        openSince: before && before.doneAt === undefined ? before.openSince : day,
        owner,
        ...(before?.last && { last: before.last }),
      };
      return ok({ intents: [putDailyLook(look, before, until), next], value: undefined });
    },
  );
  if (!done.ok) throw new InvariantBroken(`the look at ${id} was refused: ${done.error.reason}`);
}
