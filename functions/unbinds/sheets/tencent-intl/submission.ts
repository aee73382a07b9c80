import type { RunSheet } from '../run-sheet.ts';
import { unbindDocument } from './documents.ts';

/** R077: the application is submitted under the root account before any other party acts. */
export const submission: RunSheet = {
  version: 1,
  title: { en: 'Submit the unbinding', 'zh-CN': '提交解绑申请' },
  where: {
    en: 'Partner Center, signed in with the root account of the partner',
    'zh-CN': '合作伙伴中心，使用合作伙伴主账号登录',
  },
  document: unbindDocument,
  steps: [
    {
      number: 1,
      text: {
        en: 'Sign in to the console with the root account of the partner: sub-users do not get this page.',
        'zh-CN': '使用合作伙伴的主账号登录控制台：子用户看不到该页面。',
      },
    },
    {
      number: 2,
      text: {
        en: 'Open Partner Center > Customer Management and find the customer by its account ID. Compare ID and name with this case.',
        'zh-CN': '打开“合作伙伴中心 > 客户管理”，按账号 ID 找到该客户，并与本案件核对 ID 和名称。',
      },
    },
    {
      number: 3,
      text: {
        en: 'In the row of the customer choose More > Unbind Reselling Relationship.',
        'zh-CN': '在该客户所在行选择“更多 > 解除经销关系”。',
      },
    },
    {
      number: 4,
      text: {
        en: 'Read the notice that is shown, and tick that you have. Stop here if it says anything that the notice in this case does not.',
        'zh-CN': '阅读页面显示的须知并勾选确认。如有本案件须知中没有的内容，请在此停止。',
      },
    },
    {
      number: 5,
      text: {
        en: 'Choose Submit Application. If the provider refuses it, stop here and go on with the sheet “The provider has refused it”.',
        'zh-CN': '点击“提交申请”。如果被服务商拒绝，请停止，并改用“服务商拒绝了申请”操作单。',
      },
    },
    {
      number: 6,
      text: {
        en: 'Open the tab Unbinding Customers. Write down the number and the time of submission of the new record.',
        'zh-CN': '打开“解绑客户”页签，记录新记录的编号和提交时间。',
      },
      needs: ['reference', 'time'],
    },
  ],
  records: 'submitted',
};
