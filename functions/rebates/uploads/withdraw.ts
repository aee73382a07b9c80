import type { Problem } from '../../kernel/problems.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { Refused, WriteIntent } from '../../kernel/write.ts';
import { move } from '../../timeline/index.ts';
import type { RebateWriteDeps } from '../ports.ts';
import { type RebatePeriod, readPeriods } from '../store/period-record.ts';
import { stillCurrent } from '../store/still-current.ts';
import { createSync } from '../sync/new-sync.ts';
import { atWorkProblem } from '../sync/sync-lock.ts';
import { accountOf } from './account-of.ts';
import { withdrawRefusal } from './guards.ts';
import { readUpload, type Standing, standingOf } from './standing.ts';

/**
 * Takes a wrong upload back: a sync makes current again what was before it. Possible while what it brought is current in
 * each of its periods; what was believed meanwhile stays readable.
 * @returns `newer_rebates` with what came later, which has to go first
 */
export async function withdrawUpload(
  deps: RebateWriteDeps,
  by: { readonly org: string; readonly member: string },
  { id, reason }: { readonly id: string; readonly reason: string },
  also: (standing: Standing) => readonly WriteIntent[],
): Promise<Result<Standing, Problem | Refused>> {
  const known = await readUpload(deps.tables, by.org, id);
  if (!known) return err({ kind: 'not_found', params: { what: 'upload' } });
  const refusal = withdrawRefusal(known);
  if (refusal) return err(refusal);
  const { upload, sync } = known;
  const brought = await whatItBrought(deps, known);
  if (!brought.ok) return brought;
  const periods = brought.value.map(({ period }) => period);
  const account = await accountOf(deps.tables, upload);
  const actor = { kind: 'member', id: by.member } as const;
  const begun = createSync(deps, {
    account,
    origin: 'withdrawal',
    dryRun: false,
    upload: upload.id,
    periods,
    by: actor,
  });
  if (!begun.ok) return begun;
  const { value: back, intents } = begun.value;
  const at = deps.clock.now();
  const set = { status: 'withdrawn', withdrawal: { sync: back.id, by: by.member, at, reason } } as const;
  const standing = standingOf({ ...upload, ...set, version: upload.version + 1 }, [back, ...(sync ? [sync] : [])]);
  const entry = {
    type: 'rebate_upload.withdrawn',
    actor,
    at,
    data: { account: account.id, sync: back.id, reason },
  } as const;
  const written = await deps.tables.transact([
    ...also(standing),
    ...move(upload, { set }, entry, deps.newId),
    ...brought.value.map((current) => stillCurrent(by.org, account.id, current.period, current)),
    ...intents,
  ]);
  if (written.ok) return ok(standing);
  if (written.error.reason === 'lock') return err(atWorkProblem(written.error));
  return err(
    written.error.reason === 'version'
      ? { kind: 'changed_meanwhile', params: { version: upload.version + 1 } }
      : written.error,
  );
}

/** What is current by this upload, unless something newer is where it had brought something. */
async function whatItBrought(
  { tables }: Pick<RebateWriteDeps, 'tables'>,
  { upload, sync }: Standing,
): Promise<Result<readonly RebatePeriod[], Problem>> {
  const current = await readPeriods(tables, upload.org, upload.account);
  const applied = new Set(sync?.periods.filter(({ state }) => state === 'applied').map(({ period }) => period));
  const newer = current.find((one) => applied.has(one.period) && one.upload !== upload.id);
  if (newer)
    return err({ kind: 'newer_rebates', params: { period: newer.period, holder: newer.upload ?? newer.sync } });
  // a period that had been held is among them once a person accepted it
  return ok(current.filter((one) => one.upload === upload.id));
}
