import { capabilityRows } from '../capability-rows.ts';

/** A page of the product's API documentation, by its action. */
export function page(title: string): string {
  return `Alibaba Cloud OpenAPI, product Agency (2022-12-16): ${title}`;
}

/** A help page on the partner console (ACPN). */
export function helpAt(name: string): string {
  return `https://www.alibabacloud.com/help/en/channel-platform/latest/${name}`;
}

export const { call, none, byHand } = capabilityRows(
  page,
  `Alibaba Cloud International, Channel Platform: UID Management (2026-01-29), ${helpAt('uidmanagement')}`,
);
