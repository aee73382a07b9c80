import type * as z from 'zod';
import type { Clock } from '../kernel/clock.ts';
import type { Id, NewId } from '../kernel/ids.ts';
import type { Problem } from '../kernel/problems.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { toStored } from '../kernel/stored.ts';
import type { Tables } from '../platform/tables.ts';
import { create, timelineStart } from '../timeline/index.ts';
import { noAdmins } from './admins.ts';
import { addMember, type Person } from './member.ts';
import { type Organisation, type OrganisationKind, organisationShape } from './organisation.ts';
import { defaultTerms, type PolicyTerms, startPolicy } from './policy.ts';
import type { Identities } from './ports.ts';
import { idOfSignIn } from './sign-in.ts';

export type Founding = {
  readonly org: Id<'organisation'>;
  readonly name: string;
  readonly kind: z.infer<typeof OrganisationKind>;
  readonly parent?: Id<'organisation'>;
  readonly admin: Person;
  /** The terms it starts with; the defaults unless said. */
  readonly terms?: PolicyTerms;
};
type FoundingDeps = {
  readonly tables: Tables;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly identities: Pick<Identities, 'ensureSignIn'>;
};

/**
 * Founds an organisation with its policy and first admin: done by whoever runs the desk, never over the API. Run again
 * with the same `org` and admin after it broke, it completes what is missing.
 * @returns `name_taken` when the organisation is there already, or the address signs in for another one.
 */
export async function foundOrganisation(
  deps: FoundingDeps,
  founding: Founding,
): Promise<Result<Organisation, Problem>> {
  const { org, name, kind, parent, admin, terms = defaultTerms } = founding;
  const memberId = await idOfSignIn(deps.identities, admin.email, { org, member: deps.newId('member') });
  if (!memberId) return err({ kind: 'name_taken', params: { what: 'member with that e-mail address' } });
  const actor = { kind: 'desk', part: 'founding' } as const;
  const doing = { actor, at: deps.clock.now(), newId: deps.newId };
  const organisation: Organisation = {
    ...timelineStart,
    org,
    id: org,
    version: 1,
    kind,
    name,
    ...(parent && { parent }),
    createdAt: doing.at,
  };
  const entry = { type: 'organisation.founded', actor, at: doing.at, data: { kind } } as const;
  const person = { kind: 'person', org, id: memberId, rights: ['admin'], person: admin } as const;
  const written = await deps.tables.transact([
    ...create({ ...toStored(organisationShape, organisation), ...organisation }, entry, deps.newId),
    ...startPolicy(org, terms, doing).intents,
    ...addMember(person, noAdmins, doing).intents,
  ]);
  return written.ok ? ok(organisation) : err({ kind: 'name_taken', params: { what: 'organisation' } });
}
