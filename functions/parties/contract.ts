import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { idSchema } from '../kernel/ids.ts';
import { MailAddress } from '../kernel/mail-address.ts';
import { PageQuery } from '../kernel/paging.ts';
import { operations, rights } from '../platform/contract.ts';
import { AccessLine } from './access-review.ts';
import { bodies, examples } from './contract-examples.ts';
import { Credentials } from './credentials.ts';
import { PersonRight } from './member.ts';
import { PartnerAccount, SyncTime, TimeZone, usualSyncTime } from './partner-account.ts';
import { PolicyTerms } from './policy.ts';
import { MemberView, MeView, OrganisationView, PartnerAccountView, PolicyView } from './views.ts';

const Name = z.string().trim().min(1, { error: 'a name' }).max(120);
const Reason = z.string().trim().min(3, { error: 'a reason, in a few words' }).max(500);
const Email = z.string().trim().toLowerCase().pipe(MailAddress);
const PersonRights = z
  .array(PersonRight)
  .min(1, { error: 'at least one right; to take all of them, disable the member' })
  .refine((given) => new Set(given).size === given.length, { error: 'each right once' });

const accountParams = z.object({ accountId: idSchema('partnerAccount') });
const memberParams = z.object({ memberId: idSchema('member') });
const pageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), next: z.string().optional().describe('cursor of the next page') });

const {
  name: _name,
  partnerId: _partnerId,
  ...enteredAsStored
} = PartnerAccount.pick({
  name: true,
  site: true,
  partnerId: true,
  tier: true,
  environment: true,
  allowlisted: true,
}).shape;
const Zone = TimeZone.describe('IANA zone of its nights and settlement periods');
const Night = SyncTime.describe('when its rebates are read each night, by the clocks of its zone');
const EnterAccount = z.strictObject({
  ...enteredAsStored,
  timeZone: Zone,
  syncTime: Night.default(usualSyncTime),
  name: Name,
  partnerId: z
    .string()
    .trim()
    .regex(/^\S{1,64}$/, { error: '1 to 64 characters without spaces' })
    .describe('the identifier that the provider gave you, as text'),
  allowlisted: PartnerAccount.shape.allowlisted.default([]),
});

const ChangeAccount = z
  .strictObject({
    status: PartnerAccount.shape.status.optional(),
    reason: Reason.optional().describe('goes with a status, and only with it'),
    name: Name.optional(),
    timeZone: Zone.optional(),
    syncTime: Night.optional(),
    settlesWithinDays: z.int().min(1).max(366).optional().describe('days until an open rebate counts as late'),
    allowlisted: PartnerAccount.shape.allowlisted.optional(),
  })
  .refine((change) => Object.keys(change).length > 0, { error: 'name at least one thing to change' })
  .refine(({ status, reason }) => (status === undefined) === (reason === undefined), {
    path: ['reason'],
    error: 'a status and its reason go together',
  });

const AddMember = z.strictObject({
  displayName: Name.describe('how colleagues know them'),
  email: Email.describe('where they sign in and get mail'),
  rights: PersonRights,
});

const ChangeMember = z
  .strictObject({ rights: PersonRights.optional(), disabled: z.boolean().optional() })
  .refine((change) => Object.keys(change).length > 0, { error: 'name rights, disabled, or both' });

const AddMachineClient = z.strictObject({
  name: Name.describe('what it is for'),
  clientId: z.string().regex(/^\w{1,128}$/, { error: 'the client id that the deployment printed' }),
  clientSecret: z.string().min(1).max(128).describe('proves that the client is yours; compared and forgotten'),
});

/** What anybody of an organisation reads about it. */
export const partiesRead = operations({
  readMe: {
    route: 'GET /v1/me',
    group: 'parties-read',
    access: rights,
    summary: 'Who am I',
    description: 'The member and organisation that your access token speaks for, and what it allows.',
    answers: { 200: { description: 'You', json: MeView, example: examples.me } },
    problems: [],
  },
  readOrganisation: {
    route: 'GET /v1/organisation',
    group: 'parties-read',
    access: rights,
    summary: 'Read your organisation',
    description: 'The organisation that your access token belongs to. No token reads another one.',
    answers: { 200: { description: 'Your organisation', json: OrganisationView, example: examples.organisation } },
    problems: [],
  },
  listPartnerAccounts: {
    route: 'GET /v1/partner-accounts',
    group: 'parties-read',
    access: rights,
    summary: 'List partner accounts',
    description: 'Your accounts at providers’ partner programmes, oldest first, paused ones included.',
    query: PageQuery,
    answers: {
      200: {
        description: 'A page of partner accounts',
        json: pageOf(PartnerAccountView),
        example: { items: [examples.partnerAccount] },
      },
    },
    problems: [],
  },
  readPartnerAccount: {
    route: 'GET /v1/partner-accounts/{accountId}',
    group: 'parties-read',
    access: rights,
    summary: 'Read a partner account',
    description: 'One partner account, and what you may do with it. Its credentials are never shown.',
    params: accountParams,
    answers: { 200: { description: 'The account', json: PartnerAccountView, example: examples.partnerAccount } },
    problems: ['not_found'],
  },
  listMembers: {
    route: 'GET /v1/members',
    group: 'parties-read',
    access: ['admin', 'auditor'],
    summary: 'List members',
    description: 'Persons and machine clients of your organisation, oldest first, disabled ones included.',
    query: PageQuery,
    answers: {
      200: { description: 'A page of members', json: pageOf(MemberView), example: { items: [examples.member] } },
    },
    problems: [],
  },
  reviewAccess: {
    route: 'GET /v1/access-review',
    group: 'parties-read',
    access: ['admin', 'auditor'],
    summary: 'Review who may do what, since when, and by whose hand',
    description:
      'Every person and machine client, disabled ones included, with their rights, who gave them and when. With `format=csv` the same page as a table; the header `next-cursor` says where to go on.',
    query: PageQuery.extend({ format: z.enum(['json', 'csv']).default('json') }),
    answers: {
      200: {
        description: 'A page of members',
        json: pageOf(AccessLine),
        example: { items: [examples.access] },
        csv: true,
      },
    },
    problems: [],
  },
  readMember: {
    route: 'GET /v1/members/{memberId}',
    group: 'parties-read',
    access: ['admin', 'auditor'],
    summary: 'Read a member',
    description: 'One person or machine client of your organisation, and what you may do with them.',
    params: memberParams,
    answers: { 200: { description: 'The member', json: MemberView, example: examples.member } },
    problems: ['not_found'],
  },
  readPolicy: {
    route: 'GET /v1/policy',
    group: 'parties-read',
    access: rights,
    summary: 'Read the policy',
    description:
      'The terms that new requests start under, or, with a version, those of requests that are pinned to it. All spans are in seconds.',
    query: z.object({ version: z.coerce.number().int().positive().optional() }),
    answers: { 200: { description: 'The policy', json: PolicyView, example: examples.policy } },
    problems: ['not_found'],
  },
});

/** What admins change. */
export const partiesWrite = operations({
  enterPartnerAccount: {
    route: 'POST /v1/partner-accounts',
    group: 'parties-write',
    access: ['admin'],
    summary: 'Enter a partner account',
    description:
      'Makes an account at a provider’s partner programme known. Site, identifier, tier and environment stay as entered. Store its credentials next.',
    body: EnterAccount.meta({ examples: [bodies.enterAccount] }),
    idempotent: true,
    answers: {
      201: {
        description: 'The account is known',
        json: PartnerAccountView,
        example: examples.partnerAccount,
      },
    },
    problems: ['idempotency_key_missing', 'idempotency_key_reused', 'name_taken'],
  },
  changePartnerAccount: {
    route: 'PATCH /v1/partner-accounts/{accountId}',
    group: 'parties-write',
    access: ['admin'],
    summary: 'Pause, resume or change a partner account',
    description:
      'A paused account takes no new requests; those that are open go on. Pausing and resuming need a reason.',
    params: accountParams,
    body: ChangeAccount.meta({ examples: [bodies.pauseAccount, bodies.switchOn] }),
    ifMatch: true,
    answers: {
      200: { description: 'The account as it is now', json: PartnerAccountView, example: examples.pausedAccount },
    },
    problems: ['not_found', 'changed_meanwhile', 'not_allowed_now'],
  },
  setCredentials: {
    route: 'PUT /v1/partner-accounts/{accountId}/credentials',
    group: 'parties-write',
    access: ['admin'],
    summary: 'Store the API key of a partner account',
    description:
      'Replaces the key that the desk calls the provider with, within five minutes everywhere, and with it the bucket that rebate files are pushed into, at sites that take one. Neither can be read back. Sending it again does no harm.',
    params: accountParams,
    body: Credentials.meta({ examples: [bodies.credentials, bodies.credentialsWithBucket] }),
    answers: {
      200: {
        description: 'Stored',
        json: z.strictObject({ accountId: idSchema('partnerAccount'), credentialsSetAt: Instant }),
        example: examples.credentials,
      },
    },
    problems: ['not_found'],
  },
  addMember: {
    route: 'POST /v1/members',
    group: 'parties-write',
    access: ['admin'],
    summary: 'Add a person',
    description: 'Creates their sign-in; they are sent an invitation by mail. An e-mail address belongs to one member.',
    body: AddMember.meta({ examples: [bodies.addMember] }),
    idempotent: true,
    answers: { 201: { description: 'They can sign in', json: MemberView, example: examples.member } },
    problems: ['idempotency_key_missing', 'idempotency_key_reused', 'name_taken'],
  },
  changeMember: {
    route: 'PATCH /v1/members/{memberId}',
    group: 'parties-write',
    access: ['admin'],
    summary: 'Change a person’s rights, disable or enable them',
    description:
      'Takes effect when their access token is renewed, within 15 minutes. Machine clients are removed, not changed. The last active admin stays one.',
    params: memberParams,
    body: ChangeMember.meta({ examples: [bodies.giveRights, bodies.disable] }),
    ifMatch: true,
    answers: { 200: { description: 'The member as they are now', json: MemberView, example: examples.disabledMember } },
    problems: ['not_found', 'changed_meanwhile', 'last_admin'],
  },
  setPolicy: {
    route: 'PUT /v1/policy',
    group: 'parties-write',
    access: ['admin'],
    summary: 'Set the policy',
    description:
      'Makes a new version. Requests that run keep the version they started under. All spans are in seconds.',
    body: PolicyTerms.meta({ examples: [bodies.policy] }),
    ifMatch: true,
    answers: { 200: { description: 'The policy now in force', json: PolicyView, example: examples.policy } },
    problems: ['changed_meanwhile'],
  },
  addMachineClient: {
    route: 'POST /v1/machine-clients',
    group: 'parties-write',
    access: ['admin'],
    summary: 'Let a machine client speak for your organisation',
    description:
      'Takes a client that was deployed with the desk, proved by its secret, and gives it the right "service". From then on it is issued tokens by the OAuth 2.0 client credentials grant. The secret is compared and forgotten.',
    body: AddMachineClient.meta({ examples: [bodies.addMachineClient] }),
    idempotent: true,
    answers: { 201: { description: 'It can ask for tokens', json: MemberView, example: examples.machineClient } },
    problems: ['idempotency_key_missing', 'idempotency_key_reused', 'name_taken'],
  },
  removeMachineClient: {
    route: 'DELETE /v1/machine-clients/{memberId}',
    group: 'parties-write',
    access: ['admin'],
    summary: 'Remove a machine client',
    description:
      'It gets no more tokens, and those it has run out within 15 minutes. Its record stays for the timeline.',
    params: memberParams,
    answers: { 200: { description: 'Removed', json: MemberView, example: examples.removedMachineClient } },
    problems: ['not_found'],
  },
});

/** Operations on organisations, partner accounts, members and policies. */
export const partyOperations = { ...partiesRead, ...partiesWrite };
