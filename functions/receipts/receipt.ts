import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { idSchema } from '../kernel/ids.ts';
import { readStored, storedShape, toStored } from '../kernel/stored.ts';
import { isNew, type Key, type WriteIntent } from '../kernel/write.ts';
import type { Tables } from '../platform/tables.ts';

/** A signed document as it is kept: the JWS is the receipt, all else is found in it too. */
export const Receipt = z.object({
  org: z.string(),
  /** What it answers: the name of the decision, or `completion`: a record has one of each. */
  of: z.string(),
  id: idSchema('receipt'),
  kind: z.enum(['consent', 'completion']),
  issuedAt: Instant,
  kid: z.string(),
  /** SHA-256 of the JWS, as the timeline tells it. */
  sha256: z.string(),
  jws: z.string(),
});
export type Receipt = z.infer<typeof Receipt>;

export const receiptShape = storedShape({
  name: 'receipt',
  version: 2,
  schema: Receipt,
  // Certificates came with version 2.
  upcasts: { 1: (old) => old },
});

const PREFIX = 'RECEIPT#';
/** More than a record can come to: a request has one yes, and a link is not changed this often. */
const MOST = 100;

/** Under a record, by what it answers: the same yes is the same item. */
function receiptKey(org: string, record: string, of: string): Key {
  return { pk: `ORG#${org}#${record}`, sk: `${PREFIX}${of}` };
}

/**
 * The writes that keep a receipt: under the record that asked, and under the link that the yes lets change, so that all
 * of a link's consents are found by it. Refused with `exists` when there is one.
 */
export function keepReceipt(receipt: Receipt, records: readonly string[]): readonly WriteIntent[] {
  return records.map((record) => ({
    op: 'put',
    table: 'desk',
    key: receiptKey(receipt.org, record, receipt.of),
    fields: toStored(receiptShape, receipt),
    expect: isNew,
    refusal: 'exists',
  }));
}

/** What a certificate of completion is kept as. */
export const COMPLETION = 'completion';

/** The receipt of one yes or of one completion, once it is issued. */
export async function readReceipt(
  tables: Tables,
  org: string,
  record: string,
  of: string,
): Promise<Receipt | undefined> {
  const item = await tables.get('desk', receiptKey(org, record, of));
  return item && readStored(receiptShape, item);
}

/** All receipts that are kept under a record, oldest first. */
export async function receiptsOf(tables: Tables, org: string, record: string): Promise<readonly Receipt[]> {
  const { pk, sk } = receiptKey(org, record, '');
  const { items } = await tables.query({ table: 'desk', pk, begins: sk, limit: MOST });
  return items.map((item) => readStored(receiptShape, item)).toSorted((a, b) => (a.issuedAt < b.issuedAt ? -1 : 1));
}
