import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { idSchema } from '../kernel/ids.ts';
import { type Caller, rights } from '../platform/contract.ts';
import { Action } from './action.ts';
import type { Admins } from './admins.ts';
import { type Member, memberActions, type Person } from './member.ts';
import { Organisation, OrganisationKind } from './organisation.ts';
import { PartnerAccount, partnerAccountActions } from './partner-account.ts';
import { type Policy, PolicyTerms } from './policy.ts';

/** What the API shows of this slice's records: everything but the organisation's own keys and the timeline's head. */

const internal = { org: true, timelineSeq: true, timelineHead: true } as const;
const version = z.int().positive().describe('send it back as If-Match when you change this');

export const OrganisationView = z.strictObject(Organisation.omit(internal).shape);

export function organisationView(organisation: Organisation): z.input<typeof OrganisationView> {
  const { org: _org, timelineSeq: _seq, timelineHead: _head, ...shown } = organisation;
  return shown;
}

export const PartnerAccountView = z.strictObject({
  ...PartnerAccount.omit(internal).shape,
  version,
  actions: z.array(Action),
});

export function partnerAccountView(account: PartnerAccount, caller: Caller): z.input<typeof PartnerAccountView> {
  const { org: _org, timelineSeq: _seq, timelineHead: _head, ...shown } = account;
  return { ...shown, actions: partnerAccountActions(account, caller) };
}

export const MemberView = z.strictObject({
  id: idSchema('member'),
  kind: z.enum(['person', 'machine']),
  name: z.string().nullable().describe('of the person or the machine; null when a person’s data has been erased'),
  email: z.email().nullable().describe('where a person signs in and gets mail; null for machines'),
  clientId: z.string().nullable().describe('what a machine asks for tokens with; null for persons'),
  rights: z.array(z.enum(rights)),
  status: z.enum(['active', 'disabled']),
  createdAt: Instant,
  createdBy: z.string(),
  version,
  actions: z.array(Action),
});

export function memberView(
  member: Member,
  person: Person | undefined,
  admins: Admins,
  caller: Caller,
): z.input<typeof MemberView> {
  const { id, kind, rights, status, createdAt, createdBy } = member;
  return {
    id,
    kind,
    name: kind === 'machine' ? member.name : (person?.displayName ?? null),
    email: person?.email ?? null,
    clientId: kind === 'machine' ? member.clientId : null,
    rights,
    status,
    createdAt,
    createdBy,
    version: member.version,
    actions: memberActions(member, admins, caller),
  };
}

export const PolicyView = z.strictObject({
  ...PolicyTerms.shape,
  version,
  changedAt: Instant,
  changedBy: z.string().describe('the member who set these terms; "desk" for those an organisation starts with'),
});

export function policyView(policy: Policy): z.input<typeof PolicyView> {
  const { org: _org, id: _id, timelineSeq: _seq, timelineHead: _head, ...shown } = policy;
  return shown;
}

export const MeView = z.strictObject({
  member: idSchema('member'),
  kind: z.enum(['person', 'machine']),
  name: z.string().nullable(),
  email: z.email().nullable(),
  organisation: z.strictObject({ id: idSchema('organisation'), name: z.string(), kind: OrganisationKind }),
  rights: z.array(z.enum(rights)).describe('what your access token allows'),
  rightsAtRenewal: z
    .array(z.enum(rights))
    .describe('what your next access token will allow: an admin may have changed it'),
});

/** The header that carries a record's version. */
export function etag({ version }: { readonly version: number }) {
  return { etag: `"${version}"` };
}
