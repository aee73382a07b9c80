import type * as z from 'zod';
import type { Texts } from '../../kernel/texts.ts';
import type { Site } from '../../providers/provider.ts';
import type { AttestationName } from '../declaration.ts';
import { alibabaIntl } from './alibaba-intl.ts';
import { huaweiCn } from './huawei-cn.ts';
import { huaweiIntl } from './huawei-intl.ts';
import { tencentCn } from './tencent-cn.ts';

/** What ends or changes with a link, by what it is about (R098). */
export const effectNames = ['billing_history', 'permissions', 'services'] as const;
export type EffectName = (typeof effectNames)[number];

/** One version of the notice: what has to be known, attested and said before an unbinding is submitted. */
export type Wording = {
  /** The provider's document whose facts it tells in our words, and the date of that document. */
  readonly source: { readonly title: string; readonly url: string; readonly date: string };
  readonly points: readonly [Texts, Texts, Texts, Texts, Texts, Texts, Texts, Texts, Texts];
  readonly attestations: Readonly<Record<z.infer<typeof AttestationName>, Texts>>;
  readonly capacities: Readonly<Record<'holder' | 'agent', Texts>>;
  readonly effects: Readonly<Record<EffectName, Texts>>;
};

const tencentIntl: Wording = {
  source: {
    title: 'Tencent Cloud International, International Partners: Unbind a Reseller Sub-Customer',
    url: 'https://www.tencentcloud.com/document/product/1085',
    date: '2025-11-19',
  },
  points: [
    {
      en: 'This way of unbinding is open to resellers, second-level resellers and distributors of Tencent Cloud, and to nobody else.',
      'zh-CN': '此解绑方式仅面向腾讯云的代理商、二级代理商和总经销商，不适用于其他主体。',
    },
    {
      en: 'Whoever submits is the holder of the partner account, or is authorised by law to act for the holder. Somebody who acts for the holder has told the holder of this notice and of every step, so that the holder understands all of it.',
      'zh-CN':
        '提交人须为合作伙伴账号的持有人，或经合法授权代表持有人行事的人。代表持有人行事的，须已将本须知及全部步骤告知持有人，并使其完整理解。',
    },
    {
      en: 'Unbinding ends the relationship between you and your customer. Both of you have to have agreed to it before anything is submitted.',
      'zh-CN': '解绑将终止您与客户之间的关系。提交前，双方必须已就此达成一致。',
    },
    {
      en: 'Once it is carried out it can be neither cancelled nor reversed. Be sure that it is needed.',
      'zh-CN': '解绑一经执行，既不能取消，也不能恢复。请确认确有必要。',
    },
    {
      en: 'From the application until completion everything the customer uses is billed as before: the reseller it has now bears the cost.',
      'zh-CN': '自提交申请起至解绑完成，客户的全部用量仍按原有方式出账，费用由当前代理商承担。',
    },
    {
      en: 'Bills of cloud products may come late. Part of the costs of the time before may be charged after the relationship has ended, under the identity of before.',
      'zh-CN': '云产品的账单可能延迟。关系终止后，仍可能有部分此前产生的费用按终止前的身份出账。',
    },
    {
      en: 'Every payment that was overdue between you and this customer has been settled.',
      'zh-CN': '您与该客户之间的所有逾期款项均已结清。',
    },
    {
      en: 'Every discount of this customer has been deactivated.',
      'zh-CN': '该客户的所有折扣均已停用。',
    },
    {
      en: 'You have understood how unbinding is done, what may go wrong with it, and what to take care of.',
      'zh-CN': '您已了解解绑的操作方法、可能出现的问题以及注意事项。',
    },
  ],
  attestations: {
    customer_agrees: {
      en: 'We have talked the unbinding through with the customer, and both of us agree to it.',
      'zh-CN': '我方已就解绑与客户充分沟通，双方均同意解绑。',
    },
    contracts_and_bills_handled: {
      en: 'Contracts and bills of the past that needed settling between us have been dealt with.',
      'zh-CN': '双方之间以往需要了结的合同和账单事项均已处理。',
    },
    assets_handled: {
      en: 'What is in the account has been dealt with as we agreed.',
      'zh-CN': '账号内的资产已按双方约定妥善处理。',
    },
    overdue_settled: {
      en: 'Nothing is overdue any more, also not from times before those that the desk has read.',
      'zh-CN': '已无任何逾期款项，包括系统未读取的更早期间。',
    },
    discounts_deactivated: {
      en: 'All discounts of the customer are deactivated.',
      'zh-CN': '该客户的所有折扣均已停用。',
    },
  },
  capacities: {
    holder: {
      en: 'I am the holder of the partner account.',
      'zh-CN': '我是合作伙伴账号的持有人。',
    },
    agent: {
      en: 'I am authorised by law to act for the holder of the partner account, and have told the holder of this notice and of every step.',
      'zh-CN': '我经合法授权代表合作伙伴账号的持有人行事，并已将本须知及全部步骤告知持有人。',
    },
  },
  effects: {
    billing_history: {
      en: 'Bills up to completion stay with you, and so do those that come late for the time before. After it the provider bills the customer directly; your discounts and the credit that you allocated end. Keep the bills that you need: that they can be read afterwards is not promised.',
      'zh-CN':
        '解绑完成前的账单仍归您承担，延迟出具的此前账单亦同。此后由云厂商直接向客户出账；您给予的折扣和分配的额度随之终止。请留存所需账单：云厂商未承诺解绑后仍可查询。',
    },
    permissions: {
      en: 'You no longer see the customer in Partner Center, nor its balance and bills, and can no longer allocate credit, freeze it or set how its services stop. Access that the customer gave you in its own access management is not taken back by this; the customer does that itself.',
      'zh-CN':
        '您将不能再在合作伙伴中心查看该客户及其余额和账单，也不能再分配额度、冻结账号或设置停服策略。客户在其访问管理中授予您的权限不会因此收回，须由客户自行处理。',
    },
    services: {
      en: 'Unbinding stops no service by itself. From completion on the customer pays for them and needs a card for that; support comes from the provider and no longer from you.',
      'zh-CN':
        '解绑本身不会停止任何服务。解绑完成后，服务费用由客户支付，因此客户需要绑定银行卡；技术支持改由云厂商提供，不再由您提供。',
    },
  },
};

/**
 * The notices by site, each version for good: what somebody has accepted can be shown again. Other words, or another
 * date of the provider's document, are a new version at the end.
 */
export const noticeWordings: Readonly<Partial<Record<Site, readonly [Wording, ...Wording[]]>>> = {
  'tencent-intl': [tencentIntl],
  'tencent-cn': [tencentCn],
  'alibaba-intl': [alibabaIntl],
  'huawei-intl': [huaweiIntl],
  'huawei-cn': [huaweiCn],
};
