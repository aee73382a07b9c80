import { type Instant, secondsBetween } from '../../kernel/clock.ts';
import { fill, type Language, type Texts } from '../../kernel/texts.ts';
import type { pendingReasons, Rebate } from '../rebate.ts';
import { isOpen, type SettlingPace, usualDays } from '../store/settling-pace.ts';

const DAY_SECONDS = 86_400;

const reasons = {
  billing_not_final: { en: 'the bill of the period is not final yet', 'zh-CN': '该周期账单尚未最终确定' },
  contract_missing: { en: 'the provider waits for a contract', 'zh-CN': '服务商在等待合同确认' },
  customer_overdue: { en: 'the customer has an overdue bill', 'zh-CN': '客户有逾期账单' },
  eligibility_check: { en: 'the provider still checks whether it earns a rebate', 'zh-CN': '服务商仍在审核返佣资格' },
  other: { en: 'for a reason of its own', 'zh-CN': '服务商自述原因' },
} as const satisfies Record<(typeof pendingReasons)[number], Texts>;

const texts = {
  reason: { en: 'The provider holds it back: {reason}{own}.', 'zh-CN': '服务商暂缓结算：{reason}{own}。' },
  own: { en: ' (“{word}”)', 'zh-CN': '（“{word}”）' },
  expected: { en: 'The provider expects to settle it on {day}.', 'zh-CN': '服务商预计于 {day} 结算。' },
  history: {
    en: 'The provider says neither why nor when. Of {lines} lines of this account half were settled within {median} days and nine in ten within {nineInTen}; this one is known for {known}.',
    'zh-CN':
      '服务商未说明原因和时间。本账户已结算的 {lines} 条中，半数在 {median} 天内、九成在 {nineInTen} 天内结算；本条已知 {known} 天。',
  },
  none: {
    en: 'The provider says neither why nor when, and no line of this account has been settled since the desk reads it; this one is known for {known} days.',
    'zh-CN': '服务商未说明原因和时间，且自本系统读取以来该账户尚无已结算记录；本条已知 {known} 天。',
  },
} as const satisfies Record<string, Texts>;

/** Why a line is not settled: the provider's reason, else its date, else the account's own history; always exactly one. */
export type PendingExplained = { readonly by: 'reason' | 'expected' | 'history'; readonly text: string };

/** @returns undefined for a line that has been settled, paid, adjusted or rejected */
export function explainPending(
  { status, reason, providerReason, expectedOn }: Rebate,
  {
    firstSeenAt,
    pace,
    now,
    language,
  }: {
    readonly firstSeenAt: Instant;
    readonly pace: SettlingPace | undefined;
    readonly now: Instant;
    readonly language: Language;
  },
): PendingExplained | undefined {
  if (!isOpen(status)) return undefined;
  if (reason || providerReason) {
    const own = providerReason ? fill(texts.own[language], { word: providerReason }) : '';
    return { by: 'reason', text: fill(texts.reason[language], { reason: reasons[reason ?? 'other'][language], own }) };
  }
  if (expectedOn) return { by: 'expected', text: fill(texts.expected[language], { day: expectedOn }) };
  const known = Math.max(0, Math.floor(secondsBetween(firstSeenAt, now) / DAY_SECONDS));
  const usual = pace && usualDays(pace);
  const text = usual ? texts.history[language] : texts.none[language];
  return { by: 'history', text: fill(text, { ...usual, known }) };
}
