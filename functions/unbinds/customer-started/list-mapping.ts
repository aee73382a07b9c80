import type { FactKind } from '../fact.ts';

/** What a row tells, whatever the provider calls its columns. */
export const listFields = ['number', 'account', 'name', 'origin', 'submittedAt', 'status', 'deadline'] as const;
export type ListField = (typeof listFields)[number];

/** What a status means: the facts of the provider's process that it shows, in their order, and whether it is over. */
export type StatusMeaning = { readonly shows: readonly FactKind[]; readonly over?: true };

/** How one form of the provider's list is read. */
export type ListMapping = {
  readonly version: number;
  readonly columns: Readonly<Record<ListField, string>>;
  readonly origins: Readonly<Record<string, 'reseller' | 'customer'>>;
  readonly statuses: Readonly<Record<string, StatusMeaning>>;
  /** Of the times in it, as an offset of ISO 8601: the list itself names none. */
  readonly offset: `${'+' | '-'}${number}:${number}`;
};

/**
 * Every form in which "Unbinding Customers" is known to us, the oldest first; a header decides which one a file is in.
 * The provider documents neither columns nor words, so another form is another entry, and what was read by an older one
 * says so by its version.
 * @see https://www.tencentcloud.com/document/product/1085/71835 for the list and the ten days of a review
 */
export const listMappings: readonly ListMapping[] = [
  {
    version: 1,
    columns: {
      number: 'Record Number',
      account: 'Customer UIN',
      name: 'Customer Name',
      origin: 'Origin',
      submittedAt: 'Submitted At',
      status: 'Status',
      deadline: 'Deadline',
    },
    origins: { Reseller: 'reseller', Customer: 'customer' },
    statuses: {
      'Under review by reseller': { shows: ['submitted'] },
      'Under review by distributor': { shows: ['submitted'] },
      'Awaiting customer confirmation': { shows: ['submitted', 'distributor_approved'] },
      'Being checked': { shows: ['submitted', 'customer_confirmed'] },
      'Awaiting card binding': { shows: ['submitted', 'customer_confirmed'] },
      'Conditions not met': { shows: ['submitted', 'customer_confirmed', 'blocked'] },
      Unbound: { shows: ['submitted', 'completed'] },
      'Refused by reseller': { shows: ['reviewed_no'], over: true },
      'Refused by distributor': { shows: ['distributor_refused'], over: true },
      'Rejected by customer': { shows: ['customer_rejected'], over: true },
      Withdrawn: { shows: ['withdrawn'], over: true },
      'Revoked by a change of relation': { shows: ['migrated'], over: true },
    },
    offset: '+08:00',
  },
];
