import { InvariantBroken, ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import type { partiesRead } from '../contract.ts';
import { readMember, readPerson } from '../member.ts';
import { readOrganisation } from '../organisation.ts';
import type { ReadDeps } from '../ports.ts';

export const createGetMe =
  ({ tables }: ReadDeps): HttpHandler<typeof partiesRead.readMe> =>
  async ({ caller }) => {
    const [member, person, { id, name, kind }] = await Promise.all([
      readMember(tables, caller.org, caller.member),
      readPerson(tables, caller.org, caller.member),
      readOrganisation(tables, caller.org),
    ]);
    if (!member) throw new InvariantBroken(`a token was issued to ${caller.member}, who is no member`);
    const json = {
      member: member.id,
      kind: member.kind,
      name: member.kind === 'machine' ? member.name : (person?.displayName ?? null),
      email: person?.email ?? null,
      organisation: { id, name, kind },
      rights: [...caller.rights],
      rightsAtRenewal: member.status === 'active' ? member.rights : [],
    };
    return ok({ status: 200, json });
  };
