import type { RunSheet } from '../run-sheet.ts';
import { uidManagement } from './documents.ts';

/** R087: the provider's own validation says no. Which conditions it checks is not documented. */
export const refused: RunSheet = {
  version: 1,
  title: { en: 'The provider has refused it', 'zh-CN': '服务商拒绝了申请' },
  where: {
    en: 'The message that ACPN shows, or the channel manager’s answer',
    'zh-CN': 'ACPN 显示的消息，或渠道经理的答复',
  },
  document: uidManagement,
  steps: [
    {
      number: 1,
      text: {
        en: 'Look in Customer Center > UID Management that the Account Status of this customer still says Normal.',
        'zh-CN': '在“客户中心 > UID 管理”中确认该客户的账号状态仍为“正常”。',
      },
    },
    {
      number: 2,
      text: {
        en: 'Write down which condition the message names, in its words, and when. Add the number of the message or ticket, or a picture of it.',
        'zh-CN': '按原文记录消息所指出的条件及时间，并附上消息或工单编号，或截图。',
      },
      needs: ['condition', 'time', 'proof'],
    },
  ],
  records: 'refused_at_submission',
};
