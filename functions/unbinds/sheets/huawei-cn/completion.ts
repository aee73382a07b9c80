import type { RunSheet } from '../run-sheet.ts';
import { associations } from './documents.ts';

/** R095, B03: the desk reads nothing at this site, so a person finds that out. */
export const completion: RunSheet = {
  version: 1,
  title: { en: 'What has become of the customer?', 'zh-CN': '客户的最终去向' },
  where: {
    en: 'Partner Center > Sales > Customers > Customer Management: the list, and Manage Association Records',
    'zh-CN': '合作伙伴中心“销售 > 客户 > 客户管理”中的客户列表和“关联关系操作记录”',
  },
  document: associations,
  steps: [
    {
      number: 1,
      text: {
        en: 'Find the request by the customer’s account ID. Leave this sheet open as long as it is pending. The desk reads nothing at this site, so that this sheet is what tells.',
        'zh-CN': '按客户账号 ID 找到该申请。申请仍待处理时，请勿继续勾选。系统不读取该站点的数据，以本操作单为准。',
      },
    },
    {
      number: 2,
      text: {
        en: 'If the request is done and the customer is gone from the list, find out whether it is the provider’s own customer now or has associated with another partner: the record and the customer’s own word tell them apart.',
        'zh-CN':
          '如申请已完成且客户已不在列表中，请查明其成为服务商官网客户，还是关联了其他合作伙伴：以操作记录及客户本人的说明为准。',
      },
    },
    {
      number: 3,
      text: {
        en: 'Say what has become of it, and when. Add the number of the request or message, or a file that shows it.',
        'zh-CN': '记录结果及时间，并附上申请或消息编号，或可证明的文件。',
      },
      needs: ['choice', 'time', 'proof'],
      choices: [
        {
          key: 'unbound',
          text: {
            en: 'Disassociated: it is the provider’s own customer now',
            'zh-CN': '已解除关联：成为服务商官网客户',
          },
          fact: 'completed',
        },
        {
          key: 'migrated',
          text: { en: 'Associated with another partner', 'zh-CN': '已关联其他合作伙伴' },
          fact: 'migrated',
        },
      ],
    },
  ],
  secondPerson: true,
};
