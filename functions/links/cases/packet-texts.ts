import type { Texts } from '../../kernel/texts.ts';

/** What the parts of a case packet are called when it is handed to a provider's support. */
export const packetHeadings = {
  identifiers: { en: 'Identifiers', 'zh-CN': '标识信息' },
  times: { en: 'Times (UTC)', 'zh-CN': '时间（UTC）' },
  status: { en: 'Status', 'zh-CN': '状态' },
  types: { en: 'Types of link', 'zh-CN': '关联类型' },
  access: { en: 'Access', 'zh-CN': '访问权限' },
  failure: { en: 'Failure, in the provider’s own words', 'zh-CN': '失败原因（服务商原文）' },
  application: { en: 'Application', 'zh-CN': '申请' },
  verification: { en: 'Verification', 'zh-CN': '验证' },
  calls: { en: 'Calls and request IDs', 'zh-CN': '调用记录与请求 ID' },
  events: { en: 'What happened', 'zh-CN': '事件经过' },
  findings: { en: 'Checks', 'zh-CN': '检查结果' },
  playbooks: { en: 'What we looked at', 'zh-CN': '排查过程' },
} as const satisfies Record<string, Texts>;
