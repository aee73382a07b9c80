import type { RunSheet } from '../run-sheet.ts';
import { unbindDocument } from './documents.ts';

/** R093: the customer binds a card and completes its details at the provider; we take no card data. */
export const cardBinding: RunSheet = {
  version: 1,
  title: { en: 'The customer’s card and details', 'zh-CN': '客户绑卡与资料' },
  where: {
    en: 'The customer’s word, or Partner Center > Customer Management > Unbinding Customers',
    'zh-CN': '客户的答复，或“合作伙伴中心 > 客户管理 > 解绑客户”',
  },
  document: unbindDocument,
  steps: [
    {
      number: 1,
      text: {
        en: 'Ask the customer whether a card is bound and its details are complete. Never ask for anything that is on the card, and refuse it when it is offered.',
        'zh-CN': '询问客户是否已绑定银行卡并补全资料。不要询问任何卡面信息；如客户主动提供，请拒绝接收。',
      },
    },
    {
      number: 2,
      text: {
        en: 'Write down when it was done, and where that is to be read: the number of the customer’s message, or a file without card data.',
        'zh-CN': '记录完成时间及依据：客户消息的编号，或不含卡信息的文件。',
      },
      needs: ['time', 'proof'],
    },
  ],
  records: 'card_bound',
};
