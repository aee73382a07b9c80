import { readStored } from '../kernel/stored.ts';
import type { Right } from '../platform/contract.ts';
import type { Tables } from '../platform/tables.ts';
import { listOf } from './keys.ts';
import { memberShape } from './member.ts';

/** Ids of the active members who hold a right. Read by the list, so one who was changed a moment ago may be missing. */
export async function membersWith(tables: Tables, org: string, right: Right): Promise<readonly string[]> {
  const found: string[] = [];
  let after: string | undefined;
  do {
    const page = await tables.query({
      table: 'desk',
      index: 'list',
      pk: listOf.members(org),
      limit: 500,
      ...(after && { after }),
    });
    const members = page.items.map((item) => readStored(memberShape, item));
    found.push(...members.filter((one) => one.status === 'active' && one.rights.includes(right)).map(({ id }) => id));
    after = page.more ? members.at(-1)?.id : undefined;
  } while (after);
  return found;
}
