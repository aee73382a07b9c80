import type { Instant } from '../../kernel/clock.ts';
import { InvariantBroken, ok, type Result } from '../../kernel/result.ts';
import { dayIn, daysAfter, startOfDay } from '../../kernel/zoned-day.ts';
import { type PartnerAccount, readPartnerAccount } from '../../parties/index.ts';
import { change, type Decided } from '../../platform/change.ts';
import { type DueItem, due } from '../../platform/due.ts';
import { append, type EntryDraft } from '../../timeline/index.ts';
import type { CapabilitiesOf, UnbindDeps } from '../ports.ts';
import { readMissing } from '../readiness/read-missing.ts';
import { type DailyLook, putDailyLook, readDailyLook } from './daily-look.ts';
import { isLookedFor } from './looked-for.ts';
import { ownerAt, secondPersonFor } from './owners.ts';

const actor = { kind: 'desk', part: 'due-work' } as const;

/**
 * Opens the task of a day, tells its owner, and makes the next day's due. Days are those of the account's own zone. A
 * site at which no customer can start an unbinding has no such task; a day on which nobody looked counts on into the
 * next, and a second person is told with the owner, unless a member has said that they see to it. Links of the account that are not read by themselves yet are begun
 * with here, so that none is left out for longer than a day.
 */
export async function openDailyLook(
  deps: UnbindDeps & { readonly capabilitiesOf: CapabilitiesOf },
  { org, id }: Pick<DueItem, 'org' | 'id'>,
): Promise<void> {
  const account = await readPartnerAccount(deps.tables, org, id);
  if (!account || !isLookedFor(deps.capabilitiesOf(account.site))) return;
  await readMissing(deps, account);
  const { timeZone: zone } = account;
  const now = deps.clock.now();
  const day = dayIn(zone, now);
  const until = startOfDay(zone, daysAfter(day, 1));
  const next = due({ kind: 'unbind.daily-look', org, id, at: until });
  const read = async () => {
    const found = await Promise.all([readDailyLook(deps.tables, org, id), readPartnerAccount(deps.tables, org, id)]);
    const owner = await ownerAt(deps.tables, account, inHandsOf(found[0]));
    return [...found, owner, await secondPersonFor(deps.tables, org, owner)] as const;
  };
  const done = await change(deps.tables, read, ([before, known, owner, second]): Result<Decided<undefined>, never> => {
    if (before?.day === day) return ok({ intents: [next], value: undefined });
    const look = lookOf(account, before, { day, owner, now });
    const told = before ? append(known ?? account, entryOf(look, second), deps.newId) : [];
    return ok({ intents: [putDailyLook(look, before, until), next, ...told], value: undefined });
  });
  if (!done.ok) throw new InvariantBroken(`the look at ${id} was refused: ${done.error.reason}`);
}

type Opened = { readonly day: string; readonly owner: string; readonly now: Instant };

function lookOf(
  { org, id, site }: Pick<PartnerAccount, 'org' | 'id' | 'site'>,
  before: DailyLook | undefined,
  { day, owner, now }: Opened,
): DailyLook {
  return {
    org,
    account: id,
    site,
    version: (before?.version ?? 0) + 1,
    day,
    openedAt: now,
    openSince: before && before.doneAt === undefined ? before.openSince : day,
    owner,
    ...(before?.last && { last: before.last }),
    // whoever took it and has left since has it no longer
    ...(before?.taken && inHandsOf(before).includes(owner) && { taken: before.taken }),
  };
}

function inHandsOf(look: DailyLook | undefined): readonly string[] {
  return look?.taken && look.doneAt === undefined ? [look.taken.by] : [];
}

/** Told from the second day on: with the first one somebody has just entered the account, and knows. */
function entryOf({ day, openSince, openedAt, owner, taken }: DailyLook, second: string): EntryDraft {
  const data = { day, openSince, owner };
  if (openSince === day)
    return { type: 'partner_account.look_opened', actor, at: openedAt, data: { ...data, tells: [owner] } };
  const told = taken ? { tells: [owner] } : { second, tells: [...new Set([owner, second])] };
  return { type: 'partner_account.look_missed', actor, at: openedAt, data: { ...data, ...told } };
}
