import type { RunSheet } from '../run-sheet.ts';
import { associations } from './documents.ts';

/** R087: the provider's account check says no and names the items; nothing has happened then. */
export const refused: RunSheet = {
  version: 1,
  title: { en: 'The provider has refused it', 'zh-CN': '服务商拒绝了申请' },
  where: {
    en: 'Partner Center > Sales > Customers > Customer Management > More > Disassociate: the account check',
    'zh-CN': '合作伙伴中心“销售 > 客户 > 客户管理 > 更多 > 解除关联”中的账号检查',
  },
  document: associations,
  steps: [
    {
      number: 1,
      text: {
        en: 'Read which items failed: a freeze by hand, enterprise accounts that are not in financial trusteeship, reserved instances that are still valid, a request within the last three months.',
        'zh-CN': '查看未通过的项目：手动冻结、非财务托管的企业账号关联关系、未失效的预留实例、三个月内已有的申请。',
      },
    },
    {
      number: 2,
      text: {
        en: 'Look at Manage Association Records that there is no request about this customer.',
        'zh-CN': '在“关联关系操作记录”中确认没有关于该客户的申请。',
      },
    },
    {
      number: 3,
      text: {
        en: 'Write down which items it names, in its words, and when. Add a number, or a picture of the check.',
        'zh-CN': '按原文记录所指出的项目及时间，并附上编号或账号检查页面的截图。',
      },
      needs: ['condition', 'time', 'proof'],
    },
  ],
  records: 'refused_at_submission',
};
