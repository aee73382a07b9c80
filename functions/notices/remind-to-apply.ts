import type { DecisionRef } from '../decisions/decision.ts';
import { mintLink } from '../decisions/one-time-link.ts';
import { providerName } from '../decisions/provider-facts.ts';
import { readContact } from '../links/index.ts';
import type { LinkRequest } from '../links/link-request.ts';
import { readOrganisation } from '../parties/index.ts';
import { toTheMinute, writeLetter } from './letter.ts';
import { type MailDeps, type Sent, sendMail } from './send-mail.ts';
import { applicationTexts } from './texts.ts';

/**
 * Reminds the customer who has agreed, and not yet applied at the provider, by the page of its question, which shows the
 * invitation after the yes. Only of an invitation that went for certain
 * and is still good: whoever has none to open can do nothing.
 */
export async function remindToApply(
  deps: MailDeps,
  record: LinkRequest,
  { round }: Pick<DecisionRef, 'round'>,
  step: number,
  number = 1,
): Promise<Sent> {
  const { org, id: subject, invitation, waitingOn, customer, partnerAccount, rounds } = record;
  if (invitation?.outcome !== 'sent' || !waitingOn || invitation.lapsesAt <= deps.clock.now()) return 'not_needed';
  const [contact, organisation] = await Promise.all([
    readContact(deps.tables, org, subject),
    readOrganisation(deps.tables, org),
  ]);
  if (!contact) return 'not_needed';
  const { language, generation } = contact;
  const values = {
    reseller: organisation.name,
    customer: customer.name,
    provider: providerName(partnerAccount.site, language),
    until: toTheMinute(invitation.lapsesAt < waitingOn.until ? invitation.lapsesAt : waitingOn.until),
  };
  const token = deps.newToken();
  const page = { org, subject, kind: 'customer', round: rounds['customer'] ?? 1, language, generation } as const;
  const also = [mintLink(token, { ...page, expiresAt: waitingOn.until })];
  const link = { url: `${deps.deskUrl}/d/${token}`, token };
  const { letter, text } = writeLetter(applicationTexts, contact, values, link);
  const about = { template: 'application_reminder', about: [String(round), String(step)], number } as const;
  return sendMail(deps, { mail: { org, subject, ...about, to: 'customer', generation, text }, letter, also });
}
