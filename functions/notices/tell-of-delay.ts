import * as z from 'zod';
import { providerName } from '../decisions/texts.ts';
import { Instant } from '../kernel/clock.ts';
import { fill } from '../kernel/texts.ts';
import { type Contact, type Link, readContact, readLink } from '../links/index.ts';
import { readOrganisation } from '../parties/index.ts';
import { type AskDeps, type Letter, tellOfMail } from './ask-customer.ts';
import { claimMail, noteSent } from './mail.ts';
import { delayMail } from './texts.ts';

/** The event of a link whose billing the provider does not show yet. */
export const BillingDelayed = z.object({ org: z.string(), subject: z.string(), data: z.object({ until: Instant }) });

type TellDeps = Omit<AskDeps, 'deskUrl' | 'newToken'>;

/**
 * Tells the customer of the provider's own delay before it asks (R133): once for each link, and only where its request
 * left somebody to write to. Claimed before it is sent, as every mail.
 */
export async function tellOfDelay(
  deps: TellDeps,
  { org, subject, data }: z.infer<typeof BillingDelayed>,
): Promise<'sent' | 'not_needed'> {
  const link = await readLink(deps.tables, org, subject);
  if (link?.status !== 'active' || !link.waitingOn || !link.requestId) return 'not_needed';
  const [contact, organisation] = await Promise.all([
    readContact(deps.tables, org, link.requestId),
    readOrganisation(deps.tables, org),
  ]);
  if (!contact) return 'not_needed';
  const mail = { org, subject, name: 'billing_delay' };
  const claimed = await deps.tables.transact([claimMail(mail, deps.clock.now())]);
  if (!claimed.ok) return 'not_needed';
  const providerId = await deps.send(letter(link, organisation.name, contact, data.until));
  await deps.tables.transact([noteSent(mail, deps.clock.now(), providerId)]);
  await tellOfMail(deps, { org, subject }, mail.name);
  return 'sent';
}

function letter({ partnerAccount, customer }: Link, reseller: string, contact: Contact, until: Instant): Letter {
  const { language, email, name } = contact;
  const values = {
    reseller,
    customer: customer.name,
    provider: providerName(partnerAccount.site, language),
    name: name ? ` ${name}` : '',
    until: until.slice(0, 16).replace('T', ' '),
  };
  return {
    to: email,
    subject: fill(delayMail.subject[language], values),
    text: fill(delayMail.body[language], values),
  };
}
