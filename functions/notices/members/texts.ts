import type { Texts } from '../../kernel/texts.ts';
import type { Matter } from './matter.ts';

/** The words of the mail to members and of its page. Whoever changes one raises the version. */
export const digestTexts = {
  version: 7,
  subject: { en: 'Your cloud desk: {count} to look at', 'zh-CN': '云转售工作台：{count} 项待处理' },
  greeting: { en: 'Hello {name},', 'zh-CN': '{name}，您好：' },
  explains: { en: 'This needs somebody at {org}:', 'zh-CN': '{org}有以下事项需要处理：' },
  action: {
    en: 'Open this page to say that you take care of it:',
    'zh-CN': '如由您处理，请打开以下页面确认：',
  },
  small: {
    en: 'The link is yours alone. We never ask for a password.',
    'zh-CN': '此链接仅供您本人使用。我们绝不会索取密码。',
  },
} as const;

/** What each matter asks for; `until` is when the present wait ends. */
export const matterTexts: Readonly<Record<Matter, Texts>> = {
  second_person: {
    en: '{customer}: a second person has to agree or decline, until {until} (UTC)',
    'zh-CN': '{customer}：需要第二人同意或拒绝，截止 {until}（UTC）',
  },
  review: {
    en: '{customer}: an application has to be accepted or refused, until {until} (UTC)',
    'zh-CN': '{customer}：需要接受或拒绝一项申请，截止 {until}（UTC）',
  },
  invitation: {
    en: '{customer} has agreed: invite it in the provider’s console by the run sheet, until {until} (UTC)',
    'zh-CN': '{customer}已同意：请按操作单在云厂商控制台发出邀请，截止 {until}（UTC）',
  },
  escalated: {
    en: '{customer}: this has waited for too long and was escalated',
    'zh-CN': '{customer}：等待时间过长，已升级处理',
  },
  contact_broken: {
    en: '{customer}: our mail does not reach the customer; mend the contact',
    'zh-CN': '{customer}：邮件无法送达客户，请更正联系人',
  },
  expired: {
    en: '{customer}: the time was over and nothing has changed; ask anew if it is still wanted',
    'zh-CN': '{customer}：已过期，未发生任何变化；如仍需要，请重新发起',
  },
  unbind_review: {
    en: '{customer} has started to leave at the provider: approve or refuse until {until} (UTC), else the provider approves',
    'zh-CN': '{customer}已在云厂商发起解绑：请在 {until}（UTC）前同意或拒绝，否则云厂商自动通过',
  },
  unbind_blocked: {
    en: '{customer}: something stands in the way of unbinding; the case says what and who can mend it',
    'zh-CN': '{customer}：解绑遇到阻碍，具体事项和处理人见该案件',
  },
  unbind_submission: {
    en: '{customer}: the unbinding has to be submitted in the provider’s console, until {until} (UTC)',
    'zh-CN': '{customer}：需要在云厂商控制台提交解绑，截止 {until}（UTC）',
  },
  unbind_entry: {
    en: '{customer}: the answer to its unbinding has to be entered at the provider, until {until} (UTC)',
    'zh-CN': '{customer}：需要在云厂商控制台录入对解绑的答复，截止 {until}（UTC）',
  },
  unbind_confirmed: {
    en: '{customer} has confirmed the unbinding at the provider: take it up, until {until} (UTC)',
    'zh-CN': '{customer}已在云厂商确认解绑：请接手处理，截止 {until}（UTC）',
  },
  unbind_withdrawal: {
    en: '{customer}: the unbinding has to be taken back in the provider’s console, until {until} (UTC)',
    'zh-CN': '{customer}：需要在云厂商控制台撤回解绑申请，截止 {until}（UTC）',
  },
  unbind_late_charge: {
    en: '{customer}: the provider has billed something for {month} after the customer had gone; the case says what',
    'zh-CN': '{customer}：客户解绑后云厂商仍就 {month} 出账，金额见该案件',
  },
  unbind_bill_unknown: {
    en: '{customer}: the provider no longer tells its bill of {month}; look at it there, and enter it or close the month',
    'zh-CN': '{customer}：云厂商不再提供其 {month} 的账单，请登录查看后录入或关闭该月',
  },
  unbind_reopened: {
    en: '{customer}: the provider goes on with an unbinding that had ended here; look at it now',
    'zh-CN': '{customer}：云厂商仍在继续此处已结束的解绑，请立即查看',
  },
  unbind_clock: {
    en: '{customer}: the provider’s own clock approves the unbinding on {until} (UTC); decide before, or say that you let it',
    'zh-CN': '{customer}：云厂商将于 {until}（UTC）自动通过解绑；请在此之前决定，或说明任其通过',
  },
  distributor_review: {
    en: '{asks} asks you as the distributor whether {customer} may leave: approve or refuse until {until} (UTC), else it is taken back',
    'zh-CN': '{asks}请贵公司作为经销商决定{customer}能否解绑：请在 {until}（UTC）前同意或拒绝，否则申请将被撤回',
  },
  action_unknown: {
    en: '{customer}: nobody knows whether a remedy was carried out; look in the provider’s console and say what it shows, until {until} (UTC)',
    'zh-CN': '{customer}：一项补救操作是否已执行尚不清楚，请在 {until}（UTC）前查看云厂商控制台并记录结果',
  },
  daily_look: {
    en: '{customer}: look in the provider’s console for customers that are unbinding and bring the list, until {until} (UTC)',
    'zh-CN': '{customer}：请在 {until}（UTC）前在云厂商控制台查看正在解绑的客户并上传列表',
  },
  rebate_sync: { en: '{line}', 'zh-CN': '{line}' },
  rebates_open: { en: '{customer}: {line}', 'zh-CN': '{customer}：{line}' },
  unbind_ended: {
    en: '{customer}: the unbinding has ended; the case says how',
    'zh-CN': '{customer}：解绑已结束，结果见该案件',
  },
};

export const memberPageTexts = {
  title: { en: 'Who takes care of it?', 'zh-CN': '由谁处理？' },
  take: { en: 'I take care of it', 'zh-CN': '由我处理' },
  takenTitle: { en: 'Noted: you take care of it', 'zh-CN': '已记录：由您处理' },
  taken: {
    en: 'It stands on the timeline of each request. What belonged to nobody is in your hands now.',
    'zh-CN': '已记入各申请的时间线。原先无人负责的事项现由您负责。',
  },
  doneTitle: { en: 'There is nothing left to take care of', 'zh-CN': '已无待处理事项' },
  done: { en: 'All of it has been dealt with meanwhile.', 'zh-CN': '所有事项均已处理。' },
  unknownTitle: { en: 'This link leads nowhere', 'zh-CN': '此链接无效' },
  unknown: {
    en: 'Check that you copied the whole link from the mail. It works for 30 days, while you are a member.',
    'zh-CN': '请确认已完整复制邮件中的链接。链接在 30 天内且您仍为成员时有效。',
  },
} as const satisfies Record<string, Texts>;
