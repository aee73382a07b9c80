import type { RunSheet } from '../run-sheet.ts';
import { unbindRecords } from './documents.ts';

/** R093: no step of this kind is documented here; we take no payment data in any case. */
export const cardBinding: RunSheet = {
  version: 1,
  title: { en: 'The customer’s means of payment', 'zh-CN': '客户的付款方式' },
  where: { en: 'The customer’s word', 'zh-CN': '客户的答复' },
  document: unbindRecords,
  steps: [
    {
      number: 1,
      text: {
        en: 'The provider documents no such step. Ask the customer whether its account can pay by itself from now on, also for what its partner paid for it so far. Never ask for anything that is on a card, and refuse it when it is offered.',
        'zh-CN':
          '服务商没有公开说明此步骤。询问客户其账号今后能否自行付款（包括此前由代理商代付的部分）。不要询问任何卡面信息；如客户主动提供，请拒绝接收。',
      },
    },
    {
      number: 2,
      text: {
        en: 'Write down when it was said, and where that is to be read: the number of the customer’s message, or a file without payment data.',
        'zh-CN': '记录答复时间及依据：客户消息的编号，或不含付款信息的文件。',
      },
      needs: ['time', 'proof'],
    },
  ],
  records: 'card_bound',
};
