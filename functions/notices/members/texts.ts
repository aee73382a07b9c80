import type { Texts } from '../../kernel/texts.ts';
import type { Matter } from './matter.ts';

/** The words of the mail to members and of its page. Whoever changes one raises the version. */
export const digestTexts = {
  version: 1,
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
