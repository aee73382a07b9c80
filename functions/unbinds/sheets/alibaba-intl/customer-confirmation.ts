import type { RunSheet } from '../run-sheet.ts';
import { uidManagement } from './documents.ts';

/** R091: the customer confirms or rejects at the provider; only that counts. */
export const customerConfirmation: RunSheet = {
  version: 1,
  title: { en: 'Has the customer confirmed?', 'zh-CN': '客户是否已确认' },
  where: {
    en: 'ACPN > Customer Center > UID Management > Manage: Account Status. The customer itself answers in its own console',
    'zh-CN': 'ACPN“客户中心 > UID 管理 > 管理”中的账号状态。客户本人在其控制台中答复',
  },
  document: uidManagement,
  steps: [
    {
      number: 1,
      text: {
        en: 'Find the customer by its UID. To Be Confirmed means that it has not answered: leave this sheet open, whatever it says to us.',
        'zh-CN': '按 UID 找到该客户。状态为“待确认”表示客户尚未答复：无论其向我们如何答复，请勿继续勾选。',
      },
    },
    {
      number: 2,
      text: {
        en: 'In Process or Terminated means that it has confirmed. Normal again, without anybody’s taking it back, means that it has not; ask the customer.',
        'zh-CN': '“处理中”或“已终止”表示客户已确认。未经任何人撤回而恢复为“正常”，则表示未确认；请向客户核实。',
      },
    },
    {
      number: 3,
      text: {
        en: 'Say what it shows, and since when. Add the number of the application or message, or a file that shows it.',
        'zh-CN': '记录页面显示的结果及时间，并附上申请或消息编号，或可证明的文件。',
      },
      needs: ['choice', 'time', 'proof'],
      choices: [
        {
          key: 'confirmed',
          text: { en: 'The customer has confirmed', 'zh-CN': '客户已确认解除' },
          fact: 'customer_confirmed',
        },
        {
          key: 'rejected',
          text: { en: 'The customer has rejected it', 'zh-CN': '客户已拒绝解除' },
          fact: 'customer_rejected',
        },
      ],
    },
  ],
};
