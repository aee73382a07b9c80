import { fill, type Language, type Texts } from '../../kernel/texts.ts';
import type { Culprit, WhyEmpty } from './why-empty.ts';

const texts = {
  status: {
    en: 'The status filter leaves it out: it is there with status {to}, not {from}.',
    'zh-CN': '状态筛选将其排除：记录状态为 {to}，而非 {from}。',
  },
  product: {
    en: 'The product filter leaves it out: what is there is for {to}, not {from}. Perhaps {from} earns no rebate.',
    'zh-CN': '产品筛选将其排除：现有记录属于 {to}，而非 {from}。{from} 可能不参与返佣。',
  },
  kind: {
    en: 'The kind filter leaves it out: it is a line of kind {to}, not {from}.',
    'zh-CN': '类型筛选将其排除：该记录类型为 {to}，而非 {from}。',
  },
  order_form: {
    en: 'The order is written in another way there: {to} instead of {from}.',
    'zh-CN': '订单号写法不同：应为 {to}，而非 {from}。',
  },
  customer_form: {
    en: 'The customer is written in another way there: {to} instead of {from}.',
    'zh-CN': '客户账号写法不同：应为 {to}，而非 {from}。',
  },
  order_mistyped: {
    en: 'The order looks mistyped: there is {to}, one slip from {from}.',
    'zh-CN': '订单号疑似输错：存在 {to}，与 {from} 仅一字之差。',
  },
  customer_mistyped: {
    en: 'The customer looks mistyped: {to} is known, one slip from {from}.',
    'zh-CN': '客户账号疑似输错：已知 {to}，与 {from} 仅一字之差。',
  },
  customer: {
    en: 'The order is there, for customer {to} and not {from}.',
    'zh-CN': '该订单属于客户 {to}，而非 {from}。',
  },
  period: { en: 'It is in settlement period {to}, not {from}.', 'zh-CN': '它属于结算周期 {to}，而非 {from}。' },
  account: {
    en: 'It is under another of your partner accounts: {to}.',
    'zh-CN': '它属于您的另一个合作伙伴账户：{to}。',
  },
  several: {
    en: 'No single filter is to blame: leave out {fields} together.',
    'zh-CN': '并非单个筛选所致：请同时去掉 {fields}。',
  },
  not_read: {
    en: 'This period has never been read: run a sync, or wait for the night.',
    'zh-CN': '该周期尚未读取：请手动同步或等待夜间读取。',
  },
  not_published: { en: 'The provider has not published this period yet.', 'zh-CN': '服务商尚未发布该周期。' },
  held: {
    en: 'The last reading of this period is held back until a member has looked at it.',
    'zh-CN': '该周期的最新读取结果已被暂存，待成员核实。',
  },
  unread: {
    en: 'The last reading of this period failed; what is shown is older.',
    'zh-CN': '该周期最近一次读取失败，显示的是较早数据。',
  },
  not_entered: {
    en: 'What you typed is in order, and no record of it has entered this period yet: look again after the next night.',
    'zh-CN': '输入无误，但该周期尚无相应记录：请在下次夜间读取后再查。',
  },
  unknown: {
    en: 'Nobody knows {from}, and it has not the form of such identifiers: check it where you copied it from.',
    'zh-CN': '未知标识 {from}，且格式不符：请核对来源。',
  },
  nothing_there: { en: 'There is nothing of it in this period.', 'zh-CN': '该周期没有相关记录。' },
} as const satisfies Record<Culprit, Texts>;

const found: Texts = { en: 'There is something: ask the list again.', 'zh-CN': '有结果：请重新查询列表。' };

/** What keeps the records away, and what to change, in one or two sentences. */
export function whyInWords(why: Pick<WhyEmpty, 'culprit' | 'change'> | undefined, language: Language): string {
  if (!why) return found[language];
  const { from = '–', to = '–' } = why.change[0] ?? {};
  return fill(texts[why.culprit][language], { from, to, fields: why.change.map(({ field }) => field).join(', ') });
}
