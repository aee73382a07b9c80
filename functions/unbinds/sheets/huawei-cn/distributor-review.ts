import type { RunSheet } from '../run-sheet.ts';
import { associations } from './documents.ts';

/** R088: a distributor disassociates its reseller's customers itself, so its own word counts. */
export const distributorReview: RunSheet = {
  version: 1,
  title: { en: 'The distributor’s review', 'zh-CN': '总经销商审核' },
  where: { en: 'The distributor’s own message', 'zh-CN': '总经销商的消息' },
  document: associations,
  steps: [
    {
      number: 1,
      text: {
        en: 'Ask the distributor for its decision, naming the customer by its account ID. No page is known by which it reviews such a request. Leave this sheet open as long as it has not decided.',
        'zh-CN': '向总经销商询问其决定，并注明客户账号 ID。没有公开说明其审核页面。对方尚未决定时，请勿继续勾选。',
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
