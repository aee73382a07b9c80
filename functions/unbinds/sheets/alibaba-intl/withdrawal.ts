import type { RunSheet } from '../run-sheet.ts';
import { uidManagement } from './documents.ts';

/** R140: what is live at the provider has to be taken back there. That this can be done is not documented. */
export const withdrawal: RunSheet = {
  version: 1,
  title: { en: 'Take the termination back', 'zh-CN': '撤回解除申请' },
  where: {
    en: 'ACPN > Customer Center > UID Management > Manage, signed in with the partner’s own account',
    'zh-CN': 'ACPN“客户中心 > UID 管理 > 管理”，使用合作伙伴主账号登录',
  },
  document: uidManagement,
  steps: [
    {
      number: 1,
      text: {
        en: 'Find the customer by its UID. If Account Status says In Process or Terminated, it has confirmed: stop here and go on with the sheet “Has the customer confirmed?”.',
        'zh-CN':
          '按 UID 找到该客户。如账号状态为“处理中”或“已终止”，说明客户已确认：请停止，并改用“客户是否已确认”操作单。',
      },
    },
    {
      number: 2,
      text: {
        en: 'Withdraw it there. If the page offers no such thing, ask the channel manager to have it withdrawn; where that fails, agree with the customer that it rejects in its own console.',
        'zh-CN': '在该处撤回。如页面没有此操作，请联系渠道经理撤回；仍无法撤回时，请与客户商定在其控制台中拒绝。',
      },
    },
    {
      number: 3,
      text: {
        en: 'Look again: Account Status says Normal. Write down when, and add the number of the application or ticket, or a file that shows it.',
        'zh-CN': '再次查看：账号状态已恢复为“正常”。记录时间，并附上申请或工单编号，或可证明的文件。',
      },
      needs: ['time', 'proof'],
    },
  ],
  records: 'withdrawn',
  secondPerson: true,
};
