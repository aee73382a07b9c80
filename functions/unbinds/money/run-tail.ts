import type { Instant } from '../../kernel/clock.ts';
import { InvariantBroken, ok, type Result } from '../../kernel/result.ts';
import type { WriteIntent } from '../../kernel/write.ts';
import { readPolicy } from '../../parties/index.ts';
import { change } from '../../platform/change.ts';
import { type DueItem, due } from '../../platform/due.ts';
import { append } from '../../timeline/index.ts';
import { readUnbind } from '../change-unbind.ts';
import type { UnbindProviderDeps } from '../ports.ts';
import { isFinal } from '../status.ts';
import type { Unbind } from '../unbind.ts';
import { afterLook, billTerms, lookAtBills, meterPause } from './look-at-bills.ts';
import type { BillSeen } from './meter.ts';
import { callsForLook, started } from './run-meter.ts';
import { cleaned, nextTailLook, type TailNews, tailAfter, tailFrom, tailToRead } from './tail.ts';
import { readMoney, type UnbindMoney, writeMoney } from './unbind-money.ts';

/**
 * One look after the customer is gone (B17): at each close of a period that may still bring bills, the provider is asked
 * where it still answers; where it does not, finance is. What came late is told once; the last closed period makes the
 * tail clean. Each period is written by itself, so that a worker that dies in between tells nothing twice.
 */
export async function runTail(deps: UnbindProviderDeps, { org, id, at: dueAt }: DueItem): Promise<void> {
  const { tables, clock } = deps;
  const record = await readUnbind(tables, org, id);
  if (!record || !isFinal(record.status)) return;
  const known = (await readMoney(tables, org, id)) ?? (await begun(deps, record));
  const money = known.tail ? known : await begun(deps, record);
  if (!callsForLook(money, dueAt)) return;
  const now = clock.now();
  const looked = await lookAtBills(deps, record, tailToRead(money, now), money.mode);
  for (const seen of looked.seen) await take(deps, record, seen, now);
  const { notAnswering, again } = afterLook(money, looked, meterPause(record), now);
  await changeTail(deps, record, (found) => {
    const { notAnswering: _before, nextAt: _planned, ...kept } = cleaned(found, now);
    const nextAt = nextTailLook(kept, again, now);
    const next = {
      ...kept,
      ...(looked.failure === undefined && { readAt: now }),
      ...(notAnswering && { notAnswering }),
      ...(nextAt !== undefined && { nextAt }),
    };
    const isClean = found.tail?.cleanAt === undefined && next.tail?.cleanAt !== undefined;
    return {
      money: next,
      news: isClean ? { type: 'unbind.tail_clean', data: { lateCharges: next.lateCharges.length } } : undefined,
      also: nextAt === undefined ? [] : [due({ kind: 'unbind.tail', org, id, at: nextAt })],
    };
  });
}

function take(deps: UnbindProviderDeps, record: Unbind, seen: BillSeen, now: Instant): Promise<void> {
  return changeTail(deps, record, (found) => tailAfter(found, seen, now));
}

/** The tail as it begins: how many periods are watched follows from the policy of the case, and at least the site's. */
async function begun(deps: UnbindProviderDeps, record: Unbind): Promise<UnbindMoney> {
  const { tables } = deps;
  const { org, id, completedAt, endedAt, submittedAt, policyVersion } = record;
  const since = completedAt ?? endedAt ?? deps.clock.now();
  const [policy, terms] = await Promise.all([readPolicy(tables, org, policyVersion), billTerms(deps, record)]);
  const count = Math.max(policy.unbind.tailPeriods, terms.lateBillPeriods);
  const done = await change(
    tables,
    () => readMoney(tables, org, id),
    (found): Result<{ intents: readonly WriteIntent[]; value: UnbindMoney }, never> => {
      if (found?.tail) return ok({ intents: [], value: found });
      const { nextAt: _metered, ...kept } = found ?? started(record, { since: submittedAt ?? since, ...terms });
      const { mode } = terms;
      const tail = { since, periods: [...tailFrom(kept.settlement, since, count)] };
      const next = { ...kept, mode, tail };
      return ok({ intents: [writeMoney(found, next)], value: { ...next, version: (found?.version ?? 0) + 1 } });
    },
  );
  if (!done.ok) throw new InvariantBroken(`the tail of ${id} could not begin`);
  return done.value;
}

type Changed = {
  readonly money: Omit<UnbindMoney, 'version'>;
  readonly news: TailNews | undefined;
  readonly also?: readonly WriteIntent[];
};

/** Writes what has changed of a tail, with its entry on the timeline of the case where there is news. */
async function changeTail(
  { tables, clock, newId }: UnbindProviderDeps,
  { org, id }: Unbind,
  decide: (found: UnbindMoney) => Changed,
): Promise<void> {
  const read = () => Promise.all([readUnbind(tables, org, id), readMoney(tables, org, id)]);
  const done = await change(tables, read, ([record, found]) => {
    if (!record || !found) return ok({ intents: [], value: undefined });
    const { money, news, also = [] } = decide(found);
    const actor = { kind: 'desk', part: 'liability-meter' } as const;
    const data = { ...news?.data, site: record.partnerAccount.site };
    const told = news ? append(record, { type: news.type, actor, at: clock.now(), data }, newId) : [];
    return ok({ intents: [writeMoney(found, money), ...told, ...also], value: undefined });
  });
  if (!done.ok) throw new InvariantBroken(`the tail of ${id} could not be written`);
}
