import type { RunSheet } from '../run-sheet.ts';
import { unbindDocument } from './documents.ts';

/** R140: what is live at the provider has to be taken back there. That this can be done is not documented. */
export const withdrawal: RunSheet = {
  version: 1,
  title: { en: 'Take the application back', 'zh-CN': '撤回解绑申请' },
  where: {
    en: 'Partner Center > Customer Management > Unbinding Customers, signed in with the root account of the partner',
    'zh-CN': '“合作伙伴中心 > 客户管理 > 解绑客户”，使用合作伙伴主账号登录',
  },
  document: unbindDocument,
  steps: [
    {
      number: 1,
      text: {
        en: 'Find the record of this case by its number. If the customer has confirmed meanwhile, stop here and go on with the sheet “Has the customer confirmed?”.',
        'zh-CN': '按编号找到本案件的记录。如客户已确认，请停止，并改用“客户是否已确认”操作单。',
      },
    },
    {
      number: 2,
      text: {
        en: 'Withdraw it there. If the page offers no such thing, ask your channel manager to have it withdrawn; where that fails, agree with the customer that it rejects under Expense Center > Account Information.',
        'zh-CN':
          '在该处撤回。如页面没有此操作，请联系渠道经理撤回；仍无法撤回时，请与客户商定在“费用中心 > 账号信息”中拒绝。',
      },
    },
    {
      number: 3,
      text: {
        en: 'Look again: the record is gone or closed, and the customer still stands under Customer Management. Write down when, and add the number of the record or ticket, or a file that shows it.',
        'zh-CN':
          '再次查看：记录已消失或已关闭，且客户仍在“客户管理”中。记录时间，并附上记录或工单编号，或可证明的文件。',
      },
      needs: ['time', 'proof'],
    },
  ],
  records: 'withdrawn',
  secondPerson: true,
};
