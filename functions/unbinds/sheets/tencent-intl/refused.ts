import type { RunSheet } from '../run-sheet.ts';
import { unbindDocument } from './documents.ts';

/** R087: the provider's own validation says no, and names the condition. */
export const refused: RunSheet = {
  version: 1,
  title: { en: 'The provider has refused it', 'zh-CN': '服务商拒绝了申请' },
  where: {
    en: 'The message that Partner Center shows on Submit Application',
    'zh-CN': '点击“提交申请”后合作伙伴中心显示的消息',
  },
  document: unbindDocument,
  steps: [
    {
      number: 1,
      text: {
        en: 'Look in the tab Unbinding Customers that no record of this customer is there.',
        'zh-CN': '在“解绑客户”页签中确认没有该客户的记录。',
      },
    },
    {
      number: 2,
      text: {
        en: 'Write down which condition the message names, in its words, and when. Add the message’s number or a picture of it.',
        'zh-CN': '按原文记录消息所指出的条件及时间，并附上消息编号或截图。',
      },
      needs: ['condition', 'time', 'proof'],
    },
  ],
  records: 'refused_at_submission',
};
