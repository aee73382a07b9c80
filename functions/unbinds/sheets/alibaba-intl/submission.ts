import type { RunSheet } from '../run-sheet.ts';
import { uidManagement } from './documents.ts';

/** R077: the termination is started under the partner's own account before any other party acts. */
export const submission: RunSheet = {
  version: 1,
  title: { en: 'Start the termination', 'zh-CN': '发起解除分销关系' },
  where: {
    en: 'The partner console (ACPN), signed in with the partner’s own account',
    'zh-CN': '合作伙伴平台（ACPN），使用合作伙伴主账号登录',
  },
  document: uidManagement,
  steps: [
    {
      number: 1,
      text: {
        en: 'Open Customer Center > UID Management and find the customer by its UID. Compare UID and nickname with this case.',
        'zh-CN': '打开“客户中心 > UID 管理”，按 UID 找到该客户，并与本案件核对 UID 和昵称。',
      },
    },
    {
      number: 2,
      text: {
        en: 'Choose Manage. Under Basic Information, Account Status has to say Normal; if it says anything else, somebody has started before you: stop here.',
        'zh-CN': '选择“管理”。“基本信息”中的账号状态应为“正常”；如为其他状态，说明已有人发起：请在此停止。',
      },
    },
    {
      number: 3,
      text: {
        en: 'Under Shutdown Policy Management the pay-as-you-go status has to be normal and the shutdown policy one that stops; under Quota Management the available quota may not be below zero. Mend here what is not so.',
        'zh-CN':
          '在“停机策略管理”中，按量付费状态应为正常，且停机策略不应为不停机；在“额度管理”中，可用额度不得低于零。不符合的请先在此处理。',
      },
    },
    {
      number: 4,
      text: {
        en: 'Start the termination of the distribution relationship. Read what is shown, and stop if it says anything that the notice in this case does not. If the page offers no termination, ask the channel manager to start it, and take the number of that ticket.',
        'zh-CN':
          '发起解除分销关系。阅读页面说明，如有本案件须知中没有的内容，请停止。如页面没有该操作，请联系渠道经理发起，并记下工单编号。',
      },
    },
    {
      number: 5,
      text: {
        en: 'If it is refused, stop here and go on with the sheet “The provider has refused it”.',
        'zh-CN': '如果被拒绝，请停止，并改用“服务商拒绝了申请”操作单。',
      },
    },
    {
      number: 6,
      text: {
        en: 'Account Status now says To Be Confirmed or In Process. Write down the number of the application or ticket, and when it was started.',
        'zh-CN': '账号状态应变为“待确认”或“处理中”。记录申请或工单编号及发起时间。',
      },
      needs: ['reference', 'time'],
    },
  ],
  records: 'submitted',
};
