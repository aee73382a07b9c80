import type { Instant } from '../../kernel/clock.ts';
import type { Problem } from '../../kernel/problems.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { Language } from '../../kernel/texts.ts';
import { type PartnerAccount, readPartnerAccount } from '../../parties/index.ts';
import type { RebateCapabilities } from '../../providers/rebates.ts';
import { type Period, periodOf } from '../period.ts';
import type { RebateReadDeps } from '../ports.ts';
import { settlementCalendar } from '../settlement-calendar.ts';
import { type RebatePeriod, readPeriods } from '../store/period-record.ts';
import { type Cleaned, cleanWanted, type Wanted } from './asked.ts';
import type { Place } from './find-rebates.ts';
import { sentenceOf } from './sentence.ts';
import type { QueryView, Zones } from './view.ts';

/** The partner account that is asked about, with what is known of its periods. */
export type AccountAsked = {
  readonly place: Place;
  readonly account: PartnerAccount;
  readonly source: RebateCapabilities | undefined;
  readonly zones: Zones;
  /** The period that runs, by the zone of settlement. */
  readonly current: Period;
  /** Newest first. */
  readonly records: readonly RebatePeriod[];
};

/** A question about rebates as it is understood. */
export type Question = AccountAsked & { readonly wanted: Wanted; readonly cleaned: Cleaned[] };

/** @returns `not_found` where the organisation has no such partner account */
export async function askAccount(
  { tables, clock, rebatesOf }: Pick<RebateReadDeps, 'tables' | 'clock' | 'rebatesOf'>,
  { org, account: id }: Place,
): Promise<Result<AccountAsked, Problem>> {
  const [account, records] = await Promise.all([readPartnerAccount(tables, org, id), readPeriods(tables, org, id)]);
  if (!account) return err({ kind: 'not_found', params: { what: 'partner account' } });
  const source = rebatesOf(account.site);
  const zones = { source: settlementCalendar(rebatesOf, account).zone, account: account.timeZone };
  const current = periodOf(zones.source, clock.now());
  return ok({ place: { org, account: id }, account, source, zones, current, records });
}

/** @returns `not_found`, and `invalid_input` for what `cleanWanted` does not take */
export async function ask(
  deps: Pick<RebateReadDeps, 'tables' | 'clock' | 'rebatesOf'>,
  place: Place,
  filters: Parameters<typeof cleanWanted>[0],
): Promise<Result<Question, Problem>> {
  const asked = await askAccount(deps, place);
  if (!asked.ok) return asked;
  const { records, current } = asked.value;
  const cleaned = cleanWanted(filters, records[0]?.period ?? current);
  return cleaned.ok ? ok({ ...asked.value, ...cleaned.value }) : cleaned;
}

export function viewQuestion(
  { account, wanted, cleaned, zones }: Pick<Question, 'account' | 'wanted' | 'cleaned' | 'zones'>,
  { language, asOf }: { readonly language: Language; readonly asOf?: Instant | undefined },
): QueryView {
  const sentence = sentenceOf(account, wanted, { zone: zones.source, asOf, language });
  return { sentence, zone: zones.source, accountZone: zones.account, cleaned };
}
