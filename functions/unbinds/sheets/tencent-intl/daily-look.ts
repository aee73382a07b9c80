import type { RunSheet } from '../run-sheet.ts';
import { releaseNotes } from './documents.ts';

/** B02: nothing tells us that a customer has started to unbind, so somebody looks each day. */
export const dailyLook: RunSheet = {
  version: 1,
  title: { en: 'Look at Unbinding Customers', 'zh-CN': '查看“解绑客户”页面' },
  where: {
    en: 'Partner Center > Customer Management > Unbinding Customers, of each partner account, once a day',
    'zh-CN': '每个合作伙伴账号每天一次：“合作伙伴中心 > 客户管理 > 解绑客户”',
  },
  document: releaseNotes,
  steps: [
    {
      number: 1,
      text: {
        en: 'Open the page and show all of its rows.',
        'zh-CN': '打开该页面并显示全部记录。',
      },
    },
    {
      number: 2,
      text: {
        en: 'Take the list over to the desk: every row, with number, account ID, state and time, also when it is empty.',
        'zh-CN': '将列表录入本系统：每条记录的编号、账号 ID、状态和时间；列表为空也需录入。',
      },
    },
    {
      number: 3,
      text: {
        en: 'For each row that waits for your review, the desk opens a case with the provider’s time limit. See that somebody has taken it up.',
        'zh-CN': '对每条待审核的记录，系统会建立带有服务商期限的案件。请确认已有人负责处理。',
      },
    },
  ],
};
