import type { Language, Texts } from '../kernel/texts.ts';

/** What a customer is told of a provider, so that it finds its way there and knows the real pages from others. */
type ProviderFacts = {
  /** What it calls itself. */
  readonly name: Texts;
  /** Domains under which its own pages are, the one to look for first. */
  readonly domains: readonly [string, ...string[]];
  /** Where its console shows the account identifier. */
  readonly identifierAt: Texts;
  /** Where the customer confirms or rejects that it leaves its reseller, and what the two buttons say; absent: not documented. */
  readonly unbindAt?: { readonly place: Texts; readonly confirm: Texts; readonly reject: Texts };
};

const providers = {
  tencent: {
    name: { en: 'Tencent Cloud', 'zh-CN': '腾讯云' },
    domains: ['tencentcloud.com', 'cloud.tencent.com'],
    identifierAt: { en: 'Account Center → Account Information', 'zh-CN': '账号中心 → 账号信息' },
    unbindAt: {
      place: { en: 'Expense Center → Account Information', 'zh-CN': '费用中心 → 账号信息' },
      confirm: { en: 'Confirm Unbinding', 'zh-CN': '确认解绑' },
      reject: { en: 'Reject Unbinding', 'zh-CN': '拒绝解绑' },
    },
  },
  alibaba: {
    name: { en: 'Alibaba Cloud', 'zh-CN': '阿里云' },
    domains: ['alibabacloud.com', 'aliyun.com'],
    identifierAt: { en: 'Account Center → Security Settings', 'zh-CN': '账号中心 → 安全设置' },
  },
  huawei: {
    name: { en: 'Huawei Cloud', 'zh-CN': '华为云' },
    domains: ['huaweicloud.com'],
    identifierAt: { en: 'your user name → My Credentials', 'zh-CN': '用户名 → 我的凭证' },
    unbindAt: {
      place: { en: 'My Account → My Partner', 'zh-CN': '账号中心 → 我的合作伙伴（My Partner）' },
      confirm: { en: 'Approve', 'zh-CN': '同意' },
      reject: { en: 'Reject', 'zh-CN': '拒绝' },
    },
  },
} as const satisfies Record<string, ProviderFacts>;

/** @returns undefined for a site of a provider that we have no facts of */
export function providerFacts(site: string): ProviderFacts | undefined {
  return Object.entries(providers).find(([provider]) => site.startsWith(provider))?.[1];
}

export function providerName(site: string, language: Language): string {
  return providerFacts(site)?.name[language] ?? site;
}

const loopback = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * The provider's invitation as it may stand on a page: an https address under the provider's own domains. On stage
 * `local` the simulator's, which is on this machine. Anything else is not shown: the customer looks for the mail.
 */
export function invitationHref(site: string, link: string, stage: string): string | undefined {
  if (!URL.canParse(link)) return undefined;
  const { protocol, hostname, username, href } = new URL(link);
  if (username !== '') return undefined;
  if (stage === 'local' && loopback.includes(hostname)) return protocol.startsWith('http') ? href : undefined;
  const own = providerFacts(site)?.domains.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`));
  return own && protocol === 'https:' ? href : undefined;
}
