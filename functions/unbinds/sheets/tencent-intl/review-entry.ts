import type { RunSheet } from '../run-sheet.ts';
import { releaseNotes } from './documents.ts';

/** B02: our answer to what the customer has started is entered before the provider decides by itself. */
export const reviewEntry: RunSheet = {
  version: 1,
  title: { en: 'Enter our answer to the customer’s unbinding', 'zh-CN': '录入对客户解绑申请的审核结果' },
  where: {
    en: 'Partner Center > Customer Management > Unbinding Customers',
    'zh-CN': '“合作伙伴中心 > 客户管理 > 解绑客户”',
  },
  document: releaseNotes,
  steps: [
    {
      number: 1,
      text: {
        en: 'Find the customer’s application. Read in this case what was decided, by whom and why: it is that answer which you enter.',
        'zh-CN': '找到客户的申请。请先在本案件中查看审核决定、决定人及原因：只录入该决定。',
      },
    },
    {
      number: 2,
      text: {
        en: 'Approve or refuse it there, before the provider’s time is over.',
        'zh-CN': '在服务商期限结束前，于该处同意或拒绝。',
      },
    },
    {
      number: 3,
      text: {
        en: 'Say what you have entered, and when. Add the number of the record, or a file that shows it.',
        'zh-CN': '记录所录入的结果及时间，并附上记录编号或可证明的文件。',
      },
      needs: ['choice', 'time', 'proof'],
      choices: [
        { key: 'approved', text: { en: 'Approved', 'zh-CN': '已同意' }, fact: 'reviewed_yes' },
        { key: 'refused', text: { en: 'Refused', 'zh-CN': '已拒绝' }, fact: 'reviewed_no' },
      ],
    },
  ],
};
