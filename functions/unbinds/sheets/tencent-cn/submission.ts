import type { RunSheet } from '../run-sheet.ts';
import { inConsole, unbindRecords } from './documents.ts';

/** R077: asked for in a console; from then on the provider's list tells how it stands. */
export const submission: RunSheet = {
  version: 1,
  title: { en: 'Ask for the unbinding', 'zh-CN': '提交客户解绑申请' },
  where: inConsole,
  document: unbindRecords,
  steps: [
    {
      number: 1,
      text: {
        en: 'Sign in with the root account of the partner, and find the customer by its account ID. Compare ID and name with this case; names may be masked.',
        'zh-CN': '使用代理商主账号登录，按账号 ID 找到该客户（代客），并与本案件核对 ID 和名称（名称可能打码显示）。',
      },
    },
    {
      number: 2,
      text: {
        en: 'Look at the records of unbinding: if one of this customer is in review already, stop here.',
        'zh-CN': '查看解绑记录：如该客户已有审核中的记录，请在此停止。',
      },
    },
    {
      number: 3,
      text: {
        en: 'Start the unbinding as the console offers it. Where it offers nothing, ask the channel manager by ticket or mail, naming the account ID, and go on with their answer.',
        'zh-CN':
          '按控制台提供的方式发起解绑。如没有此操作，请通过工单或邮件联系渠道经理，注明客户账号 ID，并按其答复继续。',
      },
    },
    {
      number: 4,
      text: {
        en: 'Read what is shown, and stop if it says anything that the notice in this case does not. If it is refused at once, go on with the sheet “The provider has refused it”.',
        'zh-CN': '阅读页面说明，如有本案件须知中没有的内容，请停止。如当场被拒绝，请改用“服务商拒绝了申请”操作单。',
      },
    },
    {
      number: 5,
      text: {
        en: 'The records now have one that is in review. Write down when it was asked for, and its number; where it has none, the customer’s account ID and the time do, or the number of the ticket.',
        'zh-CN':
          '解绑记录中应已出现审核中的记录。记录申请时间及编号；如没有编号，则填写客户账号 ID 和时间，或工单编号。',
      },
      needs: ['reference', 'time'],
    },
  ],
  records: 'submitted',
};
