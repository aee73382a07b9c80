import type { RunSheet } from '../run-sheet.ts';
import { uidManagement } from './documents.ts';

/** B02: our answer to what the customer has started. Whether a customer can start it is not documented. */
export const reviewEntry: RunSheet = {
  version: 1,
  title: { en: 'Enter our answer to the customer’s termination', 'zh-CN': '录入对客户解除申请的审核结果' },
  where: {
    en: 'ACPN > Customer Center > UID Management > Manage, or the channel manager',
    'zh-CN': 'ACPN“客户中心 > UID 管理 > 管理”，或渠道经理',
  },
  document: uidManagement,
  steps: [
    {
      number: 1,
      text: {
        en: 'Find the customer by its UID. Read in this case what was decided, by whom and why: it is that answer which you enter.',
        'zh-CN': '按 UID 找到该客户。请先在本案件中查看审核决定、决定人及原因：只录入该决定。',
      },
    },
    {
      number: 2,
      text: {
        en: 'Approve or refuse it there. Where the page offers neither, give the answer to the channel manager.',
        'zh-CN': '在该处同意或拒绝。如页面没有相应操作，请将决定告知渠道经理。',
      },
    },
    {
      number: 3,
      text: {
        en: 'Say what you have entered, and when. Add the number of the application or ticket, or a file that shows it.',
        'zh-CN': '记录所录入的结果及时间，并附上申请或工单编号，或可证明的文件。',
      },
      needs: ['choice', 'time', 'proof'],
      choices: [
        { key: 'approved', text: { en: 'Approved', 'zh-CN': '已同意' }, fact: 'reviewed_yes' },
        { key: 'refused', text: { en: 'Refused', 'zh-CN': '已拒绝' }, fact: 'reviewed_no' },
      ],
    },
  ],
};
