import * as z from 'zod';
import type { NewId } from '../kernel/ids.ts';
import type { WriteIntent } from '../kernel/write.ts';
import { Contact, contactIntent, readContact } from '../links/contact.ts';
import type { Link } from '../links/link.ts';
import type { Tables } from '../platform/tables.ts';
import { fence } from '../sequence/transition.ts';
import { type EntryDraft, move } from '../timeline/index.ts';
import type { Unbind } from './unbind.ts';

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

type Waiting = NonNullable<Unbind['waitingOn']>;

/** Whether the customer has an open question, which somebody else there can be mailed. */
export function isAskingCustomer({ waitingOn }: Pick<Unbind, 'waitingOn'>): boolean {
  return waitingOn?.party === 'customer';
}

/**
 * The badge of an unbind whose customer our mail does not reach (R034), together with the entry that tells why.
 * @returns nothing where no customer is waited for, or the badge is there already
 */
export function breakContact(record: Unbind, told: EntryDraft, newId: NewId): readonly WriteIntent[] | undefined {
  const { waitingOn } = record;
  if (waitingOn?.party !== 'customer' || waitingOn.contact) return undefined;
  const entry = { ...told, data: { ...told.data, contact: 'broken' } };
  return move(record, { set: { waitingOn: { ...waitingOn, contact: 'broken' } }, expect: fence(record) }, entry, newId);
}

/** The same person is written to again, which may reach it this time. */
export function tryContactAgain(record: Unbind, told: EntryDraft, newId: NewId): readonly WriteIntent[] | undefined {
  const { waitingOn } = record;
  if (!waitingOn?.contact) return undefined;
  return move(record, { set: { waitingOn: mended(waitingOn) }, expect: fence(record) }, told, newId);
}

/** The wait without the badge. */
export function mended({ contact: _broken, ...waitingOn }: Waiting): Waiting {
  return waitingOn;
}
