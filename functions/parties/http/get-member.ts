import { err, ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { readAdmins } from '../admins.ts';
import type { partiesRead } from '../contract.ts';
import { readMember, readPerson } from '../member.ts';
import type { ReadDeps } from '../ports.ts';
import { etag, memberView } from '../views.ts';

export const createGetMember =
  ({ tables }: ReadDeps): HttpHandler<typeof partiesRead.readMember> =>
  async ({ caller, params }) => {
    const [member, person, admins] = await Promise.all([
      readMember(tables, caller.org, params.memberId),
      readPerson(tables, caller.org, params.memberId),
      readAdmins(tables, caller.org),
    ]);
    if (!member) return err({ kind: 'not_found', params: { what: 'member' } });
    return ok({ status: 200, json: memberView(member, person, admins, caller), headers: etag(member) });
  };
