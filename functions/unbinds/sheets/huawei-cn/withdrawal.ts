import type { RunSheet } from '../run-sheet.ts';
import { associations } from './documents.ts';

/** R140: what is live at the provider has to be taken back there. That this can be done is not documented. */
export const withdrawal: RunSheet = {
  version: 1,
  title: { en: 'Take the request back', 'zh-CN': '撤回解除关联申请' },
  where: {
    en: 'Partner Center > Sales > Customers > Customer Management > Manage Association Records, signed in as the partner’s administrator',
    'zh-CN': '合作伙伴中心“销售 > 客户 > 客户管理”中的“关联关系操作记录”，使用伙伴管理员账号登录',
  },
  document: associations,
  steps: [
    {
      number: 1,
      text: {
        en: 'Find the request by the customer’s account ID. If the customer has approved, stop here and go on with the sheet “Has the customer confirmed?”.',
        'zh-CN': '按客户账号 ID 找到该申请。如客户已同意，请停止，并改用“客户是否已确认”操作单。',
      },
    },
    {
      number: 2,
      text: {
        en: 'Withdraw it there. If the page offers no such thing, agree with the customer that it rejects in its account centre; where that fails, open a service ticket. Either way the request counts for the three months.',
        'zh-CN':
          '在该处撤回。如页面没有此操作，请与客户商定在账号中心中拒绝；仍无法撤回时，请提交工单。无论何种方式，该申请均计入三个月的限制。',
      },
    },
    {
      number: 3,
      text: {
        en: 'Look again: the request is pending no longer, and the customer is in the list. Write down when, and add the number of the request or ticket, or a file that shows it.',
        'zh-CN': '再次查看：申请已不再待处理，且客户仍在列表中。记录时间，并附上申请或工单编号，或可证明的文件。',
      },
      needs: ['time', 'proof'],
    },
  ],
  records: 'withdrawn',
  secondPerson: true,
};
