import type { Instant } from '../../kernel/clock.ts';
import { readStored } from '../../kernel/stored.ts';
import { fill, type Language, type Texts } from '../../kernel/texts.ts';
import type { Tables } from '../../platform/tables.ts';
import type { Cause, Change, ChangeKind } from '../change.ts';
import type { Period } from '../period.ts';
import type { Rebate } from '../rebate.ts';
import {
  type RebateItem,
  type RebateVersion,
  rebateKey,
  rebateShape,
  rebateVersionShape,
  versionsPartition,
} from '../store/rebate-item.ts';
import type { Place } from './find-rebates.ts';

/** More changes than a line has in years of nights. */
const MOST_VERSIONS = 1000;

/** A record as it was believed, with when that began and where it was read. */
export type Believed = { readonly record: Rebate } & Pick<RebateItem, 'firstSeenAt' | 'changedAt' | 'sync' | 'source'>;

/** A record as it stands, and the changes that made it so, newest first. */
export type RecordHistory = { readonly now: Believed | undefined; readonly versions: readonly RebateVersion[] };

export async function readHistory(
  tables: Tables,
  { org, account }: Place,
  period: Period,
  id: string,
): Promise<RecordHistory> {
  const pk = versionsPartition(org, account, id);
  const [item, listed] = await Promise.all([
    tables.get('desk', rebateKey(org, account, period, id)),
    tables.query({ table: 'desk', pk, begins: 'VERSION#', descending: true, limit: MOST_VERSIONS }),
  ]);
  const stored = item && readStored(rebateShape, item);
  const versions = listed.items.map((one) => readStored(rebateVersionShape, one));
  return { now: stored && believedOf(stored), versions: ofRecord(versions, period) };
}

/** Those of one record: an id may be used again in another period, and a record may have come from one. */
function ofRecord(versions: readonly RebateVersion[], period: Period): readonly RebateVersion[] {
  let at = period;
  return versions.filter(({ change }) => {
    const isIts = change.period === at || change.from === at;
    if (isIts && change.from !== undefined && change.period === at) at = change.from;
    return isIts;
  });
}

/**
 * What was believed of the record in that period at an instant (B13): what the first change after it found, or what
 * stands now where nothing changed since. Undefined where it was not there.
 */
export function asOf({ now, versions }: RecordHistory, period: Period, at: Instant): Believed | undefined {
  const next = versions.findLast((version) => version.at > at);
  const then = next ? beforeOf(next) : now;
  return then && then.firstSeenAt <= at && then.record.period === period ? then : undefined;
}

function beforeOf({ change, was }: RebateVersion): Believed | undefined {
  return change.before && { record: change.before, ...was };
}

function believedOf({
  org: _org,
  account: _account,
  hash: _hash,
  firstSeenAt,
  changedAt,
  sync,
  source,
  ...record
}: RebateItem) {
  return { record, firstSeenAt, changedAt, sync, ...(source && { source }) };
}

const kindTexts = {
  appeared: { en: 'it appeared', 'zh-CN': '新出现' },
  disappeared: { en: 'it is gone from the provider’s statement', 'zh-CN': '已不在服务商账单中' },
  status_changed: {
    en: 'its status went from {statusBefore} to {statusAfter}',
    'zh-CN': '状态由 {statusBefore} 变为 {statusAfter}',
  },
  amount_changed: {
    en: 'its amount went from {amountBefore} to {amountAfter}',
    'zh-CN': '金额由 {amountBefore} 变为 {amountAfter}',
  },
  moved_period: { en: 'it moved from period {from} to {period}', 'zh-CN': '由周期 {from} 移至 {period}' },
  adjustment_added: { en: 'an adjustment was added', 'zh-CN': '新增一项调整' },
  reversed: { en: 'it was reversed', 'zh-CN': '被冲销' },
  details_changed: { en: 'details other than money and status changed', 'zh-CN': '金额与状态以外的信息有变' },
} as const satisfies Record<ChangeKind, Texts>;

const causeTexts = {
  first_seen: { en: 'seen for the first time', 'zh-CN': '首次出现' },
  rate: { en: 'another rate (tier or campaign)', 'zh-CN': '费率变化（等级或活动）' },
  base: { en: 'another base', 'zh-CN': '计算基数变化' },
  adjustment: { en: 'an adjustment', 'zh-CN': '调整项' },
  refund: { en: 'a refund', 'zh-CN': '退款' },
  period_move: { en: 'the move between periods', 'zh-CN': '周期移动' },
  late_data: { en: 'a correction after the period was billed', 'zh-CN': '出账后的更正' },
  withdrawal: { en: 'an upload that was taken back', 'zh-CN': '撤回的上传' },
  rounding: { en: 'rounding', 'zh-CN': '舍入' },
  unexplained: { en: 'nothing that the statement shows', 'zh-CN': '账单未说明的原因' },
} as const satisfies Record<Cause, Texts>;

/** What happened to a record, in words: each kind of change, and each part of a difference with its cause (R111). */
export function changeInWords(change: Change, language: Language): readonly string[] {
  const { before, after, from = '', period, kinds, deltas } = change;
  const money = (one: Rebate | undefined) => (one ? `${one.amount} ${one.currency}` : '–');
  const values = {
    statusBefore: before?.status ?? '–',
    statusAfter: after?.status ?? '–',
    amountBefore: money(before),
    amountAfter: money(after),
    from,
    period,
  };
  const parts = deltas.flatMap(({ currency, parts: all }) =>
    all.map(
      ({ cause, amount }) =>
        `${amount.startsWith('-') ? '' : '+'}${amount} ${currency}: ${causeTexts[cause][language]}`,
    ),
  );
  return [...kinds.map((kind) => fill(kindTexts[kind][language], values)), ...parts];
}
