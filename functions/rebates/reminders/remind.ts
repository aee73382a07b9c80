import { type Clock, type Instant, plusSeconds } from '../../kernel/clock.ts';
import type { NewId } from '../../kernel/ids.ts';
import { InvariantBroken, ok, type Result } from '../../kernel/result.ts';
import type { WriteIntent } from '../../kernel/write.ts';
import { type PartnerAccount, readPartnerAccount } from '../../parties/index.ts';
import { change, type Decided } from '../../platform/change.ts';
import { type DueItem, due } from '../../platform/due.ts';
import type { Tables } from '../../platform/tables.ts';
import { append } from '../../timeline/index.ts';
import { nextCycle, type Period, periodOf, periodsBack } from '../period.ts';
import type { RebatesOf } from '../ports.ts';
import { type SettlementCalendar, settlementCalendar } from '../settlement-calendar.ts';
import { periodKey, type RebatePeriod, readPeriod } from '../store/period-record.ts';
import { isOpen, readPace, usualDays } from '../store/settling-pace.ts';
import { createSync } from '../sync/new-sync.ts';
import { countLate } from './late.ts';

export type RemindDeps = {
  readonly tables: Tables;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly rebatesOf: RebatesOf;
};

const desk = { kind: 'desk', part: 'rebates-work' } as const;
const DAY_SECONDS = 86_400;

/** How many lines of a period are neither settled nor refused. */
export function openLines({ manifest }: Pick<RebatePeriod, 'manifest'>): number {
  return manifest.totals.reduce((sum, { status, records }) => sum + (isOpen(status) ? records : 0), 0);
}

/**
 * Looks again at a period with open lines once the provider has closed its next bill (R120). Asked for twice in a cycle it
 * is one reminder, because whoever asks names the same calendar.
 */
export function remindAt(
  { org, account, period }: Pick<RebatePeriod, 'org' | 'account' | 'period'>,
  calendar: SettlementCalendar,
  now: Instant,
): WriteIntent {
  return due({ kind: 'rebate.remind', org, id: `${account}#${period}`, at: nextCycle(calendar, now) });
}

/**
 * A period that still has open lines after a cycle: how many are open for longer than is usual at this account is counted
 * and told (R119), a period that no night reads any more is read once more, and the next cycle is waited for. Where the
 * site has no source, a person is told to upload the period again.
 */
export async function remind(deps: RemindDeps, { org, id }: Pick<DueItem, 'org' | 'id'>): Promise<void> {
  const { tables, clock, rebatesOf } = deps;
  const [accountId = '', period = ''] = id.split('#');
  const [account, record] = await Promise.all([
    readPartnerAccount(tables, org, accountId),
    readPeriod(tables, org, accountId, period),
  ]);
  if (!account || !record || openLines(record) === 0) return;
  const asked = clock.now();
  const source = rebatesOf(account.site);
  const reads = source !== undefined && source.source !== 'none';
  const byNight = reads ? periodsBack(periodOf(source.zone, asked), source.periods) : [];
  if (reads && account.status === 'active' && !byNight.includes(period)) await readOnceMore(deps, account, period);
  const days = account.settlesWithinDays ?? (await usualOf(tables, org, accountId));
  const late = days === undefined ? 0 : await countLate(tables, record, plusSeconds(asked, -days * DAY_SECONDS));
  const at = clock.now();
  const open = { records: openLines(record), late, ...(days !== undefined && { days }), at };
  const again = remindAt(record, settlementCalendar(rebatesOf, account), at);
  const read = () =>
    Promise.all([readPartnerAccount(tables, org, accountId), readPeriod(tables, org, accountId, period)]);
  const written = await change(tables, read, ([found, now]): Result<Decided<undefined>, never> => {
    if (!found || !now) throw new InvariantBroken(`nothing of ${period} at ${accountId}`);
    const entry = { type: 'partner_account.rebates_open', actor: desk, at, data: { period, ...open } } as const;
    // what is read each night needs nobody before it is late
    const tells = late > 0 || !reads ? append(found, entry, deps.newId) : [];
    return ok({ intents: [noteOpen(now, open), again, ...tells], value: undefined });
  });
  if (!written.ok) throw new InvariantBroken(`refused: ${written.error.reason}`);
}

async function usualOf(tables: Tables, org: string, account: string): Promise<number | undefined> {
  const pace = await readPace(tables, org, account);
  return pace && usualDays(pace)?.nineInTen;
}

/** @throws while another sync of the account is at work: the reminder is tried again then */
async function readOnceMore(deps: RemindDeps, account: PartnerAccount, period: Period): Promise<void> {
  const begun = createSync(deps, { account, origin: 'hand', dryRun: false, periods: [period], by: desk });
  if (!begun.ok) throw new InvariantBroken(`no sync of ${period}: ${begun.error.kind}`);
  const written = await deps.tables.transact(begun.value.intents);
  if (!written.ok) throw new Error(`another sync of ${account.id} is at work`);
}

/** Beside the period's version: what is believed of it has not changed. */
function noteOpen(
  { org, account, period, version }: RebatePeriod,
  open: NonNullable<RebatePeriod['open']>,
): WriteIntent {
  const expect = [{ version: { eq: version } }];
  return {
    op: 'update',
    table: 'desk',
    key: periodKey(org, account, period),
    set: { open },
    expect,
    refusal: 'version',
  };
}
