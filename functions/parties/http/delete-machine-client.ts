import { err, ok } from '../../kernel/result.ts';
import { change } from '../../platform/change.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { noAdmins } from '../admins.ts';
import type { partiesWrite } from '../contract.ts';
import { deleteMachineClient } from '../identity.ts';
import { changeMember, readMember } from '../member.ts';
import type { WriteDeps } from '../ports.ts';
import { raced } from '../version.ts';
import { etag, memberView } from '../views.ts';

/** Removing a client that is removed already is answered as the first time. */
export const createDeleteMachineClient =
  ({ tables, clock, newId }: WriteDeps): HttpHandler<typeof partiesWrite.removeMachineClient> =>
  async ({ params, caller }) => {
    const doing = { actor: { kind: 'member', id: caller.member }, at: clock.now(), newId } as const;
    const removed = await change(
      tables,
      () => readMember(tables, caller.org, params.memberId),
      (member) => {
        if (member?.kind !== 'machine') return err({ kind: 'not_found', params: { what: 'machine client' } });
        if (member.status === 'disabled') return ok({ value: member, intents: [] });
        const disabled = changeMember(member, noAdmins, { disabled: true }, doing);
        if (!disabled.ok) return disabled;
        const { value, intents } = disabled.value;
        return ok({ value, intents: [...intents, deleteMachineClient(member.clientId)] });
      },
    );
    if (!removed.ok) return raced(removed);
    const json = memberView(removed.value, undefined, noAdmins, caller);
    return ok({ status: 200, json, headers: etag(removed.value) });
  };
