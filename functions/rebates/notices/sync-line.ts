import { fill, type Language, type Texts } from '../../kernel/texts.ts';
import type { ChangeKind } from '../change.ts';
import { sumOfDeltas } from '../diff/deltas.ts';
import type { PeriodState, RebateSync, SyncPeriod } from '../sync/sync.ts';

/** What a member is told of a sync, piece by piece; pieces that have nothing to say are left out. */
const texts = {
  night: { en: 'Partner account {account}, night of {night}', 'zh-CN': '合作伙伴账号 {account}，{night} 夜间同步' },
  asked: { en: 'Partner account {account}', 'zh-CN': '合作伙伴账号 {account}' },
  appeared: { en: '{count} new', 'zh-CN': '新增 {count} 条' },
  changed: { en: '{count} changed', 'zh-CN': '变更 {count} 条' },
  disappeared: { en: '{count} gone', 'zh-CN': '消失 {count} 条' },
  unexplained: {
    en: '{count} with an unexplained difference ({amounts})',
    'zh-CN': '{count} 条差额无法解释（{amounts}）',
  },
  held: { en: 'held until somebody accepts it: {periods}', 'zh-CN': '待人工确认：{periods}' },
  quarantined: { en: 'not understood, nothing of it taken in: {periods}', 'zh-CN': '无法识别，未采用：{periods}' },
  unread: { en: 'could not be read: {periods}', 'zh-CN': '未能读取：{periods}' },
  kept: { en: 'what was known stays', 'zh-CN': '原有数据保持不变' },
  failed: { en: 'it broke off; what was known stays', 'zh-CN': '同步中断，原有数据保持不变' },
  missed: { en: 'nobody worked that night; the next one covers it', 'zh-CN': '当夜未运行，由下一次同步补齐' },
} as const satisfies Record<string, Texts>;

/** Nobody is told of a sync that changed nothing and met nothing in its way, nor of one that only tried (R118). */
export function isWorthTelling(sync: RebateSync): boolean {
  if (sync.dryRun) return false;
  return sync.status === 'completed' ? piecesOf(sync, 'en').length > 0 : ['failed', 'missed'].includes(sync.status);
}

/** One line: what came, changed and went, what of it nobody can explain, and what was not taken in. */
export function syncLine(sync: RebateSync, language: Language): string {
  const { partnerAccount, night, status, failure } = sync;
  const about = fill((night ? texts.night : texts.asked)[language], {
    account: partnerAccount.partnerId,
    night: night ?? '',
  });
  // the periods that could not be read are named before it
  const end = status === 'failed' && failure?.code === 'unread' ? 'kept' : status;
  const ending = end === 'kept' || end === 'failed' || end === 'missed' ? [texts[end][language]] : [];
  return `${about}: ${[...piecesOf(sync, language), ...ending].join('; ')}`;
}

function piecesOf({ periods }: RebateSync, language: Language): string[] {
  const applied = periods.filter(({ state }) => state === 'applied');
  const { appeared, changed, disappeared } = countsOf(applied);
  const unexplained = applied.reduce((sum, { plan }) => sum + (plan?.unexplained ?? 0), 0);
  const count = (name: 'appeared' | 'changed' | 'disappeared', of: number) =>
    of > 0 ? [fill(texts[name][language], { count: of })] : [];
  return [
    ...count('appeared', appeared),
    ...count('changed', changed),
    ...count('disappeared', disappeared),
    ...(unexplained > 0
      ? [fill(texts.unexplained[language], { count: unexplained, amounts: unexplainedAmounts(applied).join(', ') })]
      : []),
    ...(['held', 'quarantined', 'unread'] as const).flatMap((state) => inState(periods, state, language)),
  ];
}

/** A record that came or went counts as that alone; of the rest each counts once. */
function countsOf(periods: readonly SyncPeriod[]) {
  const of = (kind: ChangeKind) => periods.reduce((sum, { plan }) => sum + (plan?.kinds[kind] ?? 0), 0);
  const all = periods.reduce((sum, { plan }) => sum + (plan?.changes ?? 0), 0);
  const [appeared, disappeared] = [of('appeared'), of('disappeared')];
  return { appeared, disappeared, changed: all - appeared - disappeared };
}

function unexplainedAmounts(periods: readonly SyncPeriod[]): string[] {
  const deltas = sumOfDeltas(periods.flatMap(({ plan }) => plan?.deltas ?? []));
  return deltas.flatMap(({ currency, parts }) =>
    parts.flatMap(({ cause, amount }) => (cause === 'unexplained' ? [`${amount} ${currency}`] : [])),
  );
}

function inState(
  periods: readonly SyncPeriod[],
  state: PeriodState & keyof typeof texts,
  language: Language,
): string[] {
  const those = periods.filter((period) => period.state === state).map(({ period }) => period);
  return those.length > 0 ? [fill(texts[state][language], { periods: those.join(', ') })] : [];
}
