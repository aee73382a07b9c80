import type { Problem } from '../../kernel/problems.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { Refused, WriteIntent } from '../../kernel/write.ts';
import { readPartnerAccount } from '../../parties/index.ts';
import { enterNights } from '../nights/night-item.ts';
import { type Period, periodOf } from '../period.ts';
import type { RebateWriteDeps } from '../ports.ts';
import { createSync } from './new-sync.ts';
import type { RebateSync } from './sync.ts';
import { atWorkProblem } from './sync-lock.ts';

type Asked = { readonly account: string; readonly periods?: readonly Period[] | undefined; readonly dryRun: boolean };

/**
 * A member has an account read now. An account of before there were nights gets them by this.
 * @returns `not_allowed_now` for a paused account, `no_rebate_source`, `sync_at_work`, `invalid_input` for a period to come
 */
export async function startSync(
  deps: RebateWriteDeps,
  by: { readonly org: string; readonly member: string },
  { account: id, periods, dryRun }: Asked,
  also: (sync: RebateSync) => readonly WriteIntent[],
): Promise<Result<RebateSync, Problem | Refused>> {
  const { tables, clock } = deps;
  const account = await readPartnerAccount(tables, by.org, id);
  if (!account) return err({ kind: 'not_found', params: { what: 'partner account' } });
  if (account.status !== 'active') return err({ kind: 'not_allowed_now', params: { status: account.status } });
  const now = clock.now();
  const source = deps.rebatesOf(account.site);
  if (source && periods?.some((period) => period > periodOf(source.zone, now)))
    return err({ kind: 'invalid_input', errors: [periodToCome] });
  const actor = { kind: 'member', id: by.member } as const;
  const begun = createSync(deps, { account, origin: 'hand', dryRun, by: actor, ...(periods && { periods }) });
  if (!begun.ok) return begun;
  const { value, intents } = begun.value;
  const written = await tables.transact([...also(value), ...intents]);
  if (!written.ok) return err(written.error.reason === 'lock' ? atWorkProblem(written.error) : written.error);
  // refused where it has them, as nearly all have
  await tables.transact([enterNights(account, now)]);
  return ok(value);
}

const periodToCome = { field: '/periods', code: 'to_come', detail: 'a period that has begun' } as const;
