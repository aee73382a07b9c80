import { voidLinks } from '../../../decisions/decision.ts';
import { err, ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { contactIntent, readContact, replaceContact } from '../../contact.ts';
import { moveLock } from '../../customer-lock.ts';
import type { LinkRequest } from '../../link-request.ts';
import type { WishDeps } from '../../request-link.ts';
import { placeOf, waitingRef } from '../../transition.ts';
import { changeRequestOnce } from '../change-once.ts';
import { contactMended } from '../contact-broken.ts';
import { followOperations } from '../contract.ts';
import { answeredRefusal, contactRefusal } from '../guards.ts';
import { mailData, mailsOf } from '../mailing.ts';

const operation = followOperations.changeContact;

/**
 * Writes to somebody else from now on. A question that is open is mailed anew, and the links in its earlier mails are
 * void from this moment: they may be with a stranger. A customer that is known by its address only moves with it.
 */
export const createChangeContact =
  (deps: WishDeps): HttpHandler<typeof operation> =>
  (call) => {
    const { body } = call;
    const read = async ({ org, id, customer }: LinkRequest) => ({
      contact: await readContact(deps.tables, org, id),
      mailLock: customer.accountId === undefined ? await deps.mailLock(body.email) : undefined,
    });
    return changeRequestOnce(deps, operation, 200, call, read, ({ record, decision }, { contact, mailLock }, at) => {
      const refusal = contactRefusal(record);
      if (refusal) return err(refusal);
      const { waitingOn, org, id } = record;
      const ref = record.status === 'awaiting_customer' ? waitingRef(record) : undefined;
      const answered = ref && answeredRefusal(record, decision, at);
      if (answered) return err(answered);
      const before = ref && waitingOn && mailsOf(record, waitingOn);
      const mails = before && { ...before, asked: before.asked + 1, at };
      const moved = movedLock(record, mailLock);
      return ok({
        type: 'link_request.contact_changed',
        set: {
          ...(mails && { mails }),
          ...(ref && waitingOn?.contact && { waitingOn: contactMended(waitingOn) }),
          ...(moved && { customer: { ...record.customer, mailLock } }),
        },
        data: ref && mails ? mailData(ref, mails.asked) : {},
        also: [
          contact ? replaceContact(contact, body) : contactIntent({ org, subject: id, ...body }),
          ...(ref && contact ? [voidLinks(ref, contact.generation + 1)] : []),
          ...(moved ?? []),
        ],
      });
    });
  };

/** The writes that take the new address's place in the locks; nothing where the place stays. */
function movedLock(record: LinkRequest, mailLock: string | undefined) {
  if (mailLock === undefined || mailLock === record.customer.mailLock) return undefined;
  const { org, partnerAccount, id } = record;
  return moveLock(placeOf(record), { org, site: partnerAccount.site, mailLock }, partnerAccount.environment, id);
}
