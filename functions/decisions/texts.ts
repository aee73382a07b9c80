import type { Language, Texts } from '../kernel/texts.ts';

/** What customers read, in our words, one key a sentence. */
export const pageTexts = {
  title: { en: 'Link your {provider} account to {asks}?', 'zh-CN': '是否将您的{provider}账号关联到{asks}？' },
  lead: {
    en: '{asks} asks to become the reseller for {customer} and its {provider} account.',
    'zh-CN': '{asks}申请成为{customer}的{provider}账号的代理商。',
  },
  titleChange: {
    en: 'Let {asks} do more on your {provider} account?',
    'zh-CN': '是否允许{asks}在您的{provider}账号上执行更多操作？',
  },
  leadChange: {
    en: '{asks} is the reseller of {customer} and asks to change what it may do on its {provider} account.',
    'zh-CN': '{asks}是{customer}的代理商，现申请变更其在{provider}账号上的操作范围。',
  },
  changes: { en: 'What changes', 'zh-CN': '会发生哪些变化' },
  changesBilling: {
    en: '{asks} will be billed by {provider} for this account and will bill you.',
    'zh-CN': '{provider}将向{asks}收取此账号的费用，再由{asks}向您收费。',
  },
  changesAccess: {
    en: 'Your resources, users and passwords stay yours. {asks} gets no access to them through this link.',
    'zh-CN': '您的资源、用户和密码仍归您所有，{asks}不会因此获得访问权限。',
  },
  changesManage: {
    en: 'Your resources, users and passwords stay yours. {asks} may also manage resources for you, as far as you agreed with it and grant it access.',
    'zh-CN': '您的资源、用户和密码仍归您所有。{asks}还可按照双方约定及您授予的权限，为您管理资源。',
  },
  next: {
    en: 'After your yes, {provider} shows you an invitation of its own, which you complete there. Only then is the account linked.',
    'zh-CN': '您同意后，{provider}会向您发出邀请，需在其网站完成。之后账号才会关联。',
  },
  until: {
    en: 'Please answer before {until} (UTC). Without an answer nothing changes.',
    'zh-CN': '请在 {until}（UTC）之前答复。若不答复，不会发生任何变化。',
  },
  yes: { en: 'Yes, link it', 'zh-CN': '同意关联' },
  no: { en: 'No', 'zh-CN': '不同意' },
  identifier: { en: 'Type the account ID of the account to be linked', 'zh-CN': '请输入要关联的账号 ID' },
  where: {
    en: 'You find it in the {provider} console, under Account Information. We compare it, so that no other account is linked by mistake.',
    'zh-CN': '可在{provider}控制台的“账号信息”中找到。我们会核对，以免误关联其他账号。',
  },
  identifierOptional: {
    en: 'Your account ID, if you have one (leave empty if you have no account yet)',
    'zh-CN': '您的账号 ID（如尚无账号，请留空）',
  },
  whereOptional: {
    en: 'You find it in the {provider} console, under Account Information. With it we know your application when it comes.',
    'zh-CN': '可在{provider}控制台的“账号信息”中找到。填写后，我们可据此识别您的申请。',
  },
  unreadable: {
    en: 'That does not look like an account ID. Copy it from the console, or leave the field empty.',
    'zh-CN': '这不像是账号 ID。请从控制台复制，或将此栏留空。',
  },
  reason: { en: 'Why not? (optional)', 'zh-CN': '原因（选填）' },
  differs: {
    en: 'That is not the account ID of this request. Attempts left: {left}.',
    'zh-CN': '与本次申请的账号 ID 不一致，还可尝试 {left} 次。',
  },
  thanksYes: { en: 'Thank you. Your yes is recorded.', 'zh-CN': '谢谢，您的同意已记录。' },
  thanksYesNext: {
    en: 'Look for the invitation of {provider} in your mail and complete it there.',
    'zh-CN': '请在邮箱中查找{provider}的邀请并按其指引完成。',
  },
  thanksNo: {
    en: 'Your no is recorded. Nothing changes, and {asks} is told.',
    'zh-CN': '您的拒绝已记录。不会发生任何变化，我们会告知{asks}。',
  },
  closedTitle: { en: 'There is nothing to answer here any more', 'zh-CN': '此页面已无需答复' },
  closed: {
    en: 'The question was answered, withdrawn, or its time is over. If that surprises you, write to the reseller who asked.',
    'zh-CN': '该问题已答复、已撤回或已过期。如有疑问，请联系向您发信的代理商。',
  },
  lockedTitle: { en: 'This page is locked', 'zh-CN': '此页面已锁定' },
  locked: {
    en: 'The account ID was wrong five times. Ask the reseller who wrote to you for a new request. You can still say no.',
    'zh-CN': '账号 ID 已输错五次。请联系向您发信的代理商重新发起申请。您仍可选择不同意。',
  },
  unknownTitle: { en: 'This link leads nowhere', 'zh-CN': '此链接无效' },
  unknown: { en: 'Check that you copied the whole link from the mail.', 'zh-CN': '请确认已完整复制邮件中的链接。' },
} as const satisfies Record<string, Texts>;

/** What providers call themselves, in each language. */
const providerNames = {
  tencent: { en: 'Tencent Cloud', 'zh-CN': '腾讯云' },
  alibaba: { en: 'Alibaba Cloud', 'zh-CN': '阿里云' },
  huawei: { en: 'Huawei Cloud', 'zh-CN': '华为云' },
} as const satisfies Record<string, Texts>;

export function providerName(site: string, language: Language): string {
  for (const [provider, names] of Object.entries(providerNames)) if (site.startsWith(provider)) return names[language];
  return site;
}
