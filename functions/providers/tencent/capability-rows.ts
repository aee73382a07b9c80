import { capabilityRows } from '../capability-rows.ts';

/** A page of the product's API documentation, by its title. */
export function page(title: string): string {
  return `Tencent Cloud International, API documentation of intlpartnersmgt (2022-09-28): ${title}`;
}

/** How a reseller unbinds: the guide of Partner Center, of which only the release notes have an address that we know. */
const guide =
  'Tencent Cloud International, International Partners: Unbind a Reseller Sub-Customer (2025-11-19), https://www.tencentcloud.com/document/product/1085';

export const { call, none, byHand } = capabilityRows(page, guide);
