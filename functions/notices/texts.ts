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
