import * as z from 'zod';
import { readStored, storedShape, toStored } from '../kernel/stored.ts';
import { isNew, type Key, type WriteIntent } from '../kernel/write.ts';
import type { Tables } from '../platform/tables.ts';

/** The person at the customer: personal data, so an item of its own in the private table, referred to by the record's id. */
export const Contact = z.object({
  org: z.string(),
  subject: z.string(),
  email: z.email(),
  name: z.string().optional(),
  language: z.enum(['en', 'zh-CN']),
});
export type Contact = z.infer<typeof Contact>;

export const contactShape = storedShape({ name: 'contact', version: 1, schema: Contact, upcasts: {} });

export function contactKey(org: string, subject: string): Key {
  return { pk: `ORG#${org}#${subject}`, sk: 'CONTACT' };
}

export function contactIntent(contact: z.input<typeof Contact>): WriteIntent {
  const key = contactKey(contact.org, contact.subject);
  return {
    op: 'put',
    table: 'private',
    key,
    fields: toStored(contactShape, contact),
    expect: isNew,
    refusal: 'exists',
  };
}

export async function readContact(tables: Tables, org: string, subject: string): Promise<Contact | undefined> {
  const item = await tables.get('private', contactKey(org, subject));
  return item && readStored(contactShape, item);
}
