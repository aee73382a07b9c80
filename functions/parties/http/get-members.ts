import { ok } from '../../kernel/result.ts';
import { readStored } from '../../kernel/stored.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { readPage } from '../../platform/read-page.ts';
import { readAdmins } from '../admins.ts';
import type { partiesRead } from '../contract.ts';
import { listOf } from '../keys.ts';
import { memberShape, readPerson } from '../member.ts';
import type { ReadDeps } from '../ports.ts';
import { memberView } from '../views.ts';

export const createGetMembers =
  ({ tables }: ReadDeps): HttpHandler<typeof partiesRead.listMembers> =>
  async ({ caller, query }) => {
    const [page, admins] = await Promise.all([
      readPage(tables, { table: 'desk', index: 'list', pk: listOf.members(caller.org) }, query),
      readAdmins(tables, caller.org),
    ]);
    if (!page.ok) return page;
    const members = page.value.items.map((item) => readStored(memberShape, item));
    const persons = await Promise.all(members.map(({ id }) => readPerson(tables, caller.org, id)));
    const items = members.map((member, place) => memberView(member, persons[place], admins, caller));
    return ok({ status: 200, json: { ...page.value, items } });
  };
