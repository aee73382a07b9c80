import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { idSchema, type NewId } from '../kernel/ids.ts';
import type { Problem } from '../kernel/problems.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { readStored, storedShape, toStored } from '../kernel/stored.ts';
import type { WriteIntent } from '../kernel/write.ts';
import type { Decided } from '../platform/change.ts';
import type { Caller } from '../platform/contract.ts';
import { due } from '../platform/due.ts';
import type { Tables } from '../platform/tables.ts';
import { type PortMethod, sites } from '../providers/provider.ts';
import { enterNights } from '../rebates/nights/night-item.ts';
import { create, Followed, move, recordKey, timelineStart } from '../timeline/index.ts';
import { type Action, action } from './action.ts';
import { listOf, partnerLockKey } from './keys.ts';

/** Everything a provider may have to switch on for a partner account, by the methods of our port. */
const portMethods = [
  'readPartnerAccount',
  'checkIdentifier',
  'readInvitations',
  'listInvitations',
  'listApplications',
  'readCustomer',
  'listCustomers',
  'proveLink',
  'registerCustomer',
  'invite',
  'resendInvitation',
  'decideApplication',
  'prepareAccount',
  'readBill',
  'readOwner',
  'listCreditAllocations',
  'allocateCredit',
  'unfreeze',
  'submitUnbind',
  'readUnbind',
  'listUnbinds',
  'readRebateFiles',
  'listRebates',
] as const satisfies readonly PortMethod[];

/** An IANA zone by its name (`Asia/Shanghai`), never an offset: offsets know no summer time. */
export const TimeZone = z
  .string()
  .max(64)
  .refine((zone) => /^[A-Z]/.test(zone) && isTimeZone(zone), {
    error: 'the IANA name of a time zone, such as Asia/Shanghai or UTC',
  });

/** A wall time of an account's own zone, `HH:MM`. */
export const SyncTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'a time of day such as 02:30' });
/** Where nobody says otherwise: after midnight, and clear of the hour in which most zones change their clocks. */
export const usualSyncTime = '02:30';

/** An organisation's account at a provider's partner programme: what it links customers under. */
export const PartnerAccount = Followed.extend({
  id: idSchema('partnerAccount'),
  name: z.string().describe('what the account is called at the desk'),
  site: z.enum(sites).describe('provider and site; sites of one provider share nothing'),
  partnerId: z.string().describe('the identifier that the provider gave the partner, digits included as text'),
  tier: z.enum(['reseller', 'distributor', 'second_level_reseller']).describe('what the account is at the provider'),
  environment: z.enum(['production', 'sandbox']).describe('customers seen in one are refused in the other'),
  // checked when it is entered: whether a zone is known costs a cold start some 10 ms
  timeZone: z.string().max(64).describe('IANA zone of its nights and settlement periods'),
  syncTime: z.string().describe('when its rebates are read each night, by the clocks of its zone: HH:MM'),
  settlesWithinDays: z
    .int()
    .positive()
    .optional()
    .describe('after how many days an open rebate is late; by the account’s own history unless somebody has said it'),
  allowlisted: z
    .array(z.enum(portMethods))
    .describe('what the provider has switched on for this account; the rest of what needs that is done by hand'),
  allowlistedAt: Instant.optional().describe(
    'when something was last added to that list; it may take the provider a day until it works everywhere',
  ),
  status: z.enum(['active', 'paused']).describe('a paused account takes no new requests; open ones go on'),
  statusReason: z.string().optional().describe('why it was paused or resumed, in the words of who did it'),
  statusSince: Instant.describe('when it became what it is'),
  credentialsSetAt: Instant.optional().describe('when its API key was last stored; absent while there is none'),
  createdAt: Instant,
  createdBy: z.string().describe('the member who entered it'),
});
export type PartnerAccount = z.infer<typeof PartnerAccount>;

export const partnerAccountShape = storedShape({
  name: 'partner account',
  version: 4,
  schema: PartnerAccount,
  // `allowlistedAt` came with version 2: when older lists were changed is not known. Versions 3 and 4 know more methods,
  // version 4 the time of the nights.
  upcasts: { 1: (old) => old, 2: (old) => old, 3: (old) => ({ ...old, syncTime: usualSyncTime }) },
});

export async function readPartnerAccount(tables: Tables, org: string, id: string): Promise<PartnerAccount | undefined> {
  const item = await tables.get('desk', recordKey(org, id));
  return item && readStored(partnerAccountShape, item);
}

/** What is said about an account when it is entered; site, identifier, tier and environment never change after. */
export type NewAccount = Pick<
  PartnerAccount,
  'name' | 'site' | 'partnerId' | 'tier' | 'environment' | 'timeZone' | 'syncTime' | 'allowlisted'
>;
type Doing = { readonly by: Pick<Caller, 'org' | 'member'>; readonly at: Instant; readonly newId: NewId };

/** A new account and the writes that make it; refused with `lock` when the organisation has that partner already. */
export function enterPartnerAccount(entered: NewAccount, { by, at, newId }: Doing): Decided<PartnerAccount> {
  const account: PartnerAccount = {
    ...timelineStart,
    ...entered,
    org: by.org,
    id: newId('partnerAccount'),
    version: 1,
    status: 'active',
    statusSince: at,
    createdAt: at,
    createdBy: by.member,
  };
  const { site, environment, partnerId, tier } = account;
  const fields = {
    ...toStored(partnerAccountShape, account),
    ...account,
    listPk: listOf.partnerAccounts(by.org),
    listSk: account.id,
  };
  const entry = {
    type: 'partner_account.created',
    actor: { kind: 'member', id: by.member },
    at,
    data: { site, environment, partnerId, tier },
  } as const;
  const lock: WriteIntent = {
    op: 'put',
    table: 'desk',
    key: partnerLockKey(by.org, account),
    fields: toStored(partnerLockShape, { account: account.id }),
    expect: [{ pk: { absent: true } }],
    refusal: 'lock',
  };
  // at some sites customers can start to leave by themselves, which only a look there shows
  const look = due({ kind: 'unbind.daily-look', org: by.org, id: account.id, at });
  return { value: account, intents: [lock, ...create(fields, entry, newId), look, enterNights(account, at)] };
}

export const partnerLockShape = storedShape({
  name: 'partner lock',
  version: 1,
  schema: z.object({ account: z.string() }),
  upcasts: {},
});

/** What a person may change of an account. A status comes with the reason for it. */
export type AccountChange = {
  readonly status?: PartnerAccount['status'] | undefined;
  readonly reason?: string | undefined;
  readonly name?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly syncTime?: string | undefined;
  readonly settlesWithinDays?: number | undefined;
  readonly allowlisted?: PartnerAccount['allowlisted'] | undefined;
};

/** @returns `not_allowed_now` for a status that the account has already. */
export function changePartnerAccount(
  account: PartnerAccount,
  { status, reason, ...rest }: AccountChange,
  doing: Doing,
): Result<Decided<PartnerAccount>, Problem> {
  const refusal = status && statusRefusal(account, status);
  if (refusal) return err(refusal);
  const fields = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  const turned = status && { status, statusReason: reason, statusSince: doing.at };
  const added = rest.allowlisted?.some((method) => !account.allowlisted.includes(method));
  const set = { ...fields, ...turned, ...(added && { allowlistedAt: doing.at }) };
  const type = status === undefined ? 'changed' : status === 'paused' ? 'paused' : 'resumed';
  return ok(moveAccount(account, set, type, doing, { ...fields, ...(status && { reason }) }));
}

/** Notes that the account's credentials were stored; not what they are. */
export function noteCredentials(account: PartnerAccount, doing: Doing): Decided<PartnerAccount> {
  return moveAccount(account, { credentialsSetAt: doing.at }, 'credentials_set', doing, {});
}

function moveAccount(
  account: PartnerAccount,
  set: Partial<PartnerAccount>,
  type: 'changed' | 'paused' | 'resumed' | 'credentials_set',
  { by, at, newId }: Doing,
  data: Readonly<Record<string, unknown>>,
): Decided<PartnerAccount> {
  const entry = {
    type: `partner_account.${type}`,
    actor: { kind: 'member', id: by.member },
    at,
    data,
  } as const;
  return {
    value: { ...account, ...set, version: account.version + 1 },
    intents: move(account, { set }, entry, newId),
  };
}

function statusRefusal(account: PartnerAccount, to: PartnerAccount['status']): Problem | undefined {
  return account.status === to ? { kind: 'not_allowed_now', params: { status: account.status } } : undefined;
}

/** What can be done with an account now. */
export function partnerAccountActions(account: PartnerAccount, caller: Pick<Caller, 'rights'>): Action[] {
  return [
    action('pause', ['admin'], caller, statusRefusal(account, 'paused')),
    action('resume', ['admin'], caller, statusRefusal(account, 'active')),
    action('change', ['admin'], caller),
    action('setCredentials', ['admin'], caller),
  ];
}

function isTimeZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}
