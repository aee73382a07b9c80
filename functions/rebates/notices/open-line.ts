import { fill, type Language, type Texts } from '../../kernel/texts.ts';
import type { RebatePeriod } from '../store/period-record.ts';

const texts = {
  open: {
    en: 'of {period} {records} rebates are still open',
    'zh-CN': '{period} 仍有 {records} 条返佣未结算',
  },
  late: {
    en: 'of {period} {records} rebates are still open, {late} of them for more than {days} days',
    'zh-CN': '{period} 仍有 {records} 条返佣未结算，其中 {late} 条已超过 {days} 天',
  },
} as const satisfies Record<string, Texts>;

type Open = Pick<RebatePeriod, 'period' | 'open'>;

/** The periods that somebody has to look into: those with lines that are late; where none is, those with any open line. */
function toldOf(periods: readonly Open[]): readonly Open[] {
  const late = periods.filter(({ open }) => (open?.late ?? 0) > 0);
  return late.length > 0 ? late : periods.filter(({ open }) => open !== undefined);
}

/** Whether anything was open after the last cycle. */
export const hasOpen = (periods: readonly Open[]): boolean => toldOf(periods).length > 0;

/** What is open at an account after a cycle, and for longer than is usual there (R119). */
export function openLine(periods: readonly Open[], language: Language): string {
  const each = toldOf(periods).map(({ period, open }) => {
    const { records = 0, late = 0, days = 0 } = open ?? {};
    return fill(texts[late > 0 ? 'late' : 'open'][language], { period, records, late, days });
  });
  return each.join('; ');
}
