import type { Texts } from '../../kernel/texts.ts';

/** What the page of an open question says besides the text that is agreed to, in our words. */
export const questionTexts = {
  title: { en: 'Link your {provider} account to {asks}?', 'zh-CN': '是否将您的{provider}账号关联到{asks}？' },
  titleChange: {
    en: 'Let {asks} do more on your {provider} account?',
    'zh-CN': '是否允许{asks}在您的{provider}账号上执行更多操作？',
  },
  changes: { en: 'What changes', 'zh-CN': '会发生哪些变化' },
  cost: { en: 'What it costs', 'zh-CN': '费用' },
  ends: { en: 'How it ends', 'zh-CN': '如何终止' },
  next: { en: 'What happens after your yes', 'zh-CN': '同意之后' },
  nextInvitation: {
    en: '{provider} sends you an invitation of its own. This page shows it, too, as soon as it is there – as a rule within minutes.',
    'zh-CN': '{provider}会向您发出邀请，通常几分钟内即可收到；邀请就绪后，本页面也会显示。',
  },
  nextComplete: {
    en: 'You complete it on {provider}’s website, signed in to the account that is to be linked. That takes about ten minutes.',
    'zh-CN': '请登录需要关联的账号，在{provider}网站上完成邀请，大约需要十分钟。',
  },
  nextLinked: {
    en: '{asks} accepts your application, as a rule within two working days. Only then is the account linked.',
    'zh-CN': '{asks}会审核您的申请，通常在两个工作日内完成。之后账号才会关联。',
  },
  nextChange: {
    en: 'The change is made without further steps of yours, as a rule within minutes.',
    'zh-CN': '您无需其他操作，变更通常在几分钟内生效。',
  },
  answer: { en: 'Your answer', 'zh-CN': '您的答复' },
  until: {
    en: 'Please answer before {until} (UTC). Without an answer nothing changes.',
    'zh-CN': '请在 {until}（UTC）之前答复。若不答复，不会发生任何变化。',
  },
  toAnswer: { en: 'Go to the answer', 'zh-CN': '前往答复' },
  identifier: { en: 'Account ID of the account to be linked', 'zh-CN': '要关联的账号 ID' },
  identifierChange: { en: 'Account ID of the account', 'zh-CN': '账号 ID' },
  where: {
    en: 'Copy it from the {provider} console: {place}. It is compared, so that no other account is meant by mistake.',
    'zh-CN': '请从{provider}控制台复制：{place}。我们会核对，以免误用其他账号。',
  },
  identifierOptional: { en: 'Your account ID, if you have one', 'zh-CN': '您的账号 ID（如有）' },
  whereOptional: {
    en: 'Leave it empty if you have no account yet. Otherwise copy it from the {provider} console: {place}. With it we know your application when it comes.',
    'zh-CN': '如尚无账号，请留空。否则请从{provider}控制台复制：{place}。填写后，我们可据此识别您的申请。',
  },
  yes: { en: 'Yes, link the account', 'zh-CN': '同意关联' },
  yesChange: { en: 'Yes, allow it', 'zh-CN': '同意变更' },
  recorded: {
    en: 'With your yes we record what this page says, in version {version}, and the time.',
    'zh-CN': '您同意后，我们会记录本页面的内容（第 {version} 版）和时间。',
  },
  noTitle: { en: 'You do not want this?', 'zh-CN': '不同意？' },
  reason: { en: 'Why not? (optional)', 'zh-CN': '原因（选填）' },
  reasonHint: { en: '{asks} is told what you write.', 'zh-CN': '您填写的内容会告知{asks}。' },
  no: { en: 'No, change nothing', 'zh-CN': '不同意' },

  wrongTitle: { en: 'Please look at this again', 'zh-CN': '请再次确认' },
  wrongPrefix: { en: 'Not recorded yet', 'zh-CN': '尚未记录' },
  differs: {
    en: 'That is not the account ID of this request. Attempts left: {left}.',
    'zh-CN': '与本次申请的账号 ID 不一致，还可尝试 {left} 次。',
  },
  differsHelp: {
    en: 'You may be signed in to another account. Sign in to the main account of {customer}, not to a user of it, and copy the ID there. If {asks} means an account that is not yours, say no below.',
    'zh-CN':
      '您可能登录了其他账号。请登录{customer}的主账号（而非子用户），再复制账号 ID。如果{asks}所指的账号不属于您，请在下方选择不同意。',
  },
  unreadable: {
    en: 'That does not look like an account ID. Copy it from the console, or leave the field empty.',
    'zh-CN': '这不像是账号 ID。请从控制台复制，或将此栏留空。',
  },
  changed: {
    en: 'This page says something else than when you opened it. Please read it again before you answer.',
    'zh-CN': '本页面的内容与您打开时不同。请重新阅读后再答复。',
  },
  lockedTitle: { en: 'This page is locked for a yes', 'zh-CN': '此页面已锁定，无法同意' },
  locked: {
    en: 'The account ID was wrong five times. To protect the account, this link takes no more tries. Ask {asks} for a new request, and have the ID from the console ready. You can still say no.',
    'zh-CN':
      '账号 ID 已输错五次。为保护账号，此链接不再接受尝试。请联系{asks}重新发起申请，并从控制台准备好账号 ID。您仍可选择不同意。',
  },
} as const satisfies Record<string, Texts>;
