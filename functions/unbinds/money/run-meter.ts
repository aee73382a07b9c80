import type { Instant } from '../../kernel/clock.ts';
import { ok } from '../../kernel/result.ts';
import { change } from '../../platform/change.ts';
import { type DueItem, due } from '../../platform/due.ts';
import { readUnbind } from '../change-unbind.ts';
import type { UnbindProviderDeps } from '../ports.ts';
import type { Unbind } from '../unbind.ts';
import { afterLook, billTerms, lookAtBills, meterPause } from './look-at-bills.ts';
import { billsAfter, periodsToRead } from './meter.ts';
import { readMoney, type UnbindMoney, writeMoney } from './unbind-money.ts';

/**
 * One look of the liability meter (R097): reads what the customer's periods since the submission have come to, and makes
 * the next look due. It runs while the application is live at the provider, begins anew where a case becomes live anew,
 * and never takes away a sum that was read before.
 */
export async function runMeter(deps: UnbindProviderDeps, { org, id, at: dueAt }: DueItem): Promise<void> {
  const { tables, clock } = deps;
  const [record, known] = await Promise.all([readUnbind(tables, org, id), readMoney(tables, org, id)]);
  if (!record || known?.tail || !callsForLook(known, dueAt)) return;
  if (!record.live) return stop(deps, record);
  const { mode, settlement } = await billTerms(deps, record);
  const now = clock.now();
  const since = record.submittedAt ?? now;
  const runs = known?.nextAt !== undefined;
  const begun =
    known && (runs || known.since === since) ? { ...known, since, mode } : started(record, { since, mode, settlement });
  const looked = await lookAtBills(deps, record, periodsToRead(begun, now), mode);
  const { notAnswering, again } = afterLook(begun, looked, meterPause(record), now);
  const read = () => readMoney(tables, org, id);
  await change(tables, read, (found) => {
    if (found?.tail || !callsForLook(found, dueAt)) return ok({ intents: [], value: undefined });
    const { notAnswering: _before, ...kept } = begun;
    const next = {
      ...kept,
      periods: [...billsAfter(begun.periods, looked.seen, now)],
      ...(looked.failure === undefined && { readAt: now }),
      ...(notAnswering && { notAnswering }),
      nextAt: again,
    };
    return ok({
      intents: [writeMoney(found, next), due({ kind: 'unbind.meter', org, id, at: again })],
      value: undefined,
    });
  });
}

/** One chain of due items looks: an item that comes before the next look belongs to an earlier plan. */
export function callsForLook(money: Pick<UnbindMoney, 'nextAt'> | undefined, dueAt: Instant): boolean {
  return money?.nextAt === undefined || money.nextAt <= dueAt;
}

/** The meter of a case before its first look. */
export function started(
  { org, id }: Pick<Unbind, 'org' | 'id'>,
  { since, mode, settlement }: Pick<UnbindMoney, 'since' | 'mode' | 'settlement'>,
): Omit<UnbindMoney, 'version'> {
  return { org, unbind: id, since, mode, settlement, periods: [], lateCharges: [] };
}

/** The application is no longer live: what was read stays, and nothing is planned. */
async function stop({ tables }: UnbindProviderDeps, { org, id }: Unbind): Promise<void> {
  await change(
    tables,
    () => readMoney(tables, org, id),
    (found) => {
      if (!found || found.tail || found.nextAt === undefined) return ok({ intents: [], value: undefined });
      const { nextAt: _planned, ...kept } = found;
      return ok({ intents: [writeMoney(found, kept)], value: undefined });
    },
  );
}
