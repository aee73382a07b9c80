import type { RunSheet } from '../run-sheet.ts';
import { associations } from './documents.ts';

/** R077: the partner's administrator asks for the end of the association; the provider checks the account first. */
export const submission: RunSheet = {
  version: 1,
  title: { en: 'Ask for the disassociation', 'zh-CN': '发起解除关联' },
  where: {
    en: 'Partner Center, signed in as the partner’s administrator',
    'zh-CN': '合作伙伴中心，使用伙伴管理员账号登录',
  },
  document: associations,
  steps: [
    {
      number: 1,
      text: {
        en: 'Open Sales > Customers > Customer Management and find the customer by its account ID or account name. Compare both with this case.',
        'zh-CN': '打开“销售 > 客户 > 客户管理”，按账号 ID 或账号名找到该客户，并与本案件核对。',
      },
    },
    {
      number: 2,
      text: {
        en: 'Look at Manage Association Records: if a request about this customer is open already, stop here. Look for requests of the last three months as well, the customer’s own among them: after one of them another has to wait.',
        'zh-CN':
          '查看“关联关系操作记录”：如已有关于该客户的未完成申请，请在此停止。同时核对最近三个月内的申请（包括客户发起的申请）：如有，须等待期满后再次申请。',
      },
    },
    {
      number: 3,
      text: {
        en: 'The account may not be frozen. If it is, unfreeze it first, and agree with the customer that nothing is bought in between.',
        'zh-CN': '该账号不得处于冻结状态。如已冻结，请先解冻，并与客户约定期间不新购资源。',
      },
    },
    {
      number: 4,
      text: {
        en: 'Choose More > Disassociate. If the account check fails, write nothing here and go on with the sheet “The provider has refused it”.',
        'zh-CN': '选择“更多 > 解除关联”。如账号检查未通过，请勿在此填写，改用“服务商拒绝了申请”操作单。',
      },
    },
    {
      number: 5,
      text: {
        en: 'Read what is shown, and stop if it says anything that the notice in this case does not. Else confirm it, enter the reason of this case, and the verification code where one is asked for.',
        'zh-CN':
          '阅读页面说明，如有本案件须知中没有的内容，请停止。否则勾选确认，填写本案件的原因；如要求验证码，请一并输入。',
      },
    },
    {
      number: 6,
      text: {
        en: 'Manage Association Records now has the request. Write down when it was made, and the number that it has there; where it has none, the account ID of the customer and the time do.',
        'zh-CN': '“关联关系操作记录”中应已出现该申请。记录发起时间及其编号；如没有编号，则填写客户账号 ID 和时间。',
      },
      needs: ['reference', 'time'],
    },
  ],
  records: 'submitted',
};
