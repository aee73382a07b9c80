import type { Instant } from '../kernel/clock.ts';
import { readStored } from '../kernel/stored.ts';
import type { Tables } from '../platform/tables.ts';
import { recordKey } from '../timeline/index.ts';
import { type MailRecord, mailShape } from './mail.ts';

/** More than one record ever has: its questions, reminders, and what was sent again as often as a policy may allow. */
const MOST = 500;

/** All mails of a record, by name. */
export async function mailsOf(tables: Tables, org: string, subject: string): Promise<readonly MailRecord[]> {
  const { pk } = recordKey(org, subject);
  const { items } = await tables.query({ table: 'desk', pk, begins: 'MAIL#', limit: MOST });
  return items.map((item) => readStored(mailShape, item));
}

/** When the customer, or whoever else it is, was last written to, as far as anybody knows. */
export function lastWritten(mails: readonly MailRecord[], who: MailRecord['to'] = 'customer'): Instant | undefined {
  const to = mails.filter((mail) => mail.to === who && mail.status !== 'refused');
  return to
    .map(({ claimedAt }) => claimedAt)
    .toSorted()
    .at(-1);
}
