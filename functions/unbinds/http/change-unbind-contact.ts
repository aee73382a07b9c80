import { voidLinks } from '../../decisions/decision.ts';
import { err, ok } from '../../kernel/result.ts';
import { contactIntent, readContact, replaceContact } from '../../links/contact.ts';
import { change } from '../../platform/change.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { idempotencyIntent, refusedOrReplayed } from '../../platform/idempotency.ts';
import { readAsked } from '../../sequence/reconcile.ts';
import { waitingRef } from '../../sequence/sequence.ts';
import { fence } from '../../sequence/transition.ts';
import { move } from '../../timeline/index.ts';
import { isAskingCustomer, mended } from '../contact.ts';
import { coreWrite } from '../contract-write.ts';
import { contactRefusal } from '../guards.ts';
import type { UnbindDeps } from '../ports.ts';
import { unbindSequence } from '../unbind-sequence.ts';
import { viewUnbind } from '../view.ts';

const operation = coreWrite.changeUnbindContact;

/**
 * Writes to somebody else at the customer from now on. A question that is open is mailed anew, and the links in its
 * earlier mails are void from this moment: they may be with a stranger.
 */
export const createChangeUnbindContact =
  (deps: UnbindDeps): HttpHandler<typeof operation> =>
  async ({ caller, params, body, idempotency }) => {
    const { tables, newId } = deps;
    const { org } = caller;
    const id = params.unbindId;
    const at = deps.clock.now();
    const read = async () => ({
      asked: await readAsked(unbindSequence, deps, org, id),
      contact: await readContact(tables, org, id),
    });
    const done = await change(tables, read, ({ asked, contact }) => {
      if (!asked) return err({ kind: 'not_found', params: { what: 'unbind' } } as const);
      const { record, decision } = asked;
      const refusal = contactRefusal(record, decision, at);
      if (refusal) return err(refusal);
      const { email, name, language } = body;
      const given = { email, language, ...(name !== undefined && { name }) };
      const { waitingOn } = record;
      const ref = isAskingCustomer(record) ? waitingRef(record) : undefined;
      const set = ref && waitingOn ? { waitingOn: mended(waitingOn) } : {};
      const data = ref ? { waitingOn: { kind: ref.kind, round: ref.round } } : {};
      const entry = { type: 'unbind.contact_changed', actor: { kind: 'member', id: caller.member }, at, data } as const;
      const after = { ...record, ...set, version: record.version + 1 };
      const reply = { status: 200, json: { unbind: viewUnbind(after, caller, at) } } as const;
      return ok({
        intents: [
          idempotencyIntent(org, idempotency, reply, at),
          ...move(record, { set, expect: fence(record) }, entry, newId),
          contact ? replaceContact(contact, given) : contactIntent({ org, subject: id, ...given }),
          ...(ref && contact ? [voidLinks(ref, contact.generation + 1)] : []),
        ],
        value: reply,
      });
    });
    return done.ok ? done : refusedOrReplayed(tables, operation, org, idempotency, done.error);
  };
