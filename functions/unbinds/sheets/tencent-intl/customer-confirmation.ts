import type { RunSheet } from '../run-sheet.ts';
import { unbindDocument } from './documents.ts';

/** R091: the customer confirms or rejects at the provider; only that counts. */
export const customerConfirmation: RunSheet = {
  version: 1,
  title: { en: 'Has the customer confirmed?', 'zh-CN': '客户是否已确认' },
  where: {
    en: 'Partner Center > Customer Management > Unbinding Customers. The customer itself answers under Expense Center > Account Information',
    'zh-CN': '“合作伙伴中心 > 客户管理 > 解绑客户”。客户本人在“费用中心 > 账号信息”中答复',
  },
  document: unbindDocument,
  steps: [
    {
      number: 1,
      text: {
        en: 'Find the record of this case by its number. Leave this sheet open as long as the customer has not answered there: what it says to us alone does not count.',
        'zh-CN': '按编号找到本案件的记录。客户尚未在服务商处答复时，请勿继续勾选：仅向我们答复无效。',
      },
    },
    {
      number: 2,
      text: {
        en: 'Say what the record shows, and since when. Add its number, or a file that shows it.',
        'zh-CN': '记录页面显示的结果及时间，并附上编号或可证明的文件。',
      },
      needs: ['choice', 'time', 'proof'],
      choices: [
        {
          key: 'confirmed',
          text: { en: 'The customer has confirmed', 'zh-CN': '客户已确认解绑' },
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
