import type { RunSheet } from '../run-sheet.ts';
import { inConsole, unbindRecords } from './documents.ts';

/** R087: refused before any review began; a review that turns it down is told by the provider's list. */
export const refused: RunSheet = {
  version: 1,
  title: { en: 'The provider has refused it', 'zh-CN': '服务商拒绝了申请' },
  where: inConsole,
  document: unbindRecords,
  steps: [
    {
      number: 1,
      text: {
        en: 'Read which reason is named. What the provider looks at is not documented: arrears, orders that are unpaid and agreements that still run are the likely ones.',
        'zh-CN': '查看所给出的原因。服务商的检查内容没有公开说明：常见原因包括欠费、未支付订单及仍在履行的协议。',
      },
    },
    {
      number: 2,
      text: {
        en: 'Look at the records of unbinding that there is none in review of this customer.',
        'zh-CN': '在解绑记录中确认该客户没有审核中的记录。',
      },
    },
    {
      number: 3,
      text: {
        en: 'Write down the reason in its words, and when. Add a number, or a picture of what was shown.',
        'zh-CN': '按原文记录原因及时间，并附上编号或页面截图。',
      },
      needs: ['condition', 'time', 'proof'],
    },
  ],
  records: 'refused_at_submission',
};
