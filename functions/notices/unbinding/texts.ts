import type { Texts } from '../../kernel/texts.ts';
import type { MailTexts } from '../texts.ts';

const linkSmall: Texts = {
  en: `The link is yours alone and works until {until} (UTC).
We never ask for a password, nor for a card number. If you did not expect this mail, leave it unanswered and write to {asks}.`,
  'zh-CN': `此链接仅供您本人使用，有效期至 {until}（UTC）。
我们绝不会索取密码或银行卡号。如果您没有预期收到此邮件，请不予理会并联系{asks}。`,
};

const readAndConfirm: Texts = {
  en: 'Read here what ends and where you confirm or reject it:',
  'zh-CN': '请在下面的页面查看将终止的内容，以及在哪里确认或拒绝：',
};
const bindCard: Texts = {
  en: 'Read here what is left, and tell when the card is bound:',
  'zh-CN': '请在下面的页面查看剩余步骤，并在绑定银行卡后告知：',
};
const approveOrRefuse: Texts = {
  en: 'Read what it means, and approve or refuse it here:',
  'zh-CN': '请在下面的页面查看其含义，并选择同意或拒绝：',
};

/** The first mail of each question of an unbind. */
export const unbindQuestionTexts = {
  confirmation: {
    version: 1,
    subject: {
      en: '{asks}: please confirm at {provider} that you leave',
      'zh-CN': '{asks}：请在{provider}确认解绑',
    },
    explains: {
      en: '{asks} has applied at {provider} for the account of {customer} to leave its reseller. Only your own confirmation there counts, and nobody can undo it.',
      'zh-CN': '{asks}已在{provider}为{customer}的账号申请与代理商解绑。以您在那里的确认为准，完成后无法撤销。',
    },
    action: readAndConfirm,
    opens: true,
    small: linkSmall,
  },
  card: {
    version: 1,
    subject: {
      en: 'One step is left at {provider}: a payment card of your own',
      'zh-CN': '还差一步：在{provider}绑定您自己的银行卡',
    },
    explains: {
      en: 'You have confirmed that the account of {customer} leaves {asks}. {provider} completes it once a payment card of your own is bound.',
      'zh-CN': '您已确认{customer}的账号与{asks}解绑。绑定您自己的银行卡后，{provider}才会完成解绑。',
    },
    action: bindCard,
    opens: true,
    small: linkSmall,
  },
  distributor: {
    version: 1,
    subject: {
      en: '{asks} asks for your review: {customer} leaves its reseller',
      'zh-CN': '{asks}请您审核：{customer}与代理商解绑',
    },
    explains: {
      en: '{customer} at {provider} is a customer of {secondLevel}, a second-level reseller of yours. It is asked to confirm only after your approval.',
      'zh-CN': '{provider}的客户{customer}属于您的二级代理商{secondLevel}。您同意之后才会请该客户确认。',
    },
    action: approveOrRefuse,
    opens: true,
    small: linkSmall,
  },
} as const satisfies Record<string, MailTexts>;

/** The reminders of the same questions, with a fresh link. */
export const unbindReminderTexts = {
  confirmation: {
    version: 1,
    subject: {
      en: 'A reminder: please confirm at {provider} that you leave {asks}',
      'zh-CN': '温馨提醒：请在{provider}确认与{asks}解绑',
    },
    explains: {
      en: '{provider} does not show yet that {customer} has confirmed or rejected. Without it {asks} takes the application back on {until} (UTC).',
      'zh-CN': '{provider}尚未显示{customer}的确认或拒绝。逾期未确认的，{asks}将于 {until}（UTC）撤回申请。',
    },
    action: readAndConfirm,
    opens: true,
    small: linkSmall,
  },
  card: {
    version: 1,
    subject: {
      en: 'A reminder: {provider} waits for a payment card of your own',
      'zh-CN': '温馨提醒：{provider}等待您绑定银行卡',
    },
    explains: {
      en: 'Nobody has told yet that a card is bound to the {provider} account of {customer}. Without it {asks} takes the application back on {until} (UTC).',
      'zh-CN': '尚未获知{customer}的{provider}账号已绑定银行卡。逾期未绑定的，{asks}将于 {until}（UTC）撤回申请。',
    },
    action: bindCard,
    opens: true,
    small: linkSmall,
  },
  distributor: {
    version: 1,
    subject: {
      en: 'A reminder: {asks} asks for your review of {customer}',
      'zh-CN': '温馨提醒：{asks}请您审核{customer}的解绑申请',
    },
    explains: {
      en: 'The application for {customer}, a customer of {secondLevel} at {provider}, has no answer of yours yet. Without one it is taken back on {until} (UTC).',
      'zh-CN': '{secondLevel}在{provider}的客户{customer}的解绑申请尚未收到您的答复。逾期将于 {until}（UTC）撤回。',
    },
    action: approveOrRefuse,
    opens: true,
    small: linkSmall,
  },
} as const satisfies Record<string, MailTexts>;

const stays: Texts = {
  en: 'You need not do anything: the account, its bills and its discounts stay as they are with {reseller}.',
  'zh-CN': '您无需任何操作：账号、账单和折扣仍由{reseller}照常提供。',
};

/** How an unbind has ended, for the customer; what it means for bills, rights and services when it is complete (R098). */
export const unbindEndTexts = {
  completed: {
    version: 1,
    subject: {
      en: 'Your account is a direct account of {provider} now',
      'zh-CN': '您的账号现为{provider}的直属账号',
    },
    explains: {
      en: 'The {provider} account of {customer} has left {reseller}: its discounts, its credit line and the agreement about it have ended, and {reseller} no longer sees its bills nor manages its services. From now on {provider} bills you; bills of the time before may still come late, by {reseller}.',
      'zh-CN':
        '{customer}的{provider}账号已与{reseller}解绑：折扣、信用额度及相关协议均已终止，{reseller}不再查看账单或管理服务。今后由{provider}直接向您收费；此前的账单可能延迟由{reseller}发送。',
    },
    action: {
      en: 'Look once at {provider} whether your card and your billing details are right.',
      'zh-CN': '请在{provider}核对一次您的银行卡和账单信息。',
    },
    opens: false,
  },
  called_off: {
    version: 1,
    subject: {
      en: 'Your {provider} account stays with {reseller}',
      'zh-CN': '您的{provider}账号仍由{reseller}代理',
    },
    explains: {
      en: 'The application for the {provider} account of {customer} to leave {reseller} has been taken back. Nothing has changed.',
      'zh-CN': '{customer}的{provider}账号与{reseller}解绑的申请已撤回，没有发生任何变化。',
    },
    action: stays,
    opens: false,
  },
  expired: {
    version: 1,
    subject: {
      en: 'The time is over: your {provider} account stays with {reseller}',
      'zh-CN': '已过期：您的{provider}账号仍由{reseller}代理',
    },
    explains: {
      en: 'The application for the {provider} account of {customer} to leave {reseller} has ended, because its time was over. Nothing has changed.',
      'zh-CN': '{customer}的{provider}账号与{reseller}解绑的申请因超过有效期已结束，没有发生任何变化。',
    },
    action: stays,
    opens: false,
  },
  rejected: {
    version: 1,
    subject: {
      en: 'As you rejected: your {provider} account stays with {reseller}',
      'zh-CN': '按您的拒绝：您的{provider}账号仍由{reseller}代理',
    },
    explains: {
      en: 'You rejected that the {provider} account of {customer} leaves {reseller}, so the application has ended. Nothing has changed.',
      'zh-CN': '您已拒绝{customer}的{provider}账号与{reseller}解绑，申请已结束，没有发生任何变化。',
    },
    action: stays,
    opens: false,
  },
  refused: {
    version: 1,
    subject: {
      en: '{reseller} has refused your application at {provider}',
      'zh-CN': '{reseller}拒绝了您在{provider}的申请',
    },
    explains: {
      en: 'You applied at {provider} for the account of {customer} to leave {reseller}, and {reseller} has refused it. Nothing has changed.',
      'zh-CN': '您在{provider}申请{customer}的账号与{reseller}解绑，{reseller}已拒绝，没有发生任何变化。',
    },
    action: {
      en: 'Write to {reseller} if you want to know why, or apply again.',
      'zh-CN': '如需了解原因，请联系{reseller}，或重新申请。',
    },
    opens: false,
  },
} as const satisfies Record<string, MailTexts>;
