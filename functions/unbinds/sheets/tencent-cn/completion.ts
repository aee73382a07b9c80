import type { RunSheet } from '../run-sheet.ts';
import { inConsole, unbindRecords } from './documents.ts';

/** R095, B03: the list says unbound by itself; a person says what it can’t, such as a move to another partner. */
export const completion: RunSheet = {
  version: 1,
  title: { en: 'What has become of the customer?', 'zh-CN': '客户的最终去向' },
  where: inConsole,
  document: unbindRecords,
  steps: [
    {
      number: 1,
      text: {
        en: 'Find the record by the customer’s account ID. Leave this sheet open as long as it is in review: the desk takes over “unbound” by itself.',
        'zh-CN': '按客户账号 ID 找到解绑记录。状态为“审核中”时，请勿继续勾选：“已解绑”由系统自动读取。',
      },
    },
    {
      number: 2,
      text: {
        en: 'If the customer is gone from the list of customers without such a record, or the record says that it was revoked by the relation, find out where it has gone: its own word and the channel manager’s tell.',
        'zh-CN':
          '如客户已不在客户列表中而没有相应记录，或记录为“关联撤销”，请查明其去向：以客户本人及渠道经理的说明为准。',
      },
    },
    {
      number: 3,
      text: {
        en: 'Say what has become of it, and when. Add the number of the record or message, or a file that shows it.',
        'zh-CN': '记录结果及时间，并附上记录或消息的编号，或可证明的文件。',
      },
      needs: ['choice', 'time', 'proof'],
      choices: [
        {
          key: 'unbound',
          text: { en: 'Unbound: it is the provider’s own customer now', 'zh-CN': '已解绑：成为服务商官网客户' },
          fact: 'completed',
        },
        {
          key: 'migrated',
          text: { en: 'With another partner', 'zh-CN': '已关联其他代理商' },
          fact: 'migrated',
        },
      ],
    },
  ],
  secondPerson: true,
};
