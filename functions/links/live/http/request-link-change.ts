import { err, ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { idempotencyIntent, refusedOrReplayed } from '../../../platform/idempotency.ts';
import { type Contact, readContact } from '../../contact.ts';
import { readLock } from '../../customer-lock.ts';
import { readLink } from '../../link.ts';
import { look } from '../../look.ts';
import type { RequestLinkDeps } from '../../request-link.ts';
import { viewLink, viewLinkRequest } from '../../view.ts';
import { askForChange, changeRefusal, type Weighed, wantedAfter, weigh } from '../ask-for-change.ts';
import { changeLink, moveLink } from '../change-link.ts';
import { liveLinkOperations } from '../contract.ts';

const operation = liveLinkOperations.requestLinkChange;

export const createPreviewLinkChange =
  (deps: RequestLinkDeps): HttpHandler<typeof liveLinkOperations.previewLinkChange> =>
  async ({ caller, params, body }) => {
    const link = await readLink(deps.tables, caller.org, params.linkId);
    if (!link) return err({ kind: 'not_found', params: { what: 'link' } });
    const refusal = changeRefusal(link);
    return refusal ? err(refusal) : ok({ status: 200, json: shown(weighed(deps, link, body)) });
  };

/** A change in place becomes a request; one that needs a new link is noted on the link. */
export const createRequestLinkChange =
  (deps: RequestLinkDeps): HttpHandler<typeof operation> =>
  async ({ caller, params, body, idempotency }) => {
    const at = deps.clock.now();
    const known = await readLink(deps.tables, caller.org, params.linkId);
    if (!known) return err({ kind: 'not_found', params: { what: 'link' } });
    const wanted = wantedAfter(known, body.change, body.gathered);
    const [facts, before] = await Promise.all([
      look(deps, { org: caller.org, partnerAccountId: known.partnerAccount.id, wanted }),
      known.requestId && readContact(deps.tables, caller.org, known.requestId),
    ]);
    const contact = body.contact ?? (before || undefined);
    const done = await changeLink(deps, caller.org, params.linkId, (link) => {
      const refusal = changeRefusal(link);
      if (refusal) return err(refusal);
      const what = weighed(deps, link, body.change);
      if (what.class === 'new_link') {
        const changeNeeded = { class: what.class, because: [...what.because], since: at };
        const data = { ...changeNeeded, reason: body.reason };
        const moved = moveLink(deps, link, caller, at, { type: 'link.change_needed', set: { changeNeeded }, data });
        const reply = { status: 202, json: { ...shown(what), link: viewLink(moved.link) } } as const;
        return ok({ intents: [idempotencyIntent(caller.org, idempotency, reply, at), ...moved.intents], value: reply });
      }
      const asking = { link, facts, caller, change: body.change, gathered: body.gathered };
      const asked = askForChange(deps, { ...asking, contact: asContact(contact), asksCustomer: what.asksCustomer });
      if (!asked.ok) return asked;
      const { record, intents } = asked.value;
      const linkRequest = viewLinkRequest(record, caller);
      const reply = { status: 202, json: { ...shown(what), link: viewLink(link), linkRequest } } as const;
      return ok({ intents: [idempotencyIntent(caller.org, idempotency, reply, at), ...intents], value: reply });
    });
    if (done.ok) return ok(done.value);
    if (done.error.kind === 'refused' && done.error.reason === 'lock') {
      const holder = readLock(done.error.found)?.request ?? params.linkId;
      const update = `/v1/link-requests/${holder}`;
      return refusedOrReplayed(deps.tables, operation, caller.org, idempotency, {
        kind: 'customer_taken',
        params: { holder, update },
      });
    }
    return refusedOrReplayed(deps.tables, operation, caller.org, idempotency, done.error);
  };

function weighed(deps: RequestLinkDeps, link: Parameters<typeof weigh>[0], change: Parameters<typeof weigh>[1]) {
  return weigh(link, change, deps.capabilitiesOf(link.partnerAccount.site));
}

function shown({ class: what, because, asksCustomer }: Weighed) {
  return { class: what, because: [...because], asksCustomer };
}

function asContact(given: (Pick<Contact, 'email' | 'language'> & { readonly name?: string | undefined }) | undefined) {
  if (!given) return undefined;
  const { email, language, name } = given;
  return { email, language, ...(name && { name }) };
}
