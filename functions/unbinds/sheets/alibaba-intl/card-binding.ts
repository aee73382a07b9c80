import type { RunSheet } from '../run-sheet.ts';
import { uidManagement } from './documents.ts';

/** R093: whether a means of payment is asked for is not documented; we take no payment data in any case. */
export const cardBinding: RunSheet = {
  version: 1,
  title: { en: 'The customer’s means of payment', 'zh-CN': '客户的付款方式' },
  where: { en: 'The customer’s word', 'zh-CN': '客户的答复' },
  document: uidManagement,
  steps: [
    {
      number: 1,
      text: {
        en: 'Ask the customer whether its own console shows a means of payment, and complete billing details. Never ask for anything that is on a card, and refuse it when it is offered.',
        'zh-CN':
          '询问客户其控制台中是否已有付款方式，且账单资料完整。不要询问任何卡面信息；如客户主动提供，请拒绝接收。',
      },
    },
    {
      number: 2,
      text: {
        en: 'Write down when it was done, and where that is to be read: the number of the customer’s message, or a file without payment data.',
        'zh-CN': '记录完成时间及依据：客户消息的编号，或不含付款信息的文件。',
      },
      needs: ['time', 'proof'],
    },
  ],
  records: 'card_bound',
};
