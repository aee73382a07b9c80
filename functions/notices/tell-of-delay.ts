import * as z from 'zod';
import { providerName } from '../decisions/provider-facts.ts';
import { Instant } from '../kernel/clock.ts';
import { readStored } from '../kernel/stored.ts';
import { readContact } from '../links/index.ts';
import { linkShape } from '../links/link.ts';
import { readOrganisation } from '../parties/index.ts';
import { recordKey } from '../timeline/index.ts';
import { toTheMinute, writeLetter } from './letter.ts';
import { type MailDeps, type Sent, sendMail } from './send-mail.ts';
import { delayTexts } from './texts.ts';

/** The event of a link whose billing the provider does not show yet. */
export const BillingDelayed = z.object({ org: z.string(), subject: z.string(), data: z.object({ until: Instant }) });

/**
 * Tells the customer of the provider's own delay before it asks (R133): once for each link, and only where its request
 * left somebody to write to.
 * @param number which mail of it: the first, or one that was asked for again
 */
export async function tellOfDelay(
  deps: MailDeps,
  { org, subject }: { readonly org: string; readonly subject: string },
  number = 1,
): Promise<Sent> {
  const item = await deps.tables.get('desk', recordKey(org, subject));
  const link = item && readStored(linkShape, item);
  if (link?.status !== 'active' || !link.waitingOn || !link.requestId) return 'not_needed';
  const [contact, organisation] = await Promise.all([
    readContact(deps.tables, org, link.requestId),
    readOrganisation(deps.tables, org),
  ]);
  if (!contact) return 'not_needed';
  const values = {
    reseller: organisation.name,
    customer: link.customer.name,
    provider: providerName(link.partnerAccount.site, contact.language),
    until: toTheMinute(link.waitingOn.until),
  };
  const { letter, text } = writeLetter(delayTexts, contact, values);
  const { generation } = contact;
  const about = { template: 'billing_delay', about: [], number, to: 'customer', generation, text } as const;
  return sendMail(deps, { mail: { org, subject, ...about }, letter });
}
