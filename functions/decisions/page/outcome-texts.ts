import type { Texts } from '../../kernel/texts.ts';

/** What follows an answer: what has become of it, and what there is to do. Titles and texts, one pair a state. */
export const outcomeTexts = {
  yesRecorded: { en: 'Your yes is recorded', 'zh-CN': '您的同意已记录' },
  preparing: { en: 'Thank you. The invitation is on its way', 'zh-CN': '谢谢，邀请即将就绪' },
  preparingText: {
    en: 'Your yes is recorded. {provider} is asked for the invitation now; as a rule it is here within a minute.',
    'zh-CN': '您的同意已记录。我们正在向{provider}请求邀请，通常一分钟内即可就绪。',
  },
  preparingChange: { en: 'Thank you. The change is being made', 'zh-CN': '谢谢，变更正在进行' },
  preparingChangeText: {
    en: 'Your yes is recorded. As a rule the change is made within minutes; there is nothing for you to do.',
    'zh-CN': '您的同意已记录。变更通常在几分钟内生效，您无需其他操作。',
  },
  looking: { en: 'This page looks again every few seconds.', 'zh-CN': '本页面每隔几秒自动刷新。' },
  stopLooking: { en: 'Stop that', 'zh-CN': '停止自动刷新' },
  lookAgain: { en: 'Look again now', 'zh-CN': '立即刷新' },
  later: {
    en: 'You can close this page. The link in the mail leads back to it.',
    'zh-CN': '您可以关闭本页面，之后可通过邮件中的链接再次打开。',
  },

  invited: { en: 'One step is left: the invitation of {provider}', 'zh-CN': '还差一步：完成{provider}的邀请' },
  invitedText: {
    en: 'Sign in there with the account that is to be linked, and complete the invitation before {lapses} (UTC).',
    'zh-CN': '请用需要关联的账号登录，并在 {lapses}（UTC）之前完成邀请。',
  },
  openInvitation: { en: 'Open the invitation of {provider}', 'zh-CN': '打开{provider}的邀请' },
  opensAt: { en: 'Opens {host}', 'zh-CN': '将打开 {host}' },
  mailed: { en: 'One step is left: look for the mail of {provider}', 'zh-CN': '还差一步：查收{provider}的邮件' },
  mailedText: {
    en: '{provider} mails its invitation to you, as a rule from a sender at {domain} and with its own name in the subject. Open it and complete it before {lapses} (UTC).',
    'zh-CN':
      '{provider}会将邀请发送到您的邮箱，发件人通常来自 {domain}，主题中含有{provider}字样。请打开邮件，并在 {lapses}（UTC）之前完成。',
  },
  mailedNotThere: {
    en: 'Not there after an hour? Look among spam, then write to {asks}: it can send the invitation again.',
    'zh-CN': '一小时后仍未收到？请先查看垃圾邮件，再联系{asks}重新发送邀请。',
  },

  reviewing: { en: 'Your application has arrived', 'zh-CN': '已收到您的申请' },
  reviewingText: {
    en: '{asks} and {provider} have it in hand now, as a rule for no longer than two working days. There is nothing for you to do.',
    'zh-CN': '{asks}和{provider}正在处理，通常不超过两个工作日。您无需其他操作。',
  },
  mending: { en: '{provider} wants something put in order first', 'zh-CN': '{provider}要求先处理以下事项' },
  mendingDone: {
    en: 'When that is done, tell {asks}: it then tries again. The application stays as it is meanwhile.',
    'zh-CN': '完成后请告知{asks}，由其再次提交。在此期间申请保持不变。',
  },
  leave_organization: {
    en: 'The account belongs to a group of accounts. Leave the group, or dissolve it, in {provider}’s console.',
    'zh-CN': '该账号属于集团账号。请在{provider}控制台退出或解散集团。',
  },
  leave_savings_plan: {
    en: 'The account has a savings plan, or shares one. Let it end, or leave the shared unit, in {provider}’s console.',
    'zh-CN': '该账号持有或共享节省计划。请等待其到期，或在{provider}控制台退出共享单元。',
  },
  settle_balance: {
    en: 'The account’s balance is not above zero. Pay in what is due in {provider}’s console.',
    'zh-CN': '该账号余额未大于零。请在{provider}控制台付清欠款。',
  },
  verify_identity: {
    en: 'The account’s identity is not verified as a company’s. Complete the verification in {provider}’s console.',
    'zh-CN': '该账号尚未完成企业实名认证。请在{provider}控制台完成认证。',
  },
  mend_as_told: {
    en: 'The console of {provider} says what. If it does not, ask {asks} about it.',
    'zh-CN': '具体事项请查看{provider}控制台；如无说明，请联系{asks}。',
  },

  done: { en: 'Your account is linked', 'zh-CN': '您的账号已关联' },
  doneText: {
    en: '{asks} is now the reseller of your {provider} account. Sign in to the console once and see whether everything is as you agreed.',
    'zh-CN': '{asks}现已成为您{provider}账号的代理商。请登录控制台，确认一切符合约定。',
  },
  tellView: { en: 'Tell what you see there', 'zh-CN': '告知您看到的情况' },
  doneChange: { en: 'The change is in force', 'zh-CN': '变更已生效' },
  doneChangeText: {
    en: '{asks} may now do what you allowed on your {provider} account.',
    'zh-CN': '{asks}现在可以在您的{provider}账号上执行您允许的操作。',
  },
  refused: { en: 'The application was not accepted', 'zh-CN': '申请未被接受' },
  refusedText: {
    en: 'Your account is not linked and nothing has changed. {asks} can tell you why, and start again.',
    'zh-CN': '您的账号未关联，没有发生任何变化。原因及重新申请事宜，请联系{asks}。',
  },
  lapsed: { en: 'The time for this request is over', 'zh-CN': '本次申请已过期' },
  lapsedText: {
    en: 'Your account is not linked and nothing has changed. If you still want it, ask {asks} for a new request.',
    'zh-CN': '您的账号未关联，没有发生任何变化。如仍需关联，请联系{asks}重新发起申请。',
  },
  withdrawn: { en: '{asks} has withdrawn this request', 'zh-CN': '{asks}已撤回本次申请' },
  withdrawnText: {
    en: 'There is nothing for you to do. Please leave an invitation of {provider} that is already in your mail unused.',
    'zh-CN': '您无需任何操作。如已收到{provider}的邀请，请不要使用。',
  },
  failed: { en: 'It did not work out', 'zh-CN': '未能完成' },
  failedText: {
    en: 'Your account is not linked. {asks} sees the reason and comes back to you; you can also write to it.',
    'zh-CN': '您的账号未关联。{asks}可以看到原因并会与您联系，您也可以主动联系。',
  },
  failedChangeText: {
    en: 'The change was not made. {asks} sees the reason and comes back to you; you can also write to it.',
    'zh-CN': '变更未能完成。{asks}可以看到原因并会与您联系，您也可以主动联系。',
  },
  no: { en: 'Your no is recorded', 'zh-CN': '您的拒绝已记录' },
  noText: {
    en: 'Nothing changes, and {asks} is told. There is nothing else for you to do.',
    'zh-CN': '不会发生任何变化，我们会告知{asks}。您无需其他操作。',
  },
  receipt: { en: 'What you agreed to, to keep', 'zh-CN': '查看并保存您同意的内容' },

  link_unknown: { en: 'This link leads nowhere', 'zh-CN': '此链接无效' },
  link_unknownText: {
    en: 'Check that you copied the whole address from the mail; mail programs sometimes cut it. If it is whole, ask the reseller who wrote to you for a new mail.',
    'zh-CN': '请确认已完整复制邮件中的网址，邮件程序有时会截断网址。如网址完整，请联系向您发信的代理商重新发送邮件。',
  },
  link_expired: { en: 'The time to answer is over', 'zh-CN': '答复时间已过' },
  link_expiredText: {
    en: 'Nothing has changed. If you still want the link, ask {asks} for a new request.',
    'zh-CN': '没有发生任何变化。如仍需关联，请联系{asks}重新发起申请。',
  },
  link_used: { en: 'This question is answered already', 'zh-CN': '该问题已答复' },
  link_usedText: {
    en: 'The first answer counts, and it was another than this one. If it was given by mistake, write to {asks} at once.',
    'zh-CN': '以首次答复为准，且与本次答复不同。如首次答复有误，请立即联系{asks}。',
  },
  link_superseded: { en: 'This mail is out of date', 'zh-CN': '此邮件已失效' },
  link_supersededText: {
    en: 'The question was sent anew, to another contact of your company. Ask your colleagues for the newer mail, or {asks} whom it went to.',
    'zh-CN': '该问题已重新发送给贵公司的另一位联系人。请向同事索取新邮件，或向{asks}询问收件人。',
  },
  link_withdrawn: { en: '{asks} has withdrawn this request', 'zh-CN': '{asks}已撤回本次申请' },
  link_withdrawnText: {
    en: 'There is nothing to answer, and nothing has changed. If that surprises you, write to {asks} about it.',
    'zh-CN': '无需答复，也没有发生任何变化。如有疑问，请联系{asks}。',
  },
} as const satisfies Record<string, Texts>;

/** What stands around every page. */
export const frameTexts = {
  languages: { en: 'Language', 'zh-CN': '语言' },
  phrase: {
    en: 'The mail that brought you here shows the same three words:',
    'zh-CN': '您收到的邮件中有相同的三个词：',
  },
  code: { en: 'Code of this page:', 'zh-CN': '页面代码：' },
  noPassword: { en: 'This page never asks for a password.', 'zh-CN': '本页面绝不会索取密码。' },
} as const satisfies Record<string, Texts>;
