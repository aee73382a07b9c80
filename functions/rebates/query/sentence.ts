import type { Instant } from '../../kernel/clock.ts';
import { fill, type Language, type Texts } from '../../kernel/texts.ts';
import type { PartnerAccount } from '../../parties/index.ts';
import type { Wanted } from './asked.ts';

type Of = Pick<PartnerAccount, 'name' | 'partnerId' | 'site'>;

/** The parts of the sentence in their order; one that does not apply is left out. */
const parts = {
  rebates: {
    en: 'Rebates of “{name}” (partner {partnerId} at {site})',
    'zh-CN': '“{name}”（{site} 合作伙伴 {partnerId}）',
  },
  period: { en: ' in settlement period {period}', 'zh-CN': '在结算周期 {period}' },
  adjacent: { en: ' and the periods before and after it', 'zh-CN': '及其前后各一个周期' },
  order: { en: ', order {order}', 'zh-CN': '、订单 {order}' },
  customer: { en: ', customer {customer}', 'zh-CN': '、客户 {customer}' },
  product: { en: ', product {product}', 'zh-CN': '、产品 {product}' },
  status: { en: ', status {status}', 'zh-CN': '、状态 {status}' },
  kind: { en: ', kind {kind}', 'zh-CN': '、类型 {kind}' },
  asOf: { en: ', as believed at {asOf}', 'zh-CN': '、以 {asOf} 时所知为准' },
  end: { en: '. Periods are months in {zone}.', 'zh-CN': '的返佣。周期为 {zone} 时区的自然月。' },
} as const satisfies Record<string, Texts>;

const statuses = {
  pending: { en: 'pending', 'zh-CN': '待结算' },
  in_review: { en: 'in review', 'zh-CN': '审核中' },
  settled: { en: 'settled', 'zh-CN': '已结算' },
  paid: { en: 'paid', 'zh-CN': '已支付' },
  rejected: { en: 'rejected', 'zh-CN': '已拒绝' },
  adjusted: { en: 'adjusted', 'zh-CN': '已调整' },
} as const satisfies Record<NonNullable<Wanted['status']>, Texts>;

const kinds = {
  rebate: { en: 'rebate', 'zh-CN': '返佣' },
  adjustment: { en: 'adjustment', 'zh-CN': '调整' },
  refund: { en: 'refund', 'zh-CN': '退款' },
  reversal: { en: 'reversal', 'zh-CN': '冲销' },
} as const satisfies Record<NonNullable<Wanted['kind']>, Texts>;

/** What was asked, in one plain sentence (R100): every parameter that counts, and none that does not. */
export function sentenceOf(
  account: Of,
  { period, periods, order, customer, product, status, kind }: Wanted,
  { zone, asOf, language }: { readonly zone: string; readonly asOf?: Instant | undefined; readonly language: Language },
): string {
  const { name, partnerId, site } = account;
  const given = {
    rebates: { name, partnerId, site },
    period: { period },
    adjacent: periods.length > 1 && {},
    order: order !== undefined && { order },
    customer: customer !== undefined && { customer },
    product: product !== undefined && { product },
    status: status && { status: statuses[status][language] },
    kind: kind && { kind: kinds[kind][language] },
    asOf: asOf !== undefined && { asOf },
    end: { zone },
  };
  return Object.entries(parts)
    .map(([part, text]) => [text[language], valuesOf(given, part)] as const)
    .map(([text, values]) => (values ? fill(text, values) : ''))
    .join('');
}

function valuesOf(given: Readonly<Record<string, Readonly<Record<string, string>> | false | undefined>>, part: string) {
  return given[part];
}
