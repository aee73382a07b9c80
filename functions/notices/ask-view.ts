import { readDecision } from '../decisions/change-decision.ts';
import { mintLink } from '../decisions/one-time-link.ts';
import { providerName } from '../decisions/provider-facts.ts';
import { plusSeconds } from '../kernel/clock.ts';
import { readLinkRequest } from '../links/advance.ts';
import { readContact, readLink } from '../links/index.ts';
import { readOrganisation } from '../parties/index.ts';
import { toTheMinute, writeLetter } from './letter.ts';
import { type MailDeps, type Sent, sendMail } from './send-mail.ts';
import { viewTexts } from './texts.ts';

/** How long the customer may say what it sees by the link of the mail. */
const LINK_SECONDS = 30 * 86_400;

/**
 * Asks the customer of a link, once, whether it sees the right reseller and can sign in (R047): only while the link is
 * active, nobody has written the answer down, and its customer said yes on our page. The link leads to the page behind
 * that yes.
 * @param number which mail of it: the first, or one that was asked for again
 */
export async function askView(
  deps: MailDeps,
  { org, subject }: { readonly org: string; readonly subject: string },
  number = 1,
): Promise<Sent> {
  const link = await readLink(deps.tables, org, subject);
  if (link?.status !== 'active' || link.customerView || !link.requestId) return 'not_needed';
  const [record, contact, organisation] = await Promise.all([
    readLinkRequest(deps.tables, org, link.requestId),
    readContact(deps.tables, org, link.requestId),
    readOrganisation(deps.tables, org),
  ]);
  const round = record?.rounds['customer'];
  if (round === undefined || !contact) return 'not_needed';
  const question = { org, subject: link.requestId, kind: 'customer', round } as const;
  if ((await readDecision(deps.tables, question))?.verdict !== 'confirmed') return 'not_needed';
  const { language, generation } = contact;
  const expiresAt = plusSeconds(deps.clock.now(), LINK_SECONDS);
  const values = {
    reseller: organisation.name,
    customer: link.customer.name,
    provider: providerName(link.partnerAccount.site, language),
    until: toTheMinute(expiresAt),
  };
  const token = deps.newToken();
  const { letter, text } = writeLetter(viewTexts, contact, values, { url: `${deps.deskUrl}/d/${token}/view`, token });
  const about = { template: 'customer_view', about: [], number, to: 'customer', generation, text } as const;
  const also = [mintLink(token, { ...question, language, generation, expiresAt })];
  return sendMail(deps, { mail: { org, subject, ...about }, letter, also });
}
