import { fill, type Language, type Texts } from '../../kernel/texts.ts';
import type { PartnerAccount } from '../../parties/index.ts';
import type { RebateCapabilities } from '../../providers/rebates.ts';
import { oddTotals } from '../snapshot/odd-totals.ts';
import type { RebatePeriod } from '../store/period-record.ts';

const texts = {
  account: {
    en: '“{name}”, partner {partnerId} at {site}: is this the partner account that holds the agreement, and the site that bills the customer?',
    'zh-CN': '“{name}”，{site} 合作伙伴 {partnerId}：协议签署方是否为该账户？客户是否由该站点出账？',
  },
  sandbox: {
    en: 'This is a sandbox account: nothing of production is here.',
    'zh-CN': '这是沙箱账户，不含生产数据。',
  },
  production: { en: 'This is a production account.', 'zh-CN': '这是生产账户。' },
  paused: {
    en: 'The account is paused; its nights go on only once it is resumed.',
    'zh-CN': '账户已暂停，恢复后才会继续读取。',
  },
  active: { en: 'The account is active.', 'zh-CN': '账户为启用状态。' },
  programme: {
    en: 'The site tells rebates as a {source}; what is not switched on there for this account is uploaded by a person.',
    'zh-CN': '该站点以 {source} 提供返佣；未对该账户开通的部分由人工上传。',
  },
  noSource: {
    en: 'The site tells no rebates by a call: what is here was uploaded, and nothing comes by itself.',
    'zh-CN': '该站点不提供返佣接口：此处数据均为上传，不会自动更新。',
  },
  oddTotal: {
    en: 'The total of {period} is {amount} {currency}, ten times off the median of the other periods ({median}): check account, site and environment before you believe it.',
    'zh-CN': '{period} 合计 {amount} {currency}，与其他周期中位数（{median}）相差十倍：采信前请核对账户、站点和环境。',
  },
} as const satisfies Record<string, Texts>;

/** One thing to be sure of before an answer is believed (R112). `look`: something to look at now. */
export type ContextCheck = {
  readonly check: 'account' | 'environment' | 'standing' | 'programme' | 'odd_total';
  readonly look: boolean;
  readonly text: string;
};

type Of = {
  readonly account: PartnerAccount;
  readonly source: RebateCapabilities | undefined;
  /** The period that runs: its total still grows. */
  readonly current: string;
  /** The account's periods. */
  readonly records: readonly RebatePeriod[];
  /** Those asked for. */
  readonly periods: readonly string[];
};

/** What the answer rests on: the right account, environment, standing and programme, and totals of the usual size. */
export function checkContext(
  { account, source, current, records, periods }: Of,
  language: Language,
): readonly ContextCheck[] {
  const { name, partnerId, site, environment, status } = account;
  const say = (text: Texts, values: Readonly<Record<string, string>> = {}) => fill(text[language], values);
  const hasSource = source !== undefined && source.source !== 'none';
  const odd = periods.flatMap((period) => oddOf(records, period, period < current));
  return [
    { check: 'account', look: false, text: say(texts.account, { name, partnerId, site }) },
    { check: 'environment', look: environment === 'sandbox', text: say(texts[environment]) },
    { check: 'standing', look: status === 'paused', text: say(texts[status]) },
    {
      check: 'programme',
      look: !hasSource,
      text: hasSource ? say(texts.programme, { source: source.source }) : say(texts.noSource),
    },
    ...odd.map((one) => ({ check: 'odd_total' as const, look: true, text: say(texts.oddTotal, one) })),
  ];
}

/** Totals of a period that are ten times off those of the account's other periods. @param over see `oddTotals` */
function oddOf(records: readonly RebatePeriod[], period: string, over: boolean) {
  const asked = records.find((one) => one.period === period);
  const others = records.filter((one) => one.period !== period).map(({ manifest }) => manifest);
  return asked ? oddTotals(asked.manifest, others, over).map((odd) => ({ period, ...odd })) : [];
}
