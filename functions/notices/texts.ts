import type { Texts } from '../kernel/texts.ts';
import type { Template } from './mail.ts';
import { unbindEndTexts, unbindQuestionTexts, unbindReminderTexts } from './unbinding/texts.ts';

/**
 * The words of a mail (R129): at most two sentences that explain, one thing to do, then what is small print. `opens` says
 * that the action ends in a one-time link. Whoever changes a word raises the version: the record of each mail keeps it.
 */
export type MailTexts = {
  readonly version: number;
  readonly subject: Texts;
  readonly explains: Texts;
  readonly action: Texts;
  readonly opens: boolean;
  readonly small?: Texts;
};

/** What is said with each one-time link, so that the customer tells our page from another’s. */
export const phraseText: Texts = {
  en: 'The page that opens shows the same words: {phrase}. If it does not, close it.',
  'zh-CN': '打开的页面会显示相同的词语：{phrase}。若不一致，请关闭该页面。',
};

export const greeting: Texts = { en: 'Hello{name},', 'zh-CN': '您好{name}：' };

const yoursAlone: Texts = {
  en: `The link is yours alone and works until {until} (UTC). Without an answer nothing changes.
We never ask for a password. If you did not expect this mail, say no on the page or leave it unanswered.`,
  'zh-CN': `此链接仅供您本人使用，有效期至 {until}（UTC）。若不答复，不会发生任何变化。
我们绝不会索取密码。如果您没有预期收到此邮件，请在页面上选择不同意，或不予理会。`,
};

const yesOrNo: Texts = {
  en: 'Read what changes, and say yes or no here:',
  'zh-CN': '请在下面的页面查看会发生哪些变化，并选择同意或不同意：',
};

/** The question; `changed` where the account is linked already, and the reseller asks to do more. */
export const questionTexts = {
  asked: {
    version: 2,
    subject: { en: '{asks} asks to link your {provider} account', 'zh-CN': '{asks}申请关联您的{provider}账号' },
    explains: {
      en: '{asks} asks to become the reseller for {customer} and its {provider} account.',
      'zh-CN': '{asks}申请成为{customer}的{provider}账号的代理商。',
    },
    action: yesOrNo,
    opens: true,
    small: yoursAlone,
  },
  changed: {
    version: 2,
    subject: {
      en: '{asks} asks to do more on your {provider} account',
      'zh-CN': '{asks}申请在您的{provider}账号上执行更多操作',
    },
    explains: {
      en: '{asks} is the reseller of {customer} and asks to change what it may do on its {provider} account.',
      'zh-CN': '{asks}是{customer}的代理商，现申请变更其在{provider}账号上的操作范围。',
    },
    action: yesOrNo,
    opens: true,
    small: yoursAlone,
  },
} as const satisfies Record<string, MailTexts>;

/** The reminder of the question, with a fresh link; earlier ones keep working. */
export const reminderTexts = {
  asked: {
    version: 1,
    subject: {
      en: 'A reminder: {asks} asks to link your {provider} account',
      'zh-CN': '温馨提醒：{asks}申请关联您的{provider}账号',
    },
    explains: {
      en: '{asks} has asked to become the reseller for {customer} and its {provider} account, and has no answer yet.',
      'zh-CN': '{asks}申请成为{customer}的{provider}账号的代理商，目前尚未收到您的答复。',
    },
    action: yesOrNo,
    opens: true,
    small: yoursAlone,
  },
  changed: {
    version: 1,
    subject: {
      en: 'A reminder: {asks} asks to do more on your {provider} account',
      'zh-CN': '温馨提醒：{asks}申请在您的{provider}账号上执行更多操作',
    },
    explains: {
      en: '{asks}, the reseller of {customer}, has asked to change what it may do on its {provider} account, and has no answer yet.',
      'zh-CN': '{customer}的代理商{asks}申请变更其在{provider}账号上的操作范围，目前尚未收到您的答复。',
    },
    action: yesOrNo,
    opens: true,
    small: yoursAlone,
  },
} as const satisfies Record<string, MailTexts>;

/** The reminder to apply at the provider, after the yes: the question’s page shows the invitation. */
export const applicationTexts: MailTexts = {
  version: 1,
  subject: {
    en: 'A reminder: one step is left at {provider}',
    'zh-CN': '温馨提醒：请在{provider}完成最后一步',
  },
  explains: {
    en: 'You agreed that {reseller} becomes the reseller for {customer}. {provider} has not received your application yet.',
    'zh-CN': '您已同意由{reseller}担任{customer}的代理商。{provider}尚未收到您的申请。',
  },
  action: {
    en: 'Open this page: it shows the invitation of {provider} and what to do there:',
    'zh-CN': '请打开下面的页面，查看{provider}的邀请及后续操作：',
  },
  opens: true,
  small: {
    en: `The link is yours alone. The invitation works until {until} (UTC); without it nothing changes.
We never ask for a password.`,
    'zh-CN': `此链接仅供您本人使用。邀请有效期至 {until}（UTC）；若不提交申请，不会发生任何变化。
我们绝不会索取密码。`,
  },
};

/** The provider's own delay: nothing to do, and until when (R133). */
export const delayTexts: MailTexts = {
  version: 2,
  subject: {
    en: '{provider} shows the bill of your account from {until} (UTC) on',
    'zh-CN': '{provider}将于 {until}（UTC）起显示您账号的账单',
  },
  explains: {
    en: 'The {provider} account of {customer} is linked to {reseller}. {provider} takes until {until} (UTC) to show the billing of a newly linked account; that no bill shows until then is normal.',
    'zh-CN':
      '{customer}的{provider}账号已与{reseller}关联。对于新关联的账号，{provider}需要到 {until}（UTC）才会显示账单，在此之前看不到账单属于正常情况。',
  },
  action: {
    en: 'You need not do anything: {reseller} looks again by itself.',
    'zh-CN': '您无需任何操作，{reseller}会自动再次核对。',
  },
  opens: false,
};

/** The end of a request that nobody answered, or acted on, in time (R036): nothing has changed. */
export const expiredTexts: MailTexts = {
  version: 1,
  subject: {
    en: 'Nothing has changed on your {provider} account',
    'zh-CN': '您的{provider}账号没有任何变化',
  },
  explains: {
    en: 'The request of {reseller} to become the reseller for {customer} and its {provider} account has ended, because its time was over. Nothing has changed.',
    'zh-CN': '{reseller}申请成为{customer}的{provider}账号的代理商，该申请因超过有效期已结束。您的账号没有任何变化。',
  },
  action: {
    en: 'If you still want it, ask {reseller} for a new link.',
    'zh-CN': '如仍需关联，请联系{reseller}重新发送链接。',
  },
  opens: false,
};

/** What the customer sees on its side, some time after its account was linked (R047). */
export const viewTexts: MailTexts = {
  version: 1,
  subject: {
    en: 'Does everything look right at {provider}?',
    'zh-CN': '{provider}中的信息是否正确？',
  },
  explains: {
    en: 'The {provider} account of {customer} is linked to {reseller}.',
    'zh-CN': '{customer}的{provider}账号已与{reseller}关联。',
  },
  action: {
    en: 'Sign in to the console once, and tell on this page whether you see the right reseller:',
    'zh-CN': '请登录控制台查看，并在下面的页面告知代理商是否正确：',
  },
  opens: true,
  small: {
    en: `The link is yours alone and works until {until} (UTC). Without an answer nothing changes.
We never ask for a password.`,
    'zh-CN': `此链接仅供您本人使用，有效期至 {until}（UTC）。若不答复，不会发生任何变化。
我们绝不会索取密码。`,
  },
};

/** Every text that goes to customers and distributors. What members are written stands in `members/texts.ts`. */
export const mailTexts = {
  customer_question: questionTexts,
  customer_reminder: reminderTexts,
  application_reminder: { always: applicationTexts },
  billing_delay: { always: delayTexts },
  request_expired: { always: expiredTexts },
  customer_view: { always: viewTexts },
  unbind_question: unbindQuestionTexts,
  unbind_reminder: unbindReminderTexts,
  unbind_end: unbindEndTexts,
} as const satisfies Record<Exclude<Template, 'member_digest'>, Readonly<Record<string, MailTexts>>>;
