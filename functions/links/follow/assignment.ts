import type { FieldError, Problem } from '../../kernel/problems.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { readMember, readPolicy } from '../../parties/index.ts';
import type { Tables } from '../../platform/tables.ts';

/** Who has a record in hand when nobody has: its team. */
export const UNOWNED = 'unowned';

/** Who shall have a record in hand, and in which team. */
export type Wanted = { readonly owner: string; readonly team?: string | undefined; readonly reason: string };

/**
 * Whether records can be given to this member and team now.
 * @returns `invalid_input` for a member who is not active, or a team that the policy in force does not name
 */
export async function assignable(tables: Tables, org: string, { owner, team }: Wanted): Promise<Result<void, Problem>> {
  const [member, policy] = await Promise.all([
    owner === UNOWNED ? undefined : readMember(tables, org, owner),
    team === undefined ? undefined : readPolicy(tables, org),
  ]);
  const errors: FieldError[] = [];
  if (owner !== UNOWNED && member?.status !== 'active')
    errors.push({ field: '/owner', code: 'unknown_member', detail: 'your organisation has no such active member' });
  if (team !== undefined && !policy?.teams.includes(team)) {
    const teams = policy?.teams.join(', ') ?? '';
    errors.push({ field: '/team', code: 'unknown_team', detail: `your policy names these teams: ${teams}` });
  }
  return errors.length > 0 ? err({ kind: 'invalid_input', errors }) : ok();
}

/** What changes of a record, and what its timeline says of it. */
export function assigned(before: { readonly owner: string; readonly team: string }, { owner, team, reason }: Wanted) {
  return {
    set: { owner, ...(team !== undefined && { team }) },
    data: {
      from: { owner: before.owner, team: before.team },
      to: { owner, team: team ?? before.team },
      reason,
    },
  };
}

/**
 * Who takes over what nobody else has in hand: the owner of escalations by the policy in force, where that member is
 * still active; else nobody, so that the team sees it.
 */
export async function escalationOwner(tables: Tables, org: string): Promise<string> {
  const { owner } = (await readPolicy(tables, org)).escalation;
  const member = owner === undefined ? undefined : await readMember(tables, org, owner);
  return member?.status === 'active' ? member.id : UNOWNED;
}
