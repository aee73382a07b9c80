import * as z from 'zod';
import { readStored, storedShape, toStored } from '../kernel/stored.ts';
import { type Expectation, isNew, type Key, type WriteIntent } from '../kernel/write.ts';
import type { Tables } from '../platform/tables.ts';

/** The person at the customer: personal data, so an item of its own in the private table, referred to by the record's id. */
export const Contact = z.object({
  org: z.string(),
  subject: z.string(),
  email: z.email(),
  name: z.string().optional(),
  language: z.enum(['en', 'zh-CN']),
  /** Counts the repairs, from 1; one-time links carry it, so that those of an earlier contact are void. */
  generation: z.int().positive(),
});
export type Contact = z.infer<typeof Contact>;

export const contactShape = storedShape({
  name: 'contact',
  version: 2,
  schema: Contact,
  upcasts: { 1: (old) => ({ ...old, generation: 1 }) },
});

export function contactKey(org: string, subject: string): Key {
  return { pk: `ORG#${org}#${subject}`, sk: 'CONTACT' };
}

/** The first contact of a record. */
export function contactIntent(contact: Omit<Contact, 'generation'>): WriteIntent {
  return putContact({ ...contact, generation: 1 }, isNew);
}

/** Another contact in the place of the one that was read. */
export function replaceContact(before: Contact, after: Omit<Contact, 'generation' | 'org' | 'subject'>): WriteIntent {
  const { org, subject, generation } = before;
  const contact = { org, subject, ...after, generation: generation + 1 };
  // version 1 of the shape, without a generation, is the first one
  const asRead: Expectation = [
    { generation: { eq: generation } },
    ...(generation === 1 ? [{ generation: { absent: true } } as const] : []),
  ];
  return { ...putContact(contact, asRead), refusal: 'version' };
}

/** The contact goes: of a draft that ended, or that names nobody any more. */
export function dropContact(org: string, subject: string): WriteIntent {
  return { op: 'delete', table: 'private', key: contactKey(org, subject), expect: [], refusal: 'version' };
}

function putContact(contact: Contact, expect: Expectation): WriteIntent {
  return {
    op: 'put',
    table: 'private',
    key: contactKey(contact.org, contact.subject),
    fields: toStored(contactShape, contact),
    expect,
    refusal: 'exists',
  };
}

export async function readContact(tables: Tables, org: string, subject: string): Promise<Contact | undefined> {
  const item = await tables.get('private', contactKey(org, subject));
  return item && readStored(contactShape, item);
}
