import type { RunSheet } from '../run-sheet.ts';
import { associations } from './documents.ts';

/** B02: our answer to what the customer has started; only the partner's administrator may give it. */
export const reviewEntry: RunSheet = {
  version: 1,
  title: { en: 'Enter our answer to the customer’s request', 'zh-CN': '录入对客户解除关联申请的处理结果' },
  where: {
    en: 'Partner Center > Sales > Customers > Customer Management > Manage Association Records, signed in as the partner’s administrator',
    'zh-CN': '合作伙伴中心“销售 > 客户 > 客户管理”中的“关联关系操作记录”，使用伙伴管理员账号登录',
  },
  document: associations,
  steps: [
    {
      number: 1,
      text: {
        en: 'Find the request by the customer’s account ID. Read in this case what was decided, by whom and why: it is that answer which you enter.',
        'zh-CN': '按客户账号 ID 找到该申请。请先在本案件中查看处理决定、决定人及原因：只录入该决定。',
      },
    },
    {
      number: 2,
      text: {
        en: 'Approve or reject it there. If the account check stands in the way of an approval, mend what it names first.',
        'zh-CN': '在该处同意或拒绝。如账号检查使申请无法同意，请先处理其指出的问题。',
      },
    },
    {
      number: 3,
      text: {
        en: 'Say what you have entered, and when. Add the number of the request, or a file that shows it.',
        'zh-CN': '记录所录入的结果及时间，并附上申请编号或可证明的文件。',
      },
      needs: ['choice', 'time', 'proof'],
      choices: [
        { key: 'approved', text: { en: 'Approved', 'zh-CN': '已同意' }, fact: 'reviewed_yes' },
        { key: 'refused', text: { en: 'Rejected', 'zh-CN': '已拒绝' }, fact: 'reviewed_no' },
      ],
    },
  ],
};
