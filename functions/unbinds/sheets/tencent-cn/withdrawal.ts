import type { RunSheet } from '../run-sheet.ts';
import { inConsole, unbindRecords } from './documents.ts';

/** R140: a record may say revoked, so that it can be taken back; by which page is not documented. */
export const withdrawal: RunSheet = {
  version: 1,
  title: { en: 'Take the application back', 'zh-CN': '撤回解绑申请' },
  where: inConsole,
  document: unbindRecords,
  steps: [
    {
      number: 1,
      text: {
        en: 'Find the record by the customer’s account ID. If it is no longer in review, stop here: the desk reads what it says.',
        'zh-CN': '按客户账号 ID 找到解绑记录。如已不在审核中，请停止：其结果由系统自动读取。',
      },
    },
    {
      number: 2,
      text: {
        en: 'Revoke it there. Where the page offers no such thing, ask the channel manager to turn it down, by ticket or mail.',
        'zh-CN': '在该处撤销。如页面没有此操作，请通过工单或邮件请渠道经理驳回。',
      },
    },
    {
      number: 3,
      text: {
        en: 'Look again: the record says revoked or turned down, and the customer is in the list of customers. Write down when, and add the number of the record or ticket, or a file that shows it.',
        'zh-CN':
          '再次查看：记录为“已撤销”或“已驳回”，且客户仍在客户列表中。记录时间，并附上记录或工单编号，或可证明的文件。',
      },
      needs: ['time', 'proof'],
    },
  ],
  records: 'withdrawn',
  secondPerson: true,
};
