import type { TableName } from './kernel/write.ts';
import type { IndexName } from './platform/tables.ts';

/** One kind of item: where it stands, and who reads or writes it there. Angle brackets hold what varies. */
export type AccessPattern = {
  readonly item: string;
  readonly table: TableName;
  readonly pk: string;
  readonly sk: string;
  readonly usedBy: string;
  /** Keys in the sparse indexes of the desk table. */
  readonly indexes?: Readonly<Partial<Record<IndexName, { readonly pk: string; readonly sk: string }>>>;
};

/** Where every record with a timeline is found by the hour of its last entry (global space). */
const anchor = { pk: 'HOUR#<hour>#<shard>', sk: '<org>#<record>' } as const;

/**
 * Every kind of item in the three tables. A new kind gets its row here: a test compares this list with the keys in the
 * code and with the items that a day at the desk leaves behind. All but the named global spaces start with the organisation.
 */
export const accessPatterns: readonly AccessPattern[] = [
  {
    item: 'link request',
    table: 'desk',
    pk: 'ORG#<org>#<record>',
    sk: 'RECORD',
    usedBy: 'links: read by id; moved under its version and execution',
    indexes: {
      list: { pk: 'ORG#<org>#LINK_REQUESTS', sk: '<record>' },
      waiting: { pk: 'ORG#<org>#WAITING#<party>', sk: '<until>#<record>' },
      anchor,
    },
  },
  {
    item: 'link',
    table: 'desk',
    pk: 'ORG#<org>#<record>',
    sk: 'RECORD',
    usedBy: 'links: read by id, listed newest first',
    indexes: { list: { pk: 'ORG#<org>#LINKS', sk: '<record>' }, anchor },
  },
  {
    item: 'checklist',
    table: 'desk',
    pk: 'ORG#<org>#<record>',
    sk: 'CHECKLIST#<number>',
    usedBy: 'verification: the one in hand by its number; the earlier ones, newest first',
  },
  {
    item: 'link draft',
    table: 'desk',
    pk: 'ORG#<org>#<record>',
    sk: 'RECORD',
    usedBy: 'links: read by id; listed newest first while it is open',
    indexes: { list: { pk: 'ORG#<org>#LINK_DRAFTS', sk: '<record>' } },
  },
  {
    item: 'adoption',
    table: 'desk',
    pk: 'ORG#<org>#<record>',
    sk: 'RECORD',
    usedBy: 'links: one reading of a partner account’s customers, listed newest first',
    indexes: { list: { pk: 'ORG#<org>#ADOPTIONS#<account>', sk: '<record>' }, anchor },
  },
  {
    item: 'adoption page',
    table: 'desk',
    pk: 'ORG#<org>#<record>',
    sk: 'PAGE#<number>',
    usedBy: 'links: the accounts on one page, to tell at the end who is missing',
  },
  {
    item: 'partner account',
    table: 'desk',
    pk: 'ORG#<org>#<record>',
    sk: 'RECORD',
    usedBy: 'parties: read by id, listed; links: the account that a request goes by',
    indexes: { list: { pk: 'ORG#<org>#PARTNER_ACCOUNTS', sk: '<record>' }, anchor },
  },
  {
    item: 'member',
    table: 'desk',
    pk: 'ORG#<org>#<record>',
    sk: 'RECORD',
    usedBy: 'parties: read by id, listed; rights for every access token',
    indexes: { list: { pk: 'ORG#<org>#MEMBERS', sk: '<record>' }, anchor },
  },
  {
    item: 'organisation',
    table: 'desk',
    pk: 'ORG#<org>#<record>',
    sk: 'RECORD',
    usedBy: 'parties, links: whose name customers are shown; the record’s id is the organisation’s',
    indexes: { anchor },
  },
  {
    item: 'policy in force',
    table: 'desk',
    pk: 'ORG#<org>#<record>',
    sk: 'RECORD',
    usedBy: 'parties, links: the terms that a new request is pinned to; the record’s id is `policy`',
    indexes: { anchor },
  },
  {
    item: 'policy as of a version',
    table: 'desk',
    pk: 'ORG#<org>#<record>',
    sk: 'VERSION#<version>',
    usedBy: 'parties, links: the terms that a running request goes on under',
  },
  { item: 'admins', table: 'desk', pk: 'ORG#<org>', sk: 'ADMINS', usedBy: 'parties: the last admin stays' },
  {
    item: 'partner lock',
    table: 'desk',
    pk: 'ORG#<org>#PARTNER#<site>#<environment>#<partner>',
    sk: 'LOCK',
    usedBy: 'parties: a partner identifier is entered once',
  },
  {
    item: 'machine client',
    table: 'desk',
    pk: 'CLIENT#<client>',
    sk: 'CLIENT',
    usedBy: 'parties: whom a token event of a machine speaks for (global space)',
  },
  {
    item: 'customer lock',
    table: 'desk',
    pk: 'ORG#<org>#LOCK#<site>#<customer>',
    sk: 'LOCK',
    usedBy: 'links: one open request or link for a customer, in one environment',
  },
  {
    item: 'customer record',
    table: 'desk',
    pk: 'ORG#<org>#CUSTOMER#<reference>',
    sk: 'RECORD',
    usedBy: 'customers: read by reference, listed by it; links: what is typed is compared with it',
    indexes: { list: { pk: 'ORG#<org>#CUSTOMERS', sk: '<reference>' } },
  },
  {
    item: 'customer name',
    table: 'desk',
    pk: 'ORG#<org>#CUSTOMER#<reference>',
    sk: 'NAME',
    usedBy: 'customers: found by the beginning of a name',
    indexes: { list: { pk: 'ORG#<org>#CUSTOMER_NAMES', sk: '<name>#<reference>' } },
  },
  {
    item: 'customer account',
    table: 'desk',
    pk: 'ORG#<org>#CUSTOMER_ACCOUNT#<site>#<account>',
    sk: 'ACCOUNT',
    usedBy: 'customers, links: whose account this is; near misses ask for many at once',
  },
  {
    item: 'customer import',
    table: 'desk',
    pk: 'ORG#<org>#<record>',
    sk: 'RECORD',
    usedBy: 'customers: read by id; moved under its version while it is applied',
  },
  {
    item: 'customer import rows',
    table: 'desk',
    pk: 'ORG#<org>#<record>',
    sk: 'ROWS',
    usedBy: 'customers: what a file says, until all of it is written',
  },
  {
    item: 'customer imports',
    table: 'desk',
    pk: 'ORG#<org>#CUSTOMER_IMPORTS',
    sk: 'HEAD',
    usedBy: 'customers: which import is under way; one at a time',
  },
  {
    item: 'decision',
    table: 'desk',
    pk: 'ORG#<org>#<record>',
    sk: 'DECISION#<kind>#<round>',
    usedBy: 'decisions: read by its name; decided, expired or closed while open',
  },
  {
    item: 'receipt',
    table: 'desk',
    pk: 'ORG#<org>#<record>',
    sk: 'RECEIPT#<name>',
    usedBy: 'receipts: by the name of the decision; those of a link’s changes also under the link, all listed at once',
  },
  {
    item: 'effect',
    table: 'desk',
    pk: 'ORG#<org>#<record>',
    sk: 'EFFECT#<method>#<number>',
    usedBy: 'providers: the latest try of a method, newest first',
  },
  {
    item: 'mail',
    table: 'desk',
    pk: 'ORG#<org>#<record>',
    sk: 'MAIL#<name>',
    usedBy: 'notices: claimed before it is sent; all of a record, by name; listed while it has reached nobody',
    indexes: { list: { pk: 'ORG#<org>#NOTICES', sk: '<begun at>#<record>#<name>' } },
  },
  {
    item: 'member notice',
    table: 'desk',
    pk: 'ORG#<org>#<record>',
    sk: 'NOTICE#<window>#<event>',
    usedBy: 'notices: what a member is told in the mail of a window',
  },
  {
    item: 'sent mail',
    table: 'desk',
    pk: 'SENT#<message id>',
    sk: 'SENT',
    usedBy: 'notices: which mail the mail service speaks of (global space)',
  },
  {
    item: 'webhook',
    table: 'desk',
    pk: 'ORG#<org>#<record>',
    sk: 'RECORD',
    usedBy: 'webhooks: read by id, listed; every event of the organisation looks for those that want it',
    indexes: { list: { pk: 'ORG#<org>#WEBHOOKS', sk: '<record>' }, anchor },
  },
  {
    item: 'webhook delivery',
    table: 'desk',
    pk: 'ORG#<org>#<record>',
    sk: 'DELIVERY#<delivery>',
    usedBy: 'webhooks: one event on its way to one receiver, listed by the time of the event',
  },
  {
    item: 'poller',
    table: 'desk',
    pk: 'ORG#<org>#ACC#<account>',
    sk: 'POLLER',
    usedBy: 'links: when a partner account is looked at next, and was last',
  },
  {
    item: 'application claim',
    table: 'desk',
    pk: 'ORG#<org>#ACC#<account>',
    sk: 'APPLICATION#<customer>#<applied at>',
    usedBy: 'links: an application answers one request',
  },
  {
    item: 'call slot',
    table: 'desk',
    pk: 'ORG#<org>#SLOT#<account>',
    sk: 'SLOT#<action>',
    usedBy: 'providers: when the next call may leave, across functions',
  },
  {
    item: 'idempotency key',
    table: 'desk',
    pk: 'ORG#<org>#IDEM#<caller>#<key hash>',
    sk: 'IDEM',
    usedBy: 'platform: the answer to give again; in the private table where it holds personal data',
  },
  {
    item: 'due item',
    table: 'desk',
    pk: 'DUE#<shard>',
    sk: '<at>#<kind>#<org>#<name>',
    usedBy: 'platform: the minutely worker reads each shard up to now (global space)',
  },
  {
    item: 'migration progress',
    table: 'desk',
    pk: 'MIGRATION#<table>',
    sk: 'SEGMENT#<number>',
    usedBy: 'platform: how far `npm run migrate` has come, for the run after an interruption (global space)',
  },
  {
    item: 'timeline entry',
    table: 'timeline',
    pk: 'ORG#<org>#<record>',
    sk: 'SEQ#<number>',
    usedBy: 'timeline: a record’s entries in order; the stream of inserts feeds the relay',
  },
  {
    item: 'contact',
    table: 'private',
    pk: 'ORG#<org>#<record>',
    sk: 'CONTACT',
    usedBy: 'links, notices: the person at the customer',
  },
  {
    item: 'person',
    table: 'private',
    pk: 'ORG#<org>#<record>',
    sk: 'PERSON',
    usedBy: 'parties: a member’s name and address',
  },
  {
    item: 'waiting token',
    table: 'private',
    pk: 'ORG#<org>#<record>',
    sk: 'WAITING#<kind>#<round>',
    usedBy: 'decisions: the state to wake; a newer token replaces it',
  },
  {
    item: 'outstanding invitation',
    table: 'private',
    pk: 'ORG#<org>#ACC#<account>',
    sk: 'INVITATION#<record>#<number>',
    usedBy: 'links: all that are alive at a partner account',
  },
  {
    item: 'one-time link',
    table: 'private',
    pk: 'TOKEN#<token hash>',
    sk: 'TOKEN',
    usedBy: 'decisions: the question that a mail leads to (global space)',
  },
  {
    item: 'notice link',
    table: 'private',
    pk: 'TOKEN#<token hash>',
    sk: 'NOTICE',
    usedBy: 'notices: what a member’s mail told (global space)',
  },
];
