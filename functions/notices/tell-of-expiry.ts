import { providerName } from '../decisions/provider-facts.ts';
import { readLinkRequest } from '../links/advance.ts';
import { type Contact, readContact } from '../links/index.ts';
import { readOrganisation } from '../parties/index.ts';
import { writeLetter } from './letter.ts';
import type { MailRecord } from './mail.ts';
import { mailsOf } from './mails-of.ts';
import { type MailDeps, type Sent, sendMail } from './send-mail.ts';
import { expiredTexts } from './texts.ts';

/**
 * Tells the customer that the request has ended and nothing has changed (R036): only one that was asked, by a contact that
 * our mail reached.
 * @param number which mail of it: the first, or one that was asked for again
 */
export async function tellOfExpiry(
  deps: MailDeps,
  { org, subject }: { readonly org: string; readonly subject: string },
  number = 1,
): Promise<Sent> {
  const [record, contact] = await Promise.all([
    readLinkRequest(deps.tables, org, subject),
    readContact(deps.tables, org, subject),
  ]);
  if (record?.status !== 'expired' || !record.rounds['customer'] || !contact) return 'not_needed';
  const [organisation, mails] = await Promise.all([
    readOrganisation(deps.tables, org),
    mailsOf(deps.tables, org, subject),
  ]);
  if (isBroken(mails, contact)) return 'not_needed';
  const values = {
    reseller: organisation.name,
    customer: record.customer.name,
    provider: providerName(record.partnerAccount.site, contact.language),
  };
  const { letter, text } = writeLetter(expiredTexts, contact, values);
  const { generation } = contact;
  const about = { template: 'request_expired', about: [], number, to: 'customer', generation, text } as const;
  return sendMail(deps, { mail: { org, subject, ...about }, letter });
}

/** Whether the last word of a mail to this contact was that it came back, or was not wanted. */
function isBroken(mails: readonly MailRecord[], { generation }: Contact): boolean {
  const ours = mails.filter((mail) => mail.to === 'customer' && (mail.generation ?? 1) === generation);
  const last = ours.toSorted((a, b) => (a.claimedAt < b.claimedAt ? -1 : 1)).at(-1);
  return last?.status === 'bounced' || last?.status === 'complained';
}
