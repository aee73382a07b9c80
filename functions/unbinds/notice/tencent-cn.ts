import type { Wording } from './wordings.ts';

/**
 * Leaving a partner (代理商) at Tencent Cloud's China site. No public document words a notice: this tells what the
 * documents of its API say and what is agreed between the parties, and leaves the rest to whatever the console shows. The
 * date is that of the latest API documentation of the product.
 */
export const tencentCn: Wording = {
  source: {
    title: 'Tencent Cloud (China), Channel Partners API documentation: DescribeUnbindClientList',
    url: 'https://cloud.tencent.com/document/product/563/52132',
    date: '2025-08-07',
  },
  points: [
    {
      en: 'This way of unbinding is for partners of Tencent Cloud’s China site and their own customers, and for nobody else: the international site has another one.',
      'zh-CN': '此解绑方式仅面向腾讯云中国站的代理商及其名下客户，不适用于其他主体；国际站另有流程。',
    },
    {
      en: 'Whoever submits is the holder of the partner account, or is authorised by law to act for the holder. Somebody who acts for the holder has told the holder of this notice and of every step.',
      'zh-CN':
        '提交人须为代理商账号的持有人，或经合法授权代表持有人行事的人。代表持有人行事的，须已将本须知及全部步骤告知持有人。',
    },
    {
      en: 'It ends the relationship between you and your customer. Both of you have to have agreed to it before anything is submitted.',
      'zh-CN': '解绑将终止您与客户之间的关系。提交前，双方必须已就此达成一致。',
    },
    {
      en: 'The application is reviewed, and may be revoked or turned down. Nothing says that an unbinding can be taken back once it is carried out, so be sure that it is needed.',
      'zh-CN':
        '申请须经审核，期间可能被撤销或驳回。没有公开说明表示解绑执行后可以恢复，请认定无法撤销，并确认确有必要。',
    },
    {
      en: 'Until the record says that the customer is unbound, it is yours: what it uses counts as your business, and orders that you pay for it stay yours to pay.',
      'zh-CN': '在记录显示“已解绑”之前，客户仍属于您：其用量计入您的业绩，由您代付的订单仍由您支付。',
    },
    {
      en: 'Bills of cloud products may come late: part of the time before may be charged and counted after the relationship has ended.',
      'zh-CN': '云产品的账单可能延迟：部分此前产生的费用可能在关系终止后才扣除和计算。',
    },
    {
      en: 'Every payment that was overdue between you and this customer has been settled, and its account is not in arrears. An overdue bill may also hold back your rebate of the month.',
      'zh-CN': '您与该客户之间的所有逾期款项均已结清，且其账号不欠费。欠费还可能影响您当月的返佣。',
    },
    {
      en: 'A relation by which you pay for the customer, and what you have granted or transferred to it, have been dealt with as you both agreed.',
      'zh-CN': '您与客户之间的代付关系，以及您给予或转账给客户的款项，均已按双方约定处理。',
    },
    {
      en: 'You read whatever the console shows when the unbinding is started, and stop if it says anything that this notice does not.',
      'zh-CN': '发起解绑时，您会阅读控制台显示的说明；如有本须知中没有的内容，则停止操作。',
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
      en: 'All discounts of the customer that come from us have ended.',
      'zh-CN': '我方给予该客户的所有折扣均已终止。',
    },
  },
  capacities: {
    holder: {
      en: 'I am the holder of the partner account.',
      'zh-CN': '我是代理商账号的持有人。',
    },
    agent: {
      en: 'I am authorised by law to act for the holder of the partner account, and have told the holder of this notice and of every step.',
      'zh-CN': '我经合法授权代表代理商账号的持有人行事，并已将本须知及全部步骤告知持有人。',
    },
  },
  effects: {
    billing_history: {
      en: 'Business up to the unbinding stays counted as yours, and so does what comes late for the time before. After it the customer pays the provider itself. Keep the details that you need: that they can be read afterwards is not promised.',
      'zh-CN':
        '解绑前的业务仍计入您名下，延迟产生的此前费用亦同。此后由客户自行向云厂商付费。请留存所需明细：云厂商未承诺解绑后仍可查询。',
    },
    permissions: {
      en: 'You no longer see the customer, its balance and its orders, and can no longer pay for it or transfer money to it. Access that the customer gave you in its own access management is not taken back by this; the customer does that itself.',
      'zh-CN':
        '您将不能再查看该客户及其余额和订单，也不能再为其代付或转账。客户在其访问管理中授予您的权限不会因此收回，须由客户自行处理。',
    },
    services: {
      en: 'Nothing says that unbinding stops a service by itself. From then on the customer pays for them and needs a balance or a means of payment for that; support comes from the provider and no longer from you.',
      'zh-CN':
        '没有公开说明表示解绑本身会停止服务。此后，服务费用由客户支付，因此客户需要足够的余额或有效的付款方式；技术支持改由云厂商提供，不再由您提供。',
    },
  },
};
