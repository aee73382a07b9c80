import { type Clock, plusSeconds, secondsBetween } from '../kernel/clock.ts';
import { err, InvariantBroken, ok, type Result } from '../kernel/result.ts';
import { type Expectation, type Item, isNew, type Key } from '../kernel/write.ts';
import type { Tables } from '../platform/tables.ts';
import type { PartnerAccountRef } from './provider.ts';

export type SlotDeps = {
  readonly tables: Tables;
  readonly clock: Clock;
  /** Sleeps for so many milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>;
};

/** Nothing was reserved: the next free slot is further away than is waited for inside a function. */
export type SlotTaken = { readonly kind: 'slot_taken'; readonly retryAfterSeconds: number };

/** A wait up to this is spent here; a longer one is the caller's to plan. */
const LONGEST_WAIT_MS = 2_000;

/** Calls leave a tenth further apart than the provider asks for, since their way there takes unequal time. */
const MARGIN = 1.1;

/** Each round lost means that another call got a slot; more than this is a loop. */
const MAX_ROUNDS = 50;

/**
 * Takes the next free moment for a call of this action by this partner account, among all functions that call it, and
 * waits for it. Providers limit requests per second and action, and count them per account.
 * @param perSecond requests per second that the provider allows; may be a fraction
 */
export async function reserveSlot(
  deps: SlotDeps,
  ref: Pick<PartnerAccountRef, 'org' | 'account'>,
  action: string,
  perSecond: number,
): Promise<Result<void, SlotTaken>> {
  const key: Key = { pk: `ORG#${ref.org}#SLOT#${ref.account}`, sk: `SLOT#${action}` };
  const interval = MARGIN / perSecond;
  let found = await deps.tables.get('desk', key);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const now = deps.clock.now();
    const free = freeAt(found);
    const slot = free > now ? free : now;
    const wait = Date.parse(slot) - Date.parse(now);
    if (wait > LONGEST_WAIT_MS) return err({ kind: 'slot_taken', retryAfterSeconds: secondsBetween(now, slot) });
    const expect: Expectation = found ? [{ freeAt: { eq: free } }] : isNew;
    const fields = { freeAt: plusSeconds(slot, interval) };
    const written = await deps.tables.transact([{ op: 'put', table: 'desk', key, fields, expect, refusal: 'version' }]);
    if (written.ok) {
      if (wait > 0) await deps.pause(wait);
      return ok();
    }
    found = written.error.found;
  }
  throw new InvariantBroken(`lost ${MAX_ROUNDS} races for a slot of ${action}`);
}

function freeAt(item: Item | undefined): string {
  const found = item?.['freeAt'];
  return typeof found === 'string' ? found : '';
}
