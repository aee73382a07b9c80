import type { InvitationSheet } from '../invitation-sheets.ts';

/** R032: the site has no action that invites; the customer applies by itself, which the API tells. */
export const invitation: InvitationSheet = {
  version: 1,
  title: { en: 'Hand over the link by which the customer applies', 'zh-CN': '将申请关联的链接交给客户' },
  where: {
    en: 'The partner’s console at Tencent Cloud’s China site. Which menu has the link is not documented in public; the channel manager knows',
    'zh-CN': '腾讯云（中国站）代理商控制台。链接所在菜单没有公开说明，如未找到，请询问渠道经理',
  },
  document: {
    title: 'Tencent Cloud (China), Channel Partners API: DescribeAgentClients (查询待审核客户列表)',
    url: 'https://cloud.tencent.com/document/product/563/16046',
  },
  steps: [
    {
      number: 1,
      text: {
        en: 'Look the account ID of this request up among the partner’s customers, and among those that wait for review: one who is there already needs no link. If it is, stop here and cancel the request.',
        'zh-CN':
          '在客户列表和待审核客户中查找本申请的账号 ID：已在其中的客户无需链接。如已存在，请在此停止并取消本申请。',
      },
    },
    {
      number: 2,
      text: {
        en: 'Copy the link by which customers apply to this partner, and hand it to the contact of this request yourself. Ask that it be opened with the account of this request: by its ID alone the application is known.',
        'zh-CN':
          '复制客户申请关联本代理商的链接，亲自交给本申请的联系人，并请其使用本申请中的账号打开：系统仅凭账号 ID 识别该申请。',
      },
    },
    {
      number: 3,
      text: {
        en: 'Tell the customer that Tencent Cloud may audit the application after you have accepted it, for as long as that takes.',
        'zh-CN': '告知客户：代理商审核通过后，腾讯云可能还会审核该申请，所需时间不确定。',
      },
    },
    {
      number: 4,
      text: {
        en: 'Say when it was handed over. Where the console has no link for this customer, write down what it says instead.',
        'zh-CN': '记录交付时间。如控制台没有可用于该客户的链接，请按原文填写其说明。',
      },
      needs: ['choice', 'time'],
      choices: [
        { key: 'invited', text: { en: 'The customer has the link', 'zh-CN': '客户已收到链接' }, fact: 'invited' },
        {
          key: 'refused',
          text: { en: 'The console has no link for it', 'zh-CN': '控制台没有可用的链接' },
          fact: 'refused',
        },
      ],
    },
  ],
};
