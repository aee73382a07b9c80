import type { Site } from '../../providers/provider.ts';
import type { FactKind } from '../fact.ts';

/** What a row tells, whatever the provider calls its columns. */
export const listFields = ['number', 'account', 'name', 'origin', 'submittedAt', 'status', 'deadline'] as const;
export type ListField = (typeof listFields)[number];

/** What a status means: the facts of the provider's process that it shows, in their order, and whether it is over. */
export type StatusMeaning = { readonly shows: readonly FactKind[]; readonly over?: true };

/** How one form of the provider's list is read. */
export type ListMapping = {
  readonly version: number;
  /** Absent: of every site that has no form of its own. */
  readonly site?: Site;
  /** A form without a deadline is of sites where no clock of the provider's decides. */
  readonly columns: Readonly<Record<Exclude<ListField, 'deadline'>, string>> & { readonly deadline?: string };
  readonly origins: Readonly<Record<string, 'reseller' | 'customer'>>;
  readonly statuses: Readonly<Record<string, StatusMeaning>>;
  /** Of the times in it, as an offset of ISO 8601: the list itself names none. */
  readonly offset: `${'+' | '-'}${number}:${number}`;
};

/**
 * Every form in which a list of unbindings is known to us, the oldest first; a header decides which one a file is in.
 * The first is Tencent Cloud's page "Unbinding Customers". The second is our own, for consoles that show what is under
 * way and are not known to give it as a file: whoever looks writes it down. No provider documents columns or words, so
 * another form is another entry, and what was read by an older one says so by its version.
 * @see https://www.tencentcloud.com/document/product/1085/71835 for the list and the ten days of a review
 */
export const listMappings: readonly ListMapping[] = [
  {
    version: 1,
    site: 'tencent-intl',
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
  {
    version: 2,
    columns: {
      number: 'Reference',
      account: 'Account ID',
      name: 'Name',
      origin: 'Started By',
      submittedAt: 'Started At (UTC+8)',
      status: 'State',
    },
    origins: { Partner: 'reseller', Customer: 'customer' },
    statuses: {
      'Awaiting partner': { shows: ['submitted'] },
      'Awaiting customer': { shows: ['submitted', 'distributor_approved'] },
      'Awaiting provider': { shows: ['submitted', 'customer_confirmed'] },
      Ended: { shows: ['submitted', 'completed'] },
      'Refused by partner': { shows: ['reviewed_no'], over: true },
      'Rejected by customer': { shows: ['customer_rejected'], over: true },
      'Taken back': { shows: ['withdrawn'], over: true },
    },
    offset: '+08:00',
  },
];

/** The forms in which the list of a site may come. */
export function mappingsOf(site: Site): readonly ListMapping[] {
  const own = listMappings.filter((mapping) => mapping.site === site);
  return own.length > 0 ? own : listMappings.filter((mapping) => mapping.site === undefined);
}
