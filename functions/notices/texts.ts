import type { Texts } from '../kernel/texts.ts';

/** The mail that asks a customer: who, what for, one thing to click, until when. */
export const questionMail = {
  subject: { en: '{asks} asks to link your {provider} account', 'zh-CN': '{asks}申请关联您的{provider}账号' },
  body: {
    en: `Hello{name},

{asks} asks to become the reseller for {customer} and its {provider} account. Read what changes, and say yes or no here:

{link}

The link is yours alone and works until {until} (UTC). Without an answer nothing changes.
We never ask for a password. If you did not expect this mail, say no on the page or leave it unanswered.
`,
    'zh-CN': `您好{name}：

{asks}申请成为{customer}的{provider}账号的代理商。请在下面的页面查看会发生哪些变化，并选择同意或不同意：

{link}

此链接仅供您本人使用，有效期至 {until}（UTC）。若不答复，不会发生任何变化。
我们绝不会索取密码。如果您没有预期收到此邮件，请在页面上选择不同意，或不予理会。
`,
  },
} as const satisfies Record<string, Texts>;

/** The mail that tells a customer of the provider's own delay: nothing to do, and until when. */
export const delayMail = {
  subject: {
    en: '{provider} shows the bill of your account from {until} (UTC) on',
    'zh-CN': '{provider}将于 {until}（UTC）起显示您账号的账单',
  },
  body: {
    en: `Hello{name},

the {provider} account of {customer} is linked to {reseller}. {provider} takes until {until} (UTC) to show the billing of a newly linked account.

Until then it is normal that no bill shows there. You need not do anything: {reseller} looks again by itself.
`,
    'zh-CN': `您好{name}：

{customer}的{provider}账号已与{reseller}关联。对于新关联的账号，{provider}需要到 {until}（UTC）才会显示账单。

在此之前看不到账单属于正常情况。您无需任何操作，{reseller}会自动再次核对。
`,
  },
} as const satisfies Record<string, Texts>;

/** The same where the account is linked already, and the reseller asks to do more. */
export const changeMail = {
  subject: {
    en: '{asks} asks to do more on your {provider} account',
    'zh-CN': '{asks}申请在您的{provider}账号上执行更多操作',
  },
  body: {
    en: `Hello{name},

{asks} is the reseller of {customer} and asks to change what it may do on its {provider} account. Read what changes, and say yes or no here:

{link}

The link is yours alone and works until {until} (UTC). Without an answer nothing changes.
We never ask for a password. If you did not expect this mail, say no on the page or leave it unanswered.
`,
    'zh-CN': `您好{name}：

{asks}是{customer}的代理商，现申请变更其在{provider}账号上的操作范围。请在下面的页面查看会发生哪些变化，并选择同意或不同意：

{link}

此链接仅供您本人使用，有效期至 {until}（UTC）。若不答复，不会发生任何变化。
我们绝不会索取密码。如果您没有预期收到此邮件，请在页面上选择不同意，或不予理会。
`,
  },
} as const satisfies Record<string, Texts>;
