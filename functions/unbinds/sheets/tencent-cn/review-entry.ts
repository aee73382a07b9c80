import type { RunSheet } from '../run-sheet.ts';
import { inConsole, unbindRecords } from './documents.ts';

/** B02: our answer to what the customer has started, where the provider asks for one. */
export const reviewEntry: RunSheet = {
  version: 1,
  title: { en: 'Enter our answer to the customer’s unbinding', 'zh-CN': '录入对客户解绑申请的审核结果' },
  where: inConsole,
  document: unbindRecords,
  steps: [
    {
      number: 1,
      text: {
        en: 'Find the record by the customer’s account ID. Read in this case what was decided, by whom and why: it is that answer which you enter.',
        'zh-CN': '按客户账号 ID 找到解绑记录。请先在本案件中查看审核决定、决定人及原因：只录入该决定。',
      },
    },
    {
      number: 2,
      text: {
        en: 'Approve or refuse it there. Where the page asks nothing of the partner, tell the channel manager our answer, by ticket or mail.',
        'zh-CN': '在该处同意或拒绝。如页面不需要代理商审核，请通过工单或邮件将我方的决定告知渠道经理。',
      },
    },
    {
      number: 3,
      text: {
        en: 'Say what you have entered, and when. Add the number of the record or ticket, or a file that shows it.',
        'zh-CN': '记录所录入的结果及时间，并附上记录或工单编号，或可证明的文件。',
      },
      needs: ['choice', 'time', 'proof'],
      choices: [
        { key: 'approved', text: { en: 'Approved', 'zh-CN': '已同意' }, fact: 'reviewed_yes' },
        { key: 'refused', text: { en: 'Refused', 'zh-CN': '已拒绝' }, fact: 'reviewed_no' },
      ],
    },
  ],
};
