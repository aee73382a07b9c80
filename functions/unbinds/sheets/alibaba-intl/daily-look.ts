import type { RunSheet } from '../run-sheet.ts';
import { uidManagement } from './documents.ts';

/** B02: nothing tells us that a customer is being terminated, so somebody looks. */
export const dailyLook: RunSheet = {
  version: 1,
  title: { en: 'Look for terminations under way', 'zh-CN': '查看进行中的解除' },
  where: {
    en: 'ACPN > Customer Center > UID Management, of each partner account',
    'zh-CN': '每个合作伙伴账号的 ACPN“客户中心 > UID 管理”',
  },
  document: uidManagement,
  steps: [
    {
      number: 1,
      text: {
        en: 'Open the list and look for customers whose Account Status says anything but Normal.',
        'zh-CN': '打开列表，查找账号状态不是“正常”的客户。',
      },
    },
    {
      number: 2,
      text: {
        en: 'Take them over to the desk: UID, state and time of each, also when there is none.',
        'zh-CN': '录入本系统：每个客户的 UID、状态和时间；没有时也需录入。',
      },
    },
    {
      number: 3,
      text: {
        en: 'For each one that nobody has a case of, see that somebody takes it up.',
        'zh-CN': '对尚无案件的客户，请确认已有人负责处理。',
      },
    },
  ],
};
