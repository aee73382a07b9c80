import { providerName } from '../../decisions/provider-facts.ts';
import { readContact } from '../../links/index.ts';
import { readUnbind } from '../../unbinds/change-unbind.ts';
import type { UnbindOutcome } from '../../unbinds/status.ts';
import type { Unbind } from '../../unbinds/unbind.ts';
import { writeLetter } from '../letter.ts';
import { type MailDeps, type Sent, sendMail } from '../send-mail.ts';
import { unbindEndTexts } from './texts.ts';

/** What the customer is told of each end; of those that are not here it is told nothing. */
const endings: Readonly<Partial<Record<UnbindOutcome, keyof typeof unbindEndTexts>>> = {
  completed: 'completed',
  cancelled: 'called_off',
  expired: 'expired',
  rejected_by_customer: 'rejected',
  refused_by_reseller: 'refused',
};

/**
 * Tells the customer how an unbind has ended, and when it is complete what that means for its bills, rights and services
 * (R098): once for each end. A customer who was never asked is told of a completion only.
 * @param number which mail of it: the first, or one that was asked for again
 */
export async function tellOfUnbindEnd(
  deps: MailDeps,
  { org, subject }: { readonly org: string; readonly subject: string },
  number = 1,
): Promise<Sent> {
  const [record, contact] = await Promise.all([
    readUnbind(deps.tables, org, subject),
    readContact(deps.tables, org, subject),
  ]);
  const ending = record && endingOf(record);
  if (!record || !ending || !contact) return 'not_needed';
  const { language, generation } = contact;
  const values = {
    reseller: record.asks,
    customer: record.customer.name,
    provider: providerName(record.partnerAccount.site, language),
  };
  const { letter, text } = writeLetter(unbindEndTexts[ending], contact, values);
  // a case that is taken up again ends again
  const about = [record.status, String(record.attempt)];
  const mail = { org, subject, template: 'unbind_end', about, number, to: 'customer', generation, text } as const;
  return sendMail(deps, { mail, letter });
}

function endingOf({ status, origin, rounds }: Unbind): keyof typeof unbindEndTexts | undefined {
  const concerned = status === 'completed' || origin === 'customer' || rounds['confirmation'] !== undefined;
  const known: Readonly<Record<string, keyof typeof unbindEndTexts>> = endings;
  return concerned ? known[status] : undefined;
}
