import type { Texts } from '../../kernel/texts.ts';

/** The page that asks, once the account is linked, what the customer sees on its side (R047). */
export const viewTexts = {
  title: { en: 'Does everything look right at {provider}?', 'zh-CN': '{provider}中的信息是否正确？' },
  lead: {
    en: '{asks} is now the reseller of your {provider} account. Please sign in to the console once, and tell what you see there.',
    'zh-CN': '{asks}现为您{provider}账号的代理商。请登录控制台查看，并告知您看到的情况。',
  },
  where: {
    en: 'The reseller stands with the information on the account, or on billing.',
    'zh-CN': '代理商显示在账号信息或费用信息中。',
  },
  seesReseller: { en: 'Do you see {asks} as your reseller?', 'zh-CN': '代理商是否显示为{asks}？' },
  sees_yes: { en: 'Yes', 'zh-CN': '是' },
  sees_no: { en: 'No, nobody or somebody else', 'zh-CN': '否，没有显示或显示为其他公司' },
  sees_unsure: { en: 'I do not know where to look', 'zh-CN': '不清楚在哪里查看' },
  canSignIn: { en: 'Can you sign in and work as before?', 'zh-CN': '您能否照常登录和使用？' },
  signIn_yes: { en: 'Yes', 'zh-CN': '能' },
  signIn_no: { en: 'No', 'zh-CN': '不能' },
  note: { en: 'Anything else? (optional)', 'zh-CN': '其他说明（选填）' },
  noteHint: {
    en: '{asks} reads this. Please write no passwords and no names of persons.',
    'zh-CN': '{asks}会看到此内容。请勿填写密码或个人姓名。',
  },
  send: { en: 'Send the answer', 'zh-CN': '提交' },
  incomplete: { en: 'Please answer both questions.', 'zh-CN': '请回答两个问题。' },
  thanks: { en: 'Thank you. Your answer is recorded', 'zh-CN': '谢谢，您的答复已记录' },
  thanksText: {
    en: '{asks} sees what you answered. If something is not as it should be, it comes back to you; you can also write to it.',
    'zh-CN': '{asks}可以看到您的答复。如有异常，会与您联系；您也可以主动联系。',
  },
  notLinked: { en: 'Your account is not linked', 'zh-CN': '您的账号未关联' },
  notLinkedText: {
    en: 'So there is nothing to ask yet, or not any more.',
    'zh-CN': '因此暂无或不再有需要答复的问题。',
  },
  howFar: { en: 'See how far it is', 'zh-CN': '查看进度' },
} as const satisfies Record<string, Texts>;
