import type { RunSheet } from '../run-sheet.ts';
import { inConsole, unbindRecords } from './documents.ts';

/** B02: a call tells which unbindings there are; a person looks where it does not answer. */
export const dailyLook: RunSheet = {
  version: 1,
  title: { en: 'Look for unbindings under way', 'zh-CN': '查看进行中的解绑' },
  where: inConsole,
  document: unbindRecords,
  steps: [
    {
      number: 1,
      text: {
        en: 'Open the records of unbinding of each partner account, and look for those that are in review, by whomever they were started.',
        'zh-CN': '打开每个代理商账号的解绑记录，查找审核中的记录，无论由哪一方发起。',
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
        'zh-CN': '对尚无案件的记录，请确认已有人负责处理。',
      },
    },
  ],
};
