import { readStored, toStored } from '../../kernel/stored.ts';
import { isNew, type Key, type WriteIntent } from '../../kernel/write.ts';
import { type Contact, contactShape } from '../../links/contact.ts';
import type { Tables } from '../../platform/tables.ts';
import type { ContactGiven } from '../contact.ts';

/** The distributor's person, beside the customer's: in the private table, under the unbind. */
function distributorContactKey(org: string, unbind: string): Key {
  return { pk: `ORG#${org}#${unbind}`, sk: 'DISTRIBUTOR' };
}

/** Belongs in the transaction that makes the unbind. */
export function distributorContact(org: string, unbind: string, given: ContactGiven): WriteIntent {
  const { email, name, language } = given;
  const contact: Contact = {
    org,
    subject: unbind,
    email,
    language,
    ...(name !== undefined && { name }),
    generation: 1,
  };
  return {
    op: 'put',
    table: 'private',
    key: distributorContactKey(org, unbind),
    fields: toStored(contactShape, contact),
    expect: isNew,
    refusal: 'exists',
  };
}

export async function readDistributorContact(
  tables: Tables,
  org: string,
  unbind: string,
): Promise<Contact | undefined> {
  const item = await tables.get('private', distributorContactKey(org, unbind));
  return item && readStored(contactShape, item);
}
