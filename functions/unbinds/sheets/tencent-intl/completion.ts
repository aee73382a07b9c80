import type { RunSheet } from '../run-sheet.ts';
import { unbindDocument } from './documents.ts';

/** R095, B03: absence alone tells nothing of where a customer has gone, so a person finds that out. */
export const completion: RunSheet = {
  version: 1,
  title: { en: 'What has become of the customer?', 'zh-CN': '客户的最终去向' },
  where: {
    en: 'Partner Center > Customer Management, Unbinding Customers, and the messages of the partner’s account',
    'zh-CN': '“合作伙伴中心 > 客户管理”、“解绑客户”页签及合作伙伴账号的站内信',
  },
  document: unbindDocument,
  steps: [
    {
      number: 1,
      text: {
        en: 'Look for the customer under Customer Management by its account ID, and for the record of this case under Unbinding Customers. Leave this sheet open as long as the provider is still at it.',
        'zh-CN':
          '在“客户管理”中按账号 ID 查找该客户，并在“解绑客户”中查找本案件的记录。服务商仍在处理时，请勿继续勾选。',
      },
    },
    {
      number: 2,
      text: {
        en: 'If the customer is gone, find out whether it was unbound or has moved to another reseller: the record’s last word, the message of a migration, and the customer’s own word tell them apart.',
        'zh-CN':
          '如客户已不在列表中，请查明是解绑还是迁移至其他经销商：以记录的最终状态、迁移通知及客户本人的说明为准。',
      },
    },
    {
      number: 3,
      text: {
        en: 'Say what has become of it, and when. Add the number of the record or message, or a file that shows it.',
        'zh-CN': '记录结果及时间，并附上记录或消息的编号，或可证明的文件。',
      },
      needs: ['choice', 'time', 'proof'],
      choices: [
        {
          key: 'unbound',
          text: { en: 'Unbound: it is the provider’s own customer now', 'zh-CN': '已解绑：成为服务商官网客户' },
          fact: 'completed',
        },
        {
          key: 'migrated',
          text: { en: 'Moved to another reseller', 'zh-CN': '已迁移至其他经销商' },
          fact: 'migrated',
        },
      ],
    },
  ],
  secondPerson: true,
};
