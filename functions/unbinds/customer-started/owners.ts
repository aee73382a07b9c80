import { escalationOwner, UNOWNED } from '../../links/follow/assignment.ts';
import { readAdmins } from '../../parties/admins.ts';
import { membersWith, type PartnerAccount, readMember } from '../../parties/index.ts';
import type { Tables } from '../../platform/tables.ts';

/**
 * Whose a task at a partner account is: the first of these who is an active member, else the owner of escalations, else
 * whoever entered the account, else the first admin. An organisation always has one, so it is never nobody.
 */
export async function ownerAt(
  tables: Tables,
  { org, createdBy }: Pick<PartnerAccount, 'org' | 'createdBy'>,
  first: readonly string[] = [],
): Promise<string> {
  const wanted = [...first, await escalationOwner(tables, org), createdBy];
  return (await firstActive(tables, org, wanted)) ?? (await readAdmins(tables, org)).ids[0] ?? UNOWNED;
}

/**
 * Somebody else than the owner, for what the owner lets lie: the owner of escalations, else one who may review, else an
 * admin. Where there is nobody else, the owner once more.
 */
export async function secondPersonFor(tables: Tables, org: string, owner: string): Promise<string> {
  const [escalates, approvers, admins] = await Promise.all([
    escalationOwner(tables, org),
    membersWith(tables, org, 'approver'),
    readAdmins(tables, org),
  ]);
  const others = [escalates, ...approvers, ...admins.ids].filter((id) => id !== owner);
  return (await firstActive(tables, org, others)) ?? owner;
}

async function firstActive(tables: Tables, org: string, ids: readonly string[]): Promise<string | undefined> {
  for (const id of ids) {
    const known = id.startsWith('mem_') && (await readMember(tables, org, id))?.status === 'active';
    if (known) return id;
  }
  return undefined;
}
