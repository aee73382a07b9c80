import type { RunSheet } from '../run-sheet.ts';
import { unbindDocument } from './documents.ts';

/** R088: the distributor of a second-level reseller's customer reviews first, and does not answer on this desk. */
export const distributorReview: RunSheet = {
  version: 1,
  title: { en: 'The distributor’s review', 'zh-CN': '总经销商审核' },
  where: {
    en: 'Partner Center > Customer Management > Unbinding Customers, or the distributor’s own message',
    'zh-CN': '“合作伙伴中心 > 客户管理 > 解绑客户”，或总经销商的消息',
  },
  document: unbindDocument,
  steps: [
    {
      number: 1,
      text: {
        en: 'Find the record of this case by its number. Leave this sheet open as long as the review is still going on.',
        'zh-CN': '按编号找到本案件的记录。审核仍在进行时，请勿继续勾选。',
      },
    },
    {
      number: 2,
      text: {
        en: 'Say what the distributor has decided, and when. Add the number of its message, or a file that shows it.',
        'zh-CN': '记录总经销商的决定及时间，并附上其消息编号或可证明的文件。',
      },
      needs: ['choice', 'time', 'proof'],
      choices: [
        {
          key: 'approved',
          text: { en: 'The distributor has approved', 'zh-CN': '总经销商已同意' },
          fact: 'distributor_approved',
        },
        {
          key: 'refused',
          text: { en: 'The distributor has refused', 'zh-CN': '总经销商已拒绝' },
          fact: 'distributor_refused',
        },
      ],
    },
  ],
};
