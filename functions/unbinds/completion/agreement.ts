import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import { idSchema } from '../../kernel/ids.ts';
import { readStored, storedShape, toStored } from '../../kernel/stored.ts';
import type { Key, WriteIntent } from '../../kernel/write.ts';
import type { Tables } from '../../platform/tables.ts';
import type { Unbind } from '../unbind.ts';

/** The contract between a reseller and its customer, as the provider treats it: it ends with the link (R095). */
export const Agreement = z.object({
  link: idSchema('link'),
  status: z.literal('invalid'),
  since: Instant,
  /** The unbind that ended it. */
  unbind: idSchema('unbind'),
});
export type Agreement = z.infer<typeof Agreement>;

export const agreementShape = storedShape({ name: 'agreement', version: 1, schema: Agreement, upcasts: {} });

export function agreementKey(org: string, link: string): Key {
  return { pk: `ORG#${org}#${link}`, sk: 'AGREEMENT' };
}

/** The agreement as it stands after the provider has let the customer go; valid as long as there is no such record. */
export async function readAgreement(tables: Tables, org: string, link: string): Promise<Agreement | undefined> {
  const item = await tables.get('desk', agreementKey(org, link));
  return item && readStored(agreementShape, item);
}

export function invalidAgreement({ org, id, link }: Pick<Unbind, 'org' | 'id' | 'link'>, since: string): WriteIntent {
  return {
    op: 'put',
    table: 'desk',
    key: agreementKey(org, link),
    fields: toStored(agreementShape, { link, status: 'invalid', since, unbind: id }),
    expect: [],
    refusal: 'exists',
  };
}
