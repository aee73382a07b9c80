/**
 * Every group of functions and the slice that it belongs to; its entry is `functions/<slice>/groups/<group>.ts`.
 * Names are contracts: running executions keep the ARNs that they started with.
 */
export const groups = {
  'links-read': 'links',
  'links-write': 'links',
  'links-live': 'links',
  'links-tasks': 'links',
  'links-provider': 'links',
  'links-work': 'links',
  'unbinds-read': 'unbinds',
  'unbinds-write': 'unbinds',
  'unbinds-tasks': 'unbinds',
  'unbinds-provider': 'unbinds',
  'unbinds-work': 'unbinds',
  'rebates-read': 'rebates',
  'rebates-write': 'rebates',
  'rebates-provider': 'rebates',
  'rebates-tasks': 'rebates',
  'rebates-nights': 'rebates',
  'rebates-work': 'rebates',
  'decisions-public': 'decisions',
  'decisions-work': 'decisions',
  'receipts-public': 'receipts',
  'receipts-work': 'receipts',
  'parties-read': 'parties',
  'parties-write': 'parties',
  'customers-read': 'customers',
  'customers-write': 'customers',
  'pre-token': 'parties',
  verification: 'verification',
  'verification-write': 'verification',
  notices: 'notices',
  'notices-read': 'notices',
  'notices-write': 'notices',
  'notices-public': 'notices',
  'timeline-read': 'timeline',
  'clocks-read': 'clocks',
  'timeline-anchor': 'timeline',
  'reference-public': 'reference',
  'webhooks-read': 'webhooks',
  'webhooks-write': 'webhooks',
  webhooks: 'webhooks',
  relay: 'platform',
  due: 'platform',
  'platform-public': 'platform',
} as const;

export type GroupName = keyof typeof groups;

/** Path of a group's entry in the repository. */
export const entryOf = (group: GroupName): string => `functions/${groups[group]}/groups/${group}.ts`;
