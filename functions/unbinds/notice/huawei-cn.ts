import type { Wording } from './wordings.ts';

/**
 * Leaving a partner at Huawei Cloud's China site: what its public guide says, and what is agreed between the parties. The
 * copy of the guide that we know has no date; this is that of its international sister's latest dated copy.
 */
export const huaweiCn: Wording = {
  source: {
    title: 'Huawei Cloud (China), Partner Center user guide: 管理客户关联关系 (managing customer associations)',
    url: 'https://support.huaweicloud.com/usermanual-bpconsole/',
    date: '2024-10-08',
  },
  points: [
    {
      en: 'This way of ending an association is for partners of Huawei Cloud’s China site that have their customers in the reseller model, in Partner Center, and for nobody else.',
      'zh-CN':
        '此解除关联的方式仅面向以代售（转售）模式关联客户的华为云中国站合作伙伴，在合作伙伴中心中进行，不适用于其他主体。',
    },
    {
      en: 'Only an administrator of the partner account may ask for it or answer the customer’s request. Whoever does so is the holder of that account, or is authorised by law to act for the holder, and has told the holder of this notice and of every step.',
      'zh-CN':
        '仅合作伙伴账号的管理员可以发起解除关联或处理客户的申请。操作人须为该账号的持有人，或经合法授权代表持有人行事的人；代表持有人行事的，须已将本须知及全部步骤告知持有人。',
    },
    {
      en: 'It ends the relationship between you and your customer. Both of you have to have agreed to it before anything is submitted, and the customer has to approve it in its own account.',
      'zh-CN': '解除关联将终止您与客户之间的关系。提交前，双方必须已就此达成一致；客户还须在其账号中同意。',
    },
    {
      en: 'Nothing says that it can be taken back once both have approved. After a request another one has to wait for three months, so be sure that it is needed.',
      'zh-CN': '没有公开说明表示双方同意后可以恢复。提交一次申请后，三个月内不能再次申请，请确认确有必要。',
    },
    {
      en: 'Until the association has ended, what the customer uses is billed to you, and an account that is frozen has to be unfrozen before the request: the customer can buy again from then on.',
      'zh-CN': '在关联终止之前，客户的用量向您出账。已冻结的账号须在申请前解冻：自解冻起，客户可以再次购买。',
    },
    {
      en: 'What was used is told late, and a month’s bill is made in the next month: bills of the time before may still come.',
      'zh-CN': '用量数据存在延迟，且当月账单在次月生成：此前期间的账单仍可能陆续产生。',
    },
    {
      en: 'Every payment that was overdue between you and this customer has been settled. Money that you handed over to the customer is taken back by the unbinding, and coupons with it.',
      'zh-CN': '您与该客户之间的所有逾期款项均已结清。您拨给该客户的款项及代金券会在解除关联时回收。',
    },
    {
      en: 'Reserved instances of the customer that were still valid have been given up, and it has no relation to other enterprise accounts that are not in financial trusteeship.',
      'zh-CN': '客户未失效的预留实例已退订，且与非财务托管的企业主、子账号均无关联。',
    },
    {
      en: 'You read what Partner Center shows when the request is made, and stop if it says anything that this notice does not.',
      'zh-CN': '发起申请时，您会阅读合作伙伴中心显示的说明；如有本须知中没有的内容，则停止操作。',
    },
  ],
  attestations: {
    customer_agrees: {
      en: 'We have talked the end of the association through with the customer, and both of us agree to it.',
      'zh-CN': '我方已就解除关联与客户充分沟通，双方均同意解除。',
    },
    contracts_and_bills_handled: {
      en: 'Contracts and bills of the past that needed settling between us have been dealt with.',
      'zh-CN': '双方之间以往需要了结的合同和账单事项均已处理。',
    },
    assets_handled: {
      en: 'What is in the account has been dealt with as we agreed, reserved instances included.',
      'zh-CN': '账号内的资产（包括预留实例）已按双方约定妥善处理。',
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
      en: 'Bills up to the end of the association stay with you, and so do those that come late for the time before. After it the provider bills the customer directly; what is left of the money that you handed over comes back to you. Keep the bills that you need: that they can be read afterwards is not promised.',
      'zh-CN':
        '关联终止前的账单仍归您承担，延迟出具的此前账单亦同。此后由云厂商直接向客户出账；您拨付款项的余额将退回给您。请留存所需账单：云厂商未承诺终止后仍可查询。',
    },
    permissions: {
      en: 'You no longer see the customer in Partner Center, nor its orders and resources, and can no longer hand money over to it or take it back. Access that the customer gave you in its own access management is not taken back by this; the customer does that itself.',
      'zh-CN':
        '您将不能再在合作伙伴中心查看该客户及其订单和资源，也不能再拨款或回收款项。客户在其访问管理中授予您的权限不会因此收回，须由客户自行处理。',
    },
    services: {
      en: 'Nothing says that the end of the association stops a service by itself. From then on the customer pays for them and needs a means of payment for that; support comes from the provider and no longer from you.',
      'zh-CN':
        '没有公开说明表示关联终止本身会停止服务。此后，服务费用由客户支付，因此客户需要有效的付款方式；技术支持改由云厂商提供，不再由您提供。',
    },
  },
};
