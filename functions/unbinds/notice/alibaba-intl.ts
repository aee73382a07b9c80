import type { Wording } from './wordings.ts';

/**
 * Leaving a reseller at Alibaba Cloud International. The provider's own notice is behind a sign-in: this tells what its
 * public pages say and what is agreed between the parties, and leaves the rest to the notice that is shown there.
 */
export const alibabaIntl: Wording = {
  source: {
    title: 'Alibaba Cloud International, Channel Platform: UID Management',
    url: 'https://www.alibabacloud.com/help/en/channel-platform/latest/uidmanagement',
    date: '2026-01-29',
  },
  points: [
    {
      en: 'This way of ending a distribution relationship is for resellers and distributors of Alibaba Cloud, in their partner console, and for nobody else.',
      'zh-CN': '此解除分销关系的方式仅面向阿里云的经销商和总经销商，在其合作伙伴平台中进行，不适用于其他主体。',
    },
    {
      en: 'Whoever submits is the holder of the partner account, or is authorised by law to act for the holder. Somebody who acts for the holder has told the holder of this notice and of every step.',
      'zh-CN':
        '提交人须为合作伙伴账号的持有人，或经合法授权代表持有人行事的人。代表持有人行事的，须已将本须知及全部步骤告知持有人。',
    },
    {
      en: 'It ends the relationship between you and your customer. Both of you have to have agreed to it before anything is submitted.',
      'zh-CN': '解除将终止您与客户之间的关系。提交前，双方必须已就此达成一致。',
    },
    {
      en: 'Nothing says that it can be taken back once it is carried out. Be sure that it is needed.',
      'zh-CN': '没有公开说明表示解除执行后可以恢复。请认定无法撤销，并确认确有必要。',
    },
    {
      en: 'Until the account status says Terminated, the customer is yours: what it uses counts against the credit that you gave it, and is billed to you.',
      'zh-CN': '在账号状态变为“已终止”之前，客户仍属于您：其用量计入您分配的额度，并向您出账。',
    },
    {
      en: 'Consumption is told late: part of it is deducted only afterwards, and bills of the time before may still come.',
      'zh-CN': '消费数据存在延迟：部分消费在事后才扣减，此前期间的账单仍可能陆续产生。',
    },
    {
      en: 'Every payment that was overdue between you and this customer has been settled, and its available quota is not below zero.',
      'zh-CN': '您与该客户之间的所有逾期款项均已结清，且其可用额度不低于零。',
    },
    {
      en: 'A freeze and a switch of purchases that you have set also apply to the accounts that the customer holds in financial trusteeship. They have been lifted, or it is agreed that they stay.',
      'zh-CN': '您设置的冻结和下单管控同样作用于该客户的财务托管子账号。上述设置已解除，或双方已约定保留。',
    },
    {
      en: 'You read the notice that the partner console shows when the termination is started, and stop if it says anything that this one does not.',
      'zh-CN': '发起解除时，您会阅读合作伙伴平台显示的须知；如有本须知中没有的内容，则停止操作。',
    },
  ],
  attestations: {
    customer_agrees: {
      en: 'We have talked the end of the relationship through with the customer, and both of us agree to it.',
      'zh-CN': '我方已就解除关系与客户充分沟通，双方均同意解除。',
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
      en: 'All discounts of the customer that come from us have ended.',
      'zh-CN': '我方给予该客户的所有折扣均已终止。',
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
      en: 'Bills up to the end of the relationship stay with you, and so do those that come late for the time before. After it the provider bills the customer directly; the credit that you gave it ends. Keep the bills that you need: that they can be read afterwards is not promised.',
      'zh-CN':
        '关系终止前的账单仍归您承担，延迟出具的此前账单亦同。此后由云厂商直接向客户出账；您分配的额度随之终止。请留存所需账单：云厂商未承诺终止后仍可查询。',
    },
    permissions: {
      en: 'You no longer see the customer in the partner console, nor its quota and orders, and can no longer change its quota, freeze it or set how its services stop. Access that the customer gave you in its own access management is not taken back by this; the customer does that itself.',
      'zh-CN':
        '您将不能再在合作伙伴平台中查看该客户及其额度和订单，也不能再调整额度、冻结账号或设置停机策略。客户在其访问管理中授予您的权限不会因此收回，须由客户自行处理。',
    },
    services: {
      en: 'Nothing says that the end of the relationship stops a service by itself. From then on the customer pays for them and needs a means of payment for that; support comes from the provider and no longer from you.',
      'zh-CN':
        '没有公开说明表示关系终止本身会停止服务。此后，服务费用由客户支付，因此客户需要有效的付款方式；技术支持改由云厂商提供，不再由您提供。',
    },
  },
};
