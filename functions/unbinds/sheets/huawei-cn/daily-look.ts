import type { RunSheet } from '../run-sheet.ts';
import { associations } from './documents.ts';

/** B02: no call tells us that a customer asks to leave, so somebody looks. */
export const dailyLook: RunSheet = {
  version: 1,
  title: { en: 'Look for disassociations under way', 'zh-CN': '查看进行中的解除关联' },
  where: {
    en: 'Partner Center > Sales > Customers > Customer Management > Manage Association Records, of each partner account',
    'zh-CN': '每个合作伙伴账号的合作伙伴中心“销售 > 客户 > 客户管理”中的“关联关系操作记录”',
  },
  document: associations,
  steps: [
    {
      number: 1,
      text: {
        en: 'Open the records and look for requests to disassociate that are pending, by whomever they were started.',
        'zh-CN': '打开操作记录，查找待处理的解除关联申请，无论由哪一方发起。',
      },
    },
    {
      number: 2,
      text: {
        en: 'Take them over to the desk: account ID, state and time of each, also when there is none.',
        'zh-CN': '录入本系统：每个客户的账号 ID、状态和时间；没有时也需录入。',
      },
    },
    {
      number: 3,
      text: {
        en: 'For each one that nobody has a case of, see that somebody takes it up.',
        'zh-CN': '对尚无案件的申请，请确认已有人负责处理。',
      },
    },
  ],
};
