import type { Texts } from '../../kernel/texts.ts';

/** What the pages of an unbinding say besides the text that a statement is given to, in our words. */
export const unbindTexts = {
  title: { en: 'Leave {asks} at {provider}?', 'zh-CN': '是否在{provider}与{asks}解绑？' },
  titleCard: { en: 'A payment card for your {provider} account', 'zh-CN': '为您的{provider}账号绑定银行卡' },
  titleReview: { en: 'Let {customer} leave its reseller?', 'zh-CN': '是否同意{customer}与代理商解绑？' },
  changes: { en: 'What ends', 'zh-CN': '将终止的内容' },
  changesReview: { en: 'What happens', 'zh-CN': '会发生什么' },
  stays: { en: 'What stays', 'zh-CN': '保持不变的内容' },
  cost: { en: 'What it costs', 'zh-CN': '费用' },
  ends: { en: 'No way back', 'zh-CN': '无法撤销' },
  until: {
    en: 'Please see to it before {until} (UTC). Otherwise {asks} takes the application back.',
    'zh-CN': '请在 {until}（UTC）之前处理，否则{asks}会撤回申请。',
  },
  toAnswer: { en: 'Go to the answer', 'zh-CN': '前往答复' },

  where: { en: 'Where you confirm or reject', 'zh-CN': '在哪里确认或拒绝' },
  whereCounts: {
    en: 'Only what you do at {provider} counts. This page shows the way, and {asks} is told.',
    'zh-CN': '以您在{provider}的操作为准。本页面只说明步骤并告知{asks}。',
  },
  stepSignIn: {
    en: 'Sign in at {provider} with your main account. Open its website yourself; its name ends in {domains}.',
    'zh-CN': '使用您的主账号登录{provider}。请自行打开其网站，域名以 {domains} 结尾。',
  },
  stepOpen: { en: 'Open {confirmPlace}.', 'zh-CN': '打开{confirmPlace}。' },
  stepChoose: {
    en: 'Choose “{confirmButton}”, or “{rejectButton}” if you do not want it.',
    'zh-CN': '选择“{confirmButton}”；如不同意，请选择“{rejectButton}”。',
  },
  stepFind: {
    en: 'Find the message or page there that asks whether you leave {asks}, and confirm it, or reject it if you do not want it.',
    'zh-CN': '查找询问是否与{asks}解除关系的消息或页面并确认；如不同意，请拒绝。',
  },
  stepTell: { en: 'Come back to this page and tell what you did.', 'zh-CN': '返回本页面，告知您的操作。' },
  stepCard: {
    en: 'Bind a payment card where {provider} asks for it, and complete the account’s details.',
    'zh-CN': '按{provider}的提示绑定银行卡，并补全账号资料。',
  },
  noCardHere: {
    en: 'Never type a card number on this page or in a mail: {asks} does not need it.',
    'zh-CN': '请勿在本页面或邮件中填写银行卡号，{asks}不需要它。',
  },

  answer: { en: 'You have confirmed there?', 'zh-CN': '已在那里确认？' },
  answerCard: { en: 'The card is bound?', 'zh-CN': '银行卡已绑定？' },
  answerReview: { en: 'Your answer', 'zh-CN': '您的答复' },
  identifier: { en: 'Account ID of the account', 'zh-CN': '账号 ID' },
  identifierAt: {
    en: 'Copy it from the {provider} console: {place}. It is compared, so that no other account is meant by mistake.',
    'zh-CN': '请从{provider}控制台复制：{place}。我们会核对，以免误用其他账号。',
  },
  yes: { en: 'I have confirmed there', 'zh-CN': '我已在那里确认' },
  yesCard: { en: 'I have bound a card', 'zh-CN': '我已绑定银行卡' },
  yesReview: { en: 'Approve', 'zh-CN': '同意' },
  recorded: {
    en: 'We record what this page says, in version {version}, and the time.',
    'zh-CN': '我们会记录本页面的内容（第 {version} 版）和时间。',
  },
  noTitle: { en: 'You do not want this?', 'zh-CN': '不同意？' },
  reason: { en: 'Why not? (optional)', 'zh-CN': '原因（选填）' },
  reasonReview: { en: 'Why not?', 'zh-CN': '原因' },
  reasonHint: {
    en: '{asks} is told what you write. Please name no persons.',
    'zh-CN': '您填写的内容会告知{asks}。请勿填写个人姓名。',
  },
  no: { en: 'I reject it', 'zh-CN': '我不同意解绑' },
  noReview: { en: 'Refuse', 'zh-CN': '拒绝' },
  reasonMissing: { en: 'Please say why you refuse.', 'zh-CN': '请说明拒绝的原因。' },

  said: { en: 'Thank you. You have told that you confirmed', 'zh-CN': '谢谢，您已告知完成确认' },
  saidText: {
    en: 'Told on {saidAt} (UTC). {asks} looks at the record of {provider}: the unbinding goes on when it shows there.',
    'zh-CN': '告知时间：{saidAt}（UTC）。{asks}会查看{provider}的记录，记录显示后继续解绑。',
  },
  saidNotYet: {
    en: 'Not confirmed there yet after all? The way is below.',
    'zh-CN': '如尚未在那里确认，请按以下步骤操作。',
  },
  cardTold: { en: 'Thank you. {provider} looks at everything once more', 'zh-CN': '谢谢，{provider}将再次检查' },
  cardToldText: {
    en: '{provider} checks all its conditions again and then completes the unbinding. You are told when it is done.',
    'zh-CN': '{provider}会再次检查所有条件，然后完成解绑。完成后会告知您。',
  },
  rejected: { en: 'Your no is recorded', 'zh-CN': '您的拒绝已记录' },
  rejectedText: {
    en: '{asks} takes the application back at {provider}. To be sure, choose “{rejectButton}” there, too: {confirmPlace}.',
    'zh-CN': '{asks}会在{provider}撤回申请。为保险起见，也请在{confirmPlace}选择“{rejectButton}”。',
  },
  rejectedTextAnywhere: {
    en: '{asks} takes the application back at {provider}. To be sure, reject it there, too, where {provider} asks you.',
    'zh-CN': '{asks}会在{provider}撤回申请。为保险起见，也请在{provider}询问您的地方拒绝。',
  },
  approved: { en: 'Your approval is recorded', 'zh-CN': '您的同意已记录' },
  approvedText: {
    en: 'Please approve it in the partner console of {provider}, too. {customer} is asked next.',
    'zh-CN': '请同时在{provider}的合作伙伴控制台审批通过。接下来会请{customer}确认。',
  },
  refused: { en: 'Your refusal is recorded', 'zh-CN': '您的拒绝已记录' },
  refusedText: {
    en: '{asks} is told why, and {customer} is not asked. Please refuse it in the partner console of {provider}, too.',
    'zh-CN': '我们会将原因告知{asks}，不会联系{customer}。请同时在{provider}的合作伙伴控制台拒绝。',
  },

  goingOn: { en: 'Your part is done', 'zh-CN': '您的部分已完成' },
  goingOnText: {
    en: 'The unbinding goes on, and there is nothing left to answer here. You are told how it ends.',
    'zh-CN': '解绑正在进行，此处无需再答复。结果会告知您。',
  },
  completed: { en: 'The unbinding is complete', 'zh-CN': '解绑已完成' },
  completedText: {
    en: 'The account of {customer} is a direct account of {provider} now. Bills of the time before may still come late.',
    'zh-CN': '{customer}的账号现为{provider}的直属账号。此前的账单可能延迟。',
  },
  certificate: { en: 'The certificate of it, to keep', 'zh-CN': '查看并保存解绑证书' },
  calledOff: { en: 'The unbinding was called off', 'zh-CN': '解绑已取消' },
  calledOffText: {
    en: 'Nothing has changed, and there is nothing to answer. If that surprises you, write to {asks} about it.',
    'zh-CN': '没有发生任何变化，无需答复。如有疑问，请联系{asks}。',
  },
  expiredText: {
    en: 'There is nothing to answer here any more. {asks} knows how it goes on; write to it if you still want it.',
    'zh-CN': '此处无需再答复。后续情况请联系{asks}；如仍需解绑，也请告知。',
  },
  lockedText: {
    en: 'The account ID was wrong five times, so this link takes no more tries. What counts is done at {provider}; {asks} can tell you how far it is. You can still reject it here.',
    'zh-CN': '账号 ID 已输错五次，此链接不再接受尝试。以您在{provider}的操作为准，进度请向{asks}询问。您仍可在此拒绝。',
  },
} as const satisfies Record<string, Texts>;
