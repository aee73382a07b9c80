import type { Texts } from '../../kernel/texts.ts';

/** The guide below a question and an invitation: how to know what is real, what to expect, what to do when stuck. */
export const guideTexts = {
  title: { en: 'Good to know', 'zh-CN': '常见问题' },

  real: { en: 'How do I know the real invitation?', 'zh-CN': '如何识别真正的邀请？' },
  realAddress: {
    en: 'Its button opens a page of {provider}. Look at the address before you type anything: it begins with https:// and its name ends in {domains}.',
    'zh-CN':
      '邀请中的按钮会打开{provider}的页面。输入任何内容之前，请查看网址：以 https:// 开头，域名以 {domains} 结尾。',
  },
  realPassword: {
    en: 'Nobody asks for your password by mail, by phone or on this page. You type it on {provider}’s own sign-in page only.',
    'zh-CN': '任何人都不会通过邮件、电话或本页面索取您的密码。只在{provider}自己的登录页面输入密码。',
  },
  realPhrase: {
    en: 'Our mail and this page show the same three words. If they differ, close the page and tell {asks} about it.',
    'zh-CN': '我们的邮件和本页面显示相同的三个词。如果不同，请关闭页面并联系{asks}。',
  },

  time: { en: 'How long does it take?', 'zh-CN': '需要多长时间？' },
  timeMinutes: {
    en: 'Your answer here takes two minutes, the invitation of {provider} about ten.',
    'zh-CN': '在此答复约需两分钟，完成{provider}的邀请约需十分钟。',
  },
  timeDays: {
    en: 'Then {asks} accepts your application, as a rule within two working days. Bills may show up in the console a day later.',
    'zh-CN': '之后{asks}审核您的申请，通常在两个工作日内完成。账单可能再过一天才会在控制台显示。',
  },

  stuck: { en: 'It does not open, or I cannot get in', 'zh-CN': '打不开或无法登录？' },
  stuckOpen: {
    en: 'A link does not open: copy its whole address into the browser; mail programs sometimes cut it. Try a private window or another network, too.',
    'zh-CN': '链接打不开：请将完整网址复制到浏览器中，邮件程序有时会截断网址。也可尝试无痕窗口或其他网络。',
  },
  stuckMail: {
    en: 'The invitation of {provider} is not there: look among spam for a sender at {domain}, wait ten minutes, and open this page again.',
    'zh-CN': '没有收到{provider}的邀请：请在垃圾邮件中查找来自 {domain} 的邮件，等待十分钟后再次打开本页面。',
  },
  stuckSignIn: {
    en: 'You cannot sign in at {provider}: open its website yourself and use “forgot password” there. Neither we nor {asks} can reset it.',
    'zh-CN': '无法登录{provider}：请自行打开其网站，使用“忘记密码”。我们和{asks}都无法重置密码。',
  },
  stuckUser: {
    en: 'The account is run by a colleague: only the main account can be linked, so pass this mail on to whoever signs in with it.',
    'zh-CN': '账号由同事管理：只有主账号可以关联，请将邮件转给使用主账号登录的人。',
  },
  stuckElse: {
    en: 'Nothing of this helps: reply to {asks} and name the code at the bottom of the page.',
    'zh-CN': '仍无法解决：请回复{asks}，并告知页面底部的代码。',
  },
} as const satisfies Record<string, Texts>;
