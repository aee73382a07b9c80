import type { RunSheet } from '../run-sheet.ts';
import { inConsole, unbindRecords } from './documents.ts';

/** R091: whether the customer is asked at the provider is not documented; the list tells of the review alone. */
export const customerConfirmation: RunSheet = {
  version: 1,
  title: { en: 'Has the customer confirmed?', 'zh-CN': '客户是否已确认' },
  where: inConsole,
  document: unbindRecords,
  steps: [
    {
      number: 1,
      text: {
        en: 'Find the record by the customer’s account ID. The desk reads its state by itself: use this sheet only for what the record does not say, such as a question that the provider has put to the customer.',
        'zh-CN':
          '按客户账号 ID 找到解绑记录。系统会自动读取其状态：本操作单仅用于记录中没有的内容，例如服务商向客户发出的确认。',
      },
    },
    {
      number: 2,
      text: {
        en: 'Ask the customer whether it has been asked at the provider, and what it has answered there. What it says to us alone does not count: leave this sheet open then.',
        'zh-CN': '询问客户是否收到服务商的确认，以及其答复内容。仅向我们口头答复的不算：此时请勿继续勾选。',
      },
    },
    {
      number: 3,
      text: {
        en: 'Say what the customer has answered there, and when. Add the number of the message, or a file that shows it.',
        'zh-CN': '记录客户在服务商处的答复及时间，并附上消息编号或可证明的文件。',
      },
      needs: ['choice', 'time', 'proof'],
      choices: [
        {
          key: 'confirmed',
          text: { en: 'The customer has agreed', 'zh-CN': '客户已同意解绑' },
          fact: 'customer_confirmed',
        },
        {
          key: 'rejected',
          text: { en: 'The customer has rejected it', 'zh-CN': '客户已拒绝解绑' },
          fact: 'customer_rejected',
        },
      ],
    },
  ],
};
