import { err, ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { idempotencyIntent, replay } from '../../platform/idempotency.ts';
import { noAdmins } from '../admins.ts';
import { partiesWrite } from '../contract.ts';
import { putMachineClient } from '../identity.ts';
import { addMember } from '../member.ts';
import type { WriteDeps } from '../ports.ts';
import { etag, memberView } from '../views.ts';

const operation = partiesWrite.addMachineClient;

export const createPostMachineClient =
  ({ tables, clock, newId, identities }: WriteDeps): HttpHandler<typeof operation> =>
  async ({ body: { name, clientId, clientSecret }, caller, idempotency }) => {
    if (!(await identities.provesClient(clientId, clientSecret))) return unproved;
    const at = clock.now();
    const { org } = caller;
    const doing = { actor: { kind: 'member', id: caller.member }, at, newId } as const;
    const entered = { kind: 'machine', org, id: newId('member'), rights: ['service'], name, clientId } as const;
    const { value: member, intents } = addMember(entered, noAdmins, doing);
    const headers = { ...etag(member), location: `/v1/members/${member.id}` };
    const answer = { status: 201, json: memberView(member, undefined, noAdmins, caller), headers } as const;
    const written = await tables.transact([
      idempotencyIntent(org, idempotency, answer, at),
      putMachineClient(clientId, { org, member: member.id }),
      ...intents,
    ]);
    if (written.ok) return ok(answer);
    if (written.error.reason === 'idempotency') return replay(operation, written.error, idempotency);
    return err({ kind: 'name_taken', params: { what: 'machine client with that client id' } });
  };

/** Says no more than that: whether a client exists is nobody's business but its owner's. */
const unproved = err({
  kind: 'invalid_input',
  errors: [{ field: '/clientSecret', code: 'not_proved', detail: 'this is not the secret of a client with that id' }],
});
