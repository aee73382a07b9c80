import type { CapabilityRow, Tier } from '../provider.ts';

const everyTier: readonly Tier[] = ['reseller', 'distributor', 'second_level_reseller'];

/** A page of the product's API documentation, by its title. */
export function page(title: string): string {
  return `Tencent Cloud International, API documentation of intlpartnersmgt (2022-09-28): ${title}`;
}

/** A call that the desk makes. */
export function call(action: string, more: Partial<CapabilityRow> = {}): CapabilityRow {
  return {
    mode: 'api',
    actor: 'desk',
    actions: [action],
    document: page(action),
    needsAllowlist: false,
    tiers: everyTier,
    note: '',
    ...more,
  };
}

/** No such step at the site. */
export function none(note: string, document = page('list of actions')): CapabilityRow {
  return { mode: 'none', actor: 'desk', actions: [], document, needsAllowlist: false, tiers: everyTier, note };
}

/** How a reseller unbinds: the guide of Partner Center, of which only the release notes have an address that we know. */
const guide =
  'Tencent Cloud International, International Partners: Unbind a Reseller Sub-Customer (2025-11-19), https://www.tencentcloud.com/document/product/1085';

/** No action of the API does it: somebody does it in the provider's console, along the path that the note names. */
export function byHand(note: string, more: Partial<CapabilityRow> = {}): CapabilityRow {
  return {
    mode: 'operator',
    actor: 'operator',
    actions: [],
    document: guide,
    needsAllowlist: false,
    tiers: everyTier,
    note,
    ...more,
  };
}
