import type { RunSheet } from '../run-sheet.ts';
import { associations } from './documents.ts';

/** R091: the customer approves or rejects at the provider; only that counts. */
export const customerConfirmation: RunSheet = {
  version: 1,
  title: { en: 'Has the customer confirmed?', 'zh-CN': '客户是否已确认' },
  where: {
    en: 'Partner Center > Sales > Customers > Customer Management > Manage Association Records. The customer itself answers in its account centre',
    'zh-CN': '合作伙伴中心“销售 > 客户 > 客户管理”中的“关联关系操作记录”。客户本人在账号中心答复',
  },
  document: associations,
  steps: [
    {
      number: 1,
      text: {
        en: 'Find the request by the customer’s account ID. As long as it is pending, the customer has not answered: leave this sheet open, whatever it says to us.',
        'zh-CN': '按客户账号 ID 找到该申请。状态为待处理时，客户尚未答复：无论其向我们如何答复，请勿继续勾选。',
      },
    },
    {
      number: 2,
      text: {
        en: 'Say what it shows, and since when. Add the number of the request, or a file that shows it.',
        'zh-CN': '记录页面显示的结果及时间，并附上申请编号或可证明的文件。',
      },
      needs: ['choice', 'time', 'proof'],
      choices: [
        {
          key: 'confirmed',
          text: { en: 'The customer has approved', 'zh-CN': '客户已同意解除' },
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
