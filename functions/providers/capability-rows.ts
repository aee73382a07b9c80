import type { CapabilityRow, Tier } from './provider.ts';

const everyTier: readonly Tier[] = ['reseller', 'distributor', 'second_level_reseller'];

/** The rows of a capability table, by who does the step. */
export type Rows = {
  /** A call that the desk makes. */
  readonly call: (action: string, more?: Partial<CapabilityRow>) => CapabilityRow;
  /** No such step at the site. */
  readonly none: (note: string, document?: string) => CapabilityRow;
  /** No action of the API does it: somebody does it in the provider's console, along the path that the note names. */
  readonly byHand: (note: string, more?: Partial<CapabilityRow>) => CapabilityRow;
};

/** @param page names the provider's page on an action · @param guide the one on what is done in its console */
export function capabilityRows(page: (title: string) => string, guide: string): Rows {
  const row = { needsAllowlist: false, tiers: everyTier };
  return {
    call: (action, more = {}) => ({
      ...row,
      mode: 'api',
      actor: 'desk',
      actions: [action],
      document: page(action),
      note: '',
      ...more,
    }),
    none: (note, document = page('list of actions')) => ({
      ...row,
      mode: 'none',
      actor: 'desk',
      actions: [],
      document,
      note,
    }),
    byHand: (note, more = {}) => ({
      ...row,
      mode: 'operator',
      actor: 'operator',
      actions: [],
      document: guide,
      note,
      ...more,
    }),
  };
}
