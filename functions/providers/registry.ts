import { alibabaIntl } from './alibaba/capabilities.ts';
import { huaweiIntl } from './huawei/capabilities.ts';
import { huaweiCn } from './huawei-cn/capabilities.ts';
import type { SiteCapabilities } from './provider.ts';
import { tencentIntl } from './tencent/capabilities.ts';
import { tencentCn } from './tencent-cn/capabilities.ts';

/**
 * A site is a line here: its name and what it can do. Everything else follows from that (`docs/adding-a-provider.md`).
 * Sites of one provider share no credentials, customers or currency, and often no actions. Null is a site that accounts
 * and customers may be entered for, and no more.
 */
const registry = {
  'tencent-intl': tencentIntl,
  'tencent-cn': tencentCn,
  'alibaba-intl': alibabaIntl,
  'huawei-intl': huaweiIntl,
  'huawei-cn': huaweiCn,
} satisfies Readonly<Record<string, SiteCapabilities | null>>;

export type Site = keyof typeof registry;

export const sites: readonly Site[] = Object.keys(registry).filter((name): name is Site => name in registry);

/** What each site can do, without the adapters: functions that only ask load no provider's SDK. */
export const capabilities: Readonly<Record<Site, SiteCapabilities | null>> = registry;

const tables = Object.values(capabilities).filter((table) => table !== null);

/** The providers of the sites, each once: names of the places that stage `local` calls instead of theirs. */
export const providers: readonly string[] = [...new Set(tables.map(({ provider }) => provider))];
