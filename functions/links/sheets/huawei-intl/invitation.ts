import type { InvitationSheet } from '../invitation-sheets.ts';

/** B03: the invitation to associate, which Huawei Cloud has no action for. */
export const invitation: InvitationSheet = {
  version: 1,
  title: { en: 'Invite the customer to associate', 'zh-CN': '邀请客户关联' },
  where: {
    en: 'Partner Center, signed in as the partner’s administrator',
    'zh-CN': '合作伙伴中心，使用伙伴管理员账号登录',
  },
  document: {
    title: 'Huawei Cloud International, Partner Center user guide: Associating with Customers',
    url: 'https://support.huaweicloud.com/intl/en-us/usermanual-bpconsole/dp_050201.html',
  },
  steps: [
    {
      number: 1,
      text: {
        en: 'Open Sales > Customers and look the account ID of this request up: a customer who is there already needs no invitation. If it is, stop here and cancel the request.',
        'zh-CN': '打开“销售 > 客户”，查找本申请的账号 ID：已在列表中的客户无需邀请。如已存在，请在此停止并取消本申请。',
      },
    },
    {
      number: 2,
      text: {
        en: 'Pre-register the customer with the name of this request. Where the console does not let it be registered, go on to the last step and choose that it was refused.',
        'zh-CN': '使用本申请中的名称报备该客户。如控制台不允许报备，请直接进行最后一步，并选择“已被拒绝”。',
      },
    },
    {
      number: 3,
      text: {
        en: 'Invite it by e-mail to the contact of this request; or copy the link or the QR code and hand it to that contact yourself. Whoever opens it is associated, so it goes to nobody else.',
        'zh-CN':
          '通过邮件邀请本申请的联系人；或复制链接或二维码，亲自交给该联系人。任何打开链接的人都会被关联，因此请勿发给其他人。',
      },
    },
    {
      number: 4,
      text: {
        en: 'Look at the list of invited customers, and say what it shows, and when. Where it was refused, write down the cause as the console words it.',
        'zh-CN': '查看已邀请客户列表，记录所示结果和时间。如已被拒绝，请按控制台原文填写原因。',
      },
      needs: ['choice', 'time'],
      choices: [
        { key: 'invited', text: { en: 'The customer is invited', 'zh-CN': '已邀请客户' }, fact: 'invited' },
        {
          key: 'refused',
          text: { en: 'The console did not let it be invited', 'zh-CN': '控制台不允许邀请' },
          fact: 'refused',
        },
      ],
    },
  ],
};
