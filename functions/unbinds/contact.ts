import * as z from 'zod';
import type { WriteIntent } from '../kernel/write.ts';
import { Contact, contactIntent, readContact } from '../links/contact.ts';
import type { Link } from '../links/link.ts';
import type { Tables } from '../platform/tables.ts';

/** Somebody outside who is written to about an unbind. Personal data: it stands in the private table only. */
export const ContactGiven = z.strictObject({
  email: Contact.shape.email.max(254),
  name: z.string().trim().min(1).max(200).optional(),
  language: Contact.shape.language,
});
export type ContactGiven = z.infer<typeof ContactGiven>;

/**
 * The customer's person for an unbind: who was named when it was submitted, else who answered for the customer when the
 * link was asked for. Belongs in the transaction that makes the unbind. Without either, nobody is written to, and the
 * desk's people see to it by phone.
 */
export async function contactOfUnbind(
  tables: Tables,
  link: Pick<Link, 'org' | 'requestId'>,
  unbind: string,
  given?: ContactGiven,
): Promise<readonly WriteIntent[]> {
  const known = given ?? (link.requestId && (await readContact(tables, link.org, link.requestId)));
  if (!known) return [];
  const { email, name, language } = known;
  return [contactIntent({ org: link.org, subject: unbind, email, language, ...(name !== undefined && { name }) })];
}
