import type { Problem } from '../../kernel/problems.ts';
import { err, InvariantBroken, ok, type Result } from '../../kernel/result.ts';
import { readStored } from '../../kernel/stored.ts';
import type { Refused, WriteIntent } from '../../kernel/write.ts';
import { readPartnerAccount } from '../../parties/index.ts';
import { type Actor, move, recordKey } from '../../timeline/index.ts';
import type { Period } from '../period.ts';
import type { RebateWriteDeps } from '../ports.ts';
import { readPeriods } from '../store/period-record.ts';
import { stillCurrent } from '../store/still-current.ts';
import { createSync } from '../sync/new-sync.ts';
import type { RebateSync } from '../sync/sync.ts';
import { atWorkProblem } from '../sync/sync-lock.ts';
import { readSync } from '../sync/sync-sequence.ts';
import { rebateUploadShape } from '../uploads/upload.ts';

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
  const noted = await noteOnUpload(deps, actor, value, period);
  const written = await tables.transact([
    ...noted,
    ...also(value),
    stillCurrent(by.org, accountId, period, current),
    ...intents,
  ]);
  if (written.ok) return ok(value);
  if (written.error.reason === 'lock') return err(atWorkProblem(written.error));
  return err(
    written.error.reason === 'version'
      ? { kind: 'changed_meanwhile', params: { version: sync.version } }
      : written.error,
  );
}

/** An upload that a period was held of says by which sync it is taken in then. */
async function noteOnUpload(
  { tables, clock, newId }: RebateWriteDeps,
  actor: Actor,
  { org, id: sync, upload: id, partnerAccount }: RebateSync,
  period: Period,
): Promise<readonly WriteIntent[]> {
  const item = id === undefined ? undefined : await tables.get('desk', recordKey(org, id));
  if (!item) return [];
  const upload = readStored(rebateUploadShape, item);
  const others = upload.accepted?.filter((one) => one.period !== period) ?? [];
  const data = { account: partnerAccount.id, sync, period };
  const entry = { type: 'rebate_upload.accepted', actor, at: clock.now(), data } as const;
  return move(upload, { set: { accepted: [...others, { period, sync }] } }, entry, newId);
}
