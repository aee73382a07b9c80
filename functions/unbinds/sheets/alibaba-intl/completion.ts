import type { RunSheet } from '../run-sheet.ts';
import { uidManagement } from './documents.ts';

/** R095, B03: the API shows an absence and no reason, so a person finds that out. */
export const completion: RunSheet = {
  version: 1,
  title: { en: 'What has become of the customer?', 'zh-CN': '客户的最终去向' },
  where: {
    en: 'ACPN > Customer Center > UID Management: Account Status, and the messages of the partner’s account',
    'zh-CN': 'ACPN“客户中心 > UID 管理”中的账号状态，以及合作伙伴账号的消息',
  },
  document: uidManagement,
  steps: [
    {
      number: 1,
      text: {
        en: 'Find the customer by its UID. Leave this sheet open as long as Account Status says To Be Confirmed or In Process.',
        'zh-CN': '按 UID 找到该客户。账号状态为“待确认”或“处理中”时，请勿继续勾选。',
      },
    },
    {
      number: 2,
      text: {
        en: 'If it says Terminated, or the customer is gone, find out whether it is the provider’s own customer now or has moved to another partner: the messages and the customer’s own word tell them apart.',
        'zh-CN':
          '如状态为“已终止”或客户已不在列表中，请查明其成为服务商官网客户，还是迁移至其他合作伙伴：以消息及客户本人的说明为准。',
      },
    },
    {
      number: 3,
      text: {
        en: 'Say what has become of it, and when. Add the number of the application or message, or a file that shows it.',
        'zh-CN': '记录结果及时间，并附上申请或消息编号，或可证明的文件。',
      },
      needs: ['choice', 'time', 'proof'],
      choices: [
        {
          key: 'unbound',
          text: { en: 'Unbound: it is the provider’s own customer now', 'zh-CN': '已解除：成为服务商官网客户' },
          fact: 'completed',
        },
        {
          key: 'migrated',
          text: { en: 'Moved to another partner', 'zh-CN': '已迁移至其他合作伙伴' },
          fact: 'migrated',
        },
      ],
    },
  ],
  secondPerson: true,
};
