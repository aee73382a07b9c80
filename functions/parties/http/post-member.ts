import { err, ok, type Result } from '../../kernel/result.ts';
import { change, type Decided } from '../../platform/change.ts';
import type { Reply } from '../../platform/contract.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { idempotencyIntent, replay } from '../../platform/idempotency.ts';
import { adminsWith, readAdmins } from '../admins.ts';
import { partiesWrite } from '../contract.ts';
import { addMember, isAdmin } from '../member.ts';
import type { WriteDeps } from '../ports.ts';
import { idOfSignIn } from '../sign-in.ts';
import { etag, memberView } from '../views.ts';

const operation = partiesWrite.addMember;
const taken = err({ kind: 'name_taken', params: { what: 'member with that e-mail address' } });

/** The sign-in first, then the record: see `idOfSignIn` for why a call that broke between the two can be repeated. */
export const createPostMember =
  ({ tables, clock, newId, identities }: WriteDeps): HttpHandler<typeof operation> =>
  async ({ body, caller, idempotency }) => {
    const id = await idOfSignIn(identities, body.email, { org: caller.org, member: newId('member') });
    if (!id) return taken;
    const at = clock.now();
    const doing = { actor: { kind: 'member', id: caller.member }, at, newId } as const;
    const added = await change(
      tables,
      () => readAdmins(tables, caller.org),
      (admins): Result<Decided<Reply<typeof operation>>, never> => {
        const entered = { kind: 'person', org: caller.org, id, rights: body.rights, person: body } as const;
        const { value: member, intents } = addMember(entered, admins, doing);
        const headers = { ...etag(member), location: `/v1/members/${id}` };
        const answer = {
          status: 201,
          json: memberView(member, body, adminsWith(admins, id, isAdmin(member)), caller),
          headers,
        } as const;
        const once = idempotencyIntent(caller.org, idempotency, answer, at, 'private');
        return ok({ value: answer, intents: [once, ...intents] });
      },
    );
    if (added.ok) return added;
    return added.error.reason === 'idempotency' ? replay(operation, added.error, idempotency) : taken;
  };
