import type { Problem } from '../../kernel/problems.ts';
import { err, InvariantBroken, ok, type Result } from '../../kernel/result.ts';
import type { Refused, WriteIntent } from '../../kernel/write.ts';
import { readPartnerAccount } from '../../parties/index.ts';
import type { Period } from '../period.ts';
import type { RebateWriteDeps } from '../ports.ts';
import { readPeriods } from '../store/period-record.ts';
import { stillCurrent } from '../store/still-current.ts';
import { createSync } from '../sync/new-sync.ts';
import type { RebateSync } from '../sync/sync.ts';
import { atWorkProblem } from '../sync/sync-lock.ts';
import { readSync } from '../sync/sync-sequence.ts';

type Accepts = { readonly sync: string; readonly period: Period; readonly reason: string };

/**
 * A person accepts what was held back for a period (B12): a new sync takes the held snapshot in, without asking the doubts
 * again, and says who accepted it and why.
 * @returns `nothing_held`, or `newer_rebates` where another snapshot became current since it was compared
 */
export async function acceptHeld(
  deps: RebateWriteDeps,
  by: { readonly org: string; readonly member: string },
  { sync: id, period, reason }: Accepts,
  also: (sync: RebateSync) => readonly WriteIntent[],
): Promise<Result<RebateSync, Problem | Refused>> {
  const { tables } = deps;
  const sync = await readSync(tables, by.org, id);
  if (!sync) return err({ kind: 'not_found', params: { what: 'sync' } });
  const held = sync.periods.find((one) => one.period === period && one.state === 'held');
  if (!held || sync.dryRun) return err({ kind: 'nothing_held', params: { period } });
  const { id: accountId } = sync.partnerAccount;
  const current = (await readPeriods(tables, by.org, accountId)).find((one) => one.period === period);
  if (current?.manifest.sha256 !== held.previous?.sha256)
    return err({ kind: 'newer_rebates', params: { period, holder: current?.upload ?? current?.sync ?? 'nothing' } });
  const account = await readPartnerAccount(tables, by.org, accountId);
  if (!account) throw new InvariantBroken(`${id} is of no partner account`);
  const accepts = { sync: sync.id, reason };
  const actor = { kind: 'member', id: by.member } as const;
  const asked = { account, origin: 'acceptance', dryRun: false, periods: [period], accepts, by: actor } as const;
  const begun = createSync(deps, { ...asked, upload: sync.upload });
  if (!begun.ok) return begun;
  const { value, intents } = begun.value;
  const written = await tables.transact([...also(value), stillCurrent(by.org, accountId, period, current), ...intents]);
  if (written.ok) return ok(value);
  if (written.error.reason === 'lock') return err(atWorkProblem(written.error));
  return err(
    written.error.reason === 'version' ? { kind: 'sync_at_work', params: { sync: 'the one at work' } } : written.error,
  );
}
