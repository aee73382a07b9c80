import { err, ok } from '../../kernel/result.ts';
import { change } from '../../platform/change.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { readAdmins } from '../admins.ts';
import type { partiesWrite } from '../contract.ts';
import { changeMember, readMember, readPerson } from '../member.ts';
import type { WriteDeps } from '../ports.ts';
import { asRead, raced } from '../version.ts';
import { etag, memberView } from '../views.ts';

export const createPatchMember =
  ({ tables, clock, newId }: WriteDeps): HttpHandler<typeof partiesWrite.changeMember> =>
  async ({ params, body, ifMatch, caller }) => {
    const doing = { actor: { kind: 'member', id: caller.member }, at: clock.now(), newId } as const;
    const read = async () => ({
      found: await readMember(tables, caller.org, params.memberId),
      admins: await readAdmins(tables, caller.org),
    });
    const changed = await change(tables, read, ({ found, admins }) => {
      const member = asRead(found, ifMatch, 'person');
      if (!member.ok) return member;
      if (member.value.kind === 'machine') return err({ kind: 'not_found', params: { what: 'person' } });
      return changeMember(member.value, admins, body, doing);
    });
    if (!changed.ok) return raced(changed);
    const [person, admins] = await Promise.all([
      readPerson(tables, caller.org, params.memberId),
      readAdmins(tables, caller.org),
    ]);
    return ok({ status: 200, json: memberView(changed.value, person, admins, caller), headers: etag(changed.value) });
  };
