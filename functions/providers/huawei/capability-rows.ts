import { capabilityRows } from '../capability-rows.ts';
import type { CapabilityRow, Tier } from '../provider.ts';

/** A page of the Partner Center API reference, by its operation. */
export function page(title: string): string {
  return `Huawei Cloud International, Partner Center API reference (BSS bssintl v2): ${title}`;
}

/** A page of the Partner Center user guide, by the name of its file. */
export function guideAt(name: string): string {
  return `https://support.huaweicloud.com/intl/en-us/usermanual-bpconsole/${name}.html`;
}

const rows = capabilityRows(
  page,
  `Huawei Cloud International, Partner Center user guide: Managing Customer Association Relationships, ${guideAt('Diss_0000712')}`,
);

/** Who may call at all: solution providers and distributors; a second-tier reseller's distributor calls for it. */
const callers: readonly Tier[] = ['reseller', 'distributor'];

export const { none, byHand } = rows;

export function call(action: string, more: Partial<CapabilityRow> = {}): CapabilityRow {
  return rows.call(action, { tiers: callers, ...more });
}
