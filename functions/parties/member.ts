import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { idSchema, type NewId } from '../kernel/ids.ts';
import type { Problem } from '../kernel/problems.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { readStored, storedShape, toStored } from '../kernel/stored.ts';
import { isNew, type WriteIntent } from '../kernel/write.ts';
import type { Decided } from '../platform/change.ts';
import { type Caller, type Right, rights } from '../platform/contract.ts';
import { due } from '../platform/due.ts';
import type { Tables } from '../platform/tables.ts';
import { type Actor, create, Followed, move, recordKey, timelineStart } from '../timeline/index.ts';
import { type Action, action } from './action.ts';
import { type Admins, adminsWith, setAdmins } from './admins.ts';
import { listOf, personKey } from './keys.ts';

/** Rights that a person can be given; `service` is for machine clients. */
export const personRights = rights.filter((right) => right !== 'service');
export const PersonRight = z.enum(personRights);
export type PersonRight = z.infer<typeof PersonRight>;

const AnyMember = Followed.extend({
  id: idSchema('member'),
  rights: z.array(z.enum(rights)),
  status: z.enum(['active', 'disabled']).describe('a disabled member is given no token'),
  createdAt: Instant,
  createdBy: z.string().describe('the member who added them; "desk" for the founder'),
});

/** Who may work for an organisation. What a person is called and where to reach them stands in the private table. */
export const Member = z.discriminatedUnion('kind', [
  AnyMember.extend({ kind: z.literal('person') }),
  AnyMember.extend({ kind: z.literal('machine'), name: z.string(), clientId: z.string() }),
]);
export type Member = z.infer<typeof Member>;

export const memberShape = storedShape({ name: 'member', version: 1, schema: Member, upcasts: {} });

/** A member's personal data: private table only, never in the timeline or a log. */
export const Person = z.object({ displayName: z.string(), email: z.email() });
export type Person = z.infer<typeof Person>;

export const personShape = storedShape({ name: 'person', version: 1, schema: Person, upcasts: {} });

export async function readMember(tables: Tables, org: string, id: string): Promise<Member | undefined> {
  const item = await tables.get('desk', recordKey(org, id));
  return item && readStored(memberShape, item);
}

/** Undefined for machines, and for persons whose data has been erased. */
export async function readPerson(tables: Tables, org: string, id: string): Promise<Person | undefined> {
  const item = await tables.get('private', personKey(org, id));
  return item && readStored(personShape, item);
}

type Doing = { readonly actor: Actor; readonly at: Instant; readonly newId: NewId };
export type NewMember = { readonly org: string; readonly id: Member['id']; readonly rights: readonly Right[] } & (
  | { readonly kind: 'person'; readonly person: Person }
  | { readonly kind: 'machine'; readonly name: string; readonly clientId: string }
);

/** A new member and the writes that make it; refused with `exists` when that member is there already. */
export function addMember(entered: NewMember, admins: Admins, { actor, at, newId }: Doing): Decided<Member> {
  const { org, id } = entered;
  const base = {
    ...timelineStart,
    org,
    id,
    version: 1,
    rights: [...entered.rights],
    status: 'active' as const,
    createdAt: at,
    createdBy: actor.kind === 'member' ? actor.id : actor.kind,
  };
  const member: Member =
    entered.kind === 'person'
      ? { ...base, kind: 'person' }
      : { ...base, kind: 'machine', name: entered.name, clientId: entered.clientId };
  const fields = { ...toStored(memberShape, member), ...member, listPk: listOf.members(org), listSk: id };
  const entry = { type: 'member.added', actor, at, data: { kind: entered.kind, rights: member.rights } } as const;
  return {
    value: member,
    intents: [
      // Its first timeline entry is there already when the member is, which is no lost race.
      ...create(fields, entry, newId),
      ...(entered.kind === 'person' ? [putPerson(org, id, entered.person)] : []),
      ...adminsIntents(org, admins, { id, was: false, is: isAdmin(member) }),
    ],
  };
}

function putPerson(org: string, id: string, person: Person): WriteIntent {
  return {
    op: 'put',
    table: 'private',
    key: personKey(org, id),
    fields: toStored(personShape, person),
    expect: isNew,
    refusal: 'exists',
  };
}

export type MemberChange = { readonly rights?: readonly Right[] | undefined; readonly disabled?: boolean | undefined };

/**
 * Gives other rights, disables, or enables again. Tokens in use keep the old rights until they are renewed, at most
 * 15 minutes. Whatever a disabled member has open is handed over by its owners (R143): due work of the same transaction.
 * @returns `last_admin` when nobody would be left who can manage members.
 */
export function changeMember(
  member: Member,
  admins: Admins,
  change: MemberChange,
  { actor, at, newId }: Doing,
): Result<Decided<Member>, Problem> {
  const set = {
    ...(change.rights && { rights: [...change.rights] }),
    ...(change.disabled !== undefined && { status: change.disabled ? ('disabled' as const) : ('active' as const) }),
  };
  const after = { ...member, ...set, version: member.version + 1 };
  const refusal = lastAdminRefusal(member, after, admins);
  if (refusal) return err(refusal);
  const what = after.status === member.status ? 'rights_changed' : after.status === 'disabled' ? 'disabled' : 'enabled';
  const entry = { type: `member.${what}`, actor, at, data: { rights: after.rights } } as const;
  return ok({
    value: after,
    intents: [
      ...move(member, { set }, entry, newId),
      ...adminsIntents(member.org, admins, { id: member.id, was: isAdmin(member), is: isAdmin(after) }),
      ...(what === 'disabled' ? [due({ kind: 'member.hand-over', org: member.org, id: member.id, at })] : []),
    ],
  });
}

function adminsIntents(org: string, admins: Admins, { id, was, is }: { id: string; was: boolean; is: boolean }) {
  return was === is ? [] : [setAdmins(org, admins, adminsWith(admins, id, is))];
}

type Standing = Pick<Member, 'rights' | 'status'>;

/** Whether a member can manage the organisation. */
export function isAdmin({ rights, status }: Standing): boolean {
  return status === 'active' && rights.includes('admin');
}

function lastAdminRefusal(before: Standing, after: Standing, admins: Admins): Problem | undefined {
  return isAdmin(before) && !isAdmin(after) && admins.ids.length <= 1 ? { kind: 'last_admin' } : undefined;
}

/** What can be done with a member now: persons are changed, machine clients are removed for good. */
export function memberActions(member: Member, admins: Admins, caller: Pick<Caller, 'rights'>): Action[] {
  const turn = (to: Member['status']): Problem | undefined =>
    member.status === to ? { kind: 'not_allowed_now' } : undefined;
  if (member.kind === 'machine') return [action('remove', ['admin'], caller, turn('disabled'))];
  const disabled = { ...member, status: 'disabled' } as const;
  return [
    action('changeRights', ['admin'], caller),
    action('disable', ['admin'], caller, turn('disabled') ?? lastAdminRefusal(member, disabled, admins)),
    action('enable', ['admin'], caller, turn('active')),
  ];
}
