import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { type Id, idSchema, type NewId } from '../kernel/ids.ts';
import { readStored, storedShape, toStored } from '../kernel/stored.ts';
import { isNew, type WriteIntent } from '../kernel/write.ts';
import type { Decided } from '../platform/change.ts';
import type { Tables } from '../platform/tables.ts';
import { create, Followed, move, recordKey, timelineStart } from '../timeline/index.ts';
import type { CustomerFile } from './customer-file.ts';
import { EnteredCustomer } from './customer-record.ts';
import { importRowsKey, importsKey } from './keys.ts';
import { Counts } from './plan.ts';

/** One file of customers on its way into the records. */
export const CustomerImport = Followed.extend({
  id: idSchema('customerImport'),
  status: z.enum(['applying', 'applied']).describe('applying: not all customers are written yet'),
  counts: Counts,
  written: z.int().nonnegative().describe('customers written so far, of those that are new or changed'),
  lines: z.int().describe('lines of the file that name a customer'),
  trimmed: z.int().describe('cells whose outer spaces were taken off'),
  fileHash: z.string().describe('SHA-256 of the file, in hexadecimal digits'),
  startedAt: Instant,
  startedBy: z.string().describe('the member who sent the file'),
  appliedAt: Instant.optional(),
});
export type CustomerImport = z.infer<typeof CustomerImport>;

export const customerImportShape = storedShape({
  name: 'customer import',
  version: 1,
  schema: CustomerImport,
  upcasts: {},
});

export async function readImport(tables: Tables, org: string, id: string): Promise<CustomerImport | undefined> {
  const item = await tables.get('desk', recordKey(org, id));
  return item && readStored(customerImportShape, item);
}

/**
 * Which import of an organisation is under way. Imports alone write customers, one import at a time and each move of it
 * under its version: so nothing that an import writes needs a condition of its own.
 */
export const ImportsHead = z.object({ version: z.int().nonnegative(), open: idSchema('customerImport').optional() });
export type ImportsHead = z.infer<typeof ImportsHead>;

export const importsHeadShape = storedShape({ name: 'customer imports', version: 1, schema: ImportsHead, upcasts: {} });

export async function readImportsHead(tables: Tables, org: string): Promise<ImportsHead> {
  const item = await tables.get('desk', importsKey(org));
  return item ? readStored(importsHeadShape, item) : { version: 0 };
}

function setHead(org: string, before: ImportsHead, open?: Id<'customerImport'>): WriteIntent {
  return {
    op: 'put',
    table: 'desk',
    key: importsKey(org),
    fields: toStored(importsHeadShape, { version: before.version + 1, open }),
    expect: before.version === 0 ? isNew : [{ version: { eq: before.version } }],
    refusal: 'version',
  };
}

/** What the file said, so that anybody can finish an import that broke off. Packed, because an item holds 400 KB. */
export const importRowsShape = storedShape({
  name: 'customer import rows',
  version: 1,
  schema: z.object({ packed: z.string().describe('the customers as JSON: gzip, base64') }),
  upcasts: {},
});

function putRows(org: string, id: string, customers: readonly EnteredCustomer[]): WriteIntent {
  return {
    op: 'put',
    table: 'desk',
    key: importRowsKey(org, id),
    fields: toStored(importRowsShape, { packed: gzipSync(JSON.stringify(customers)).toString('base64') }),
    expect: isNew,
    refusal: 'exists',
  };
}

/** Undefined once the import is applied. */
export async function readRows(
  tables: Tables,
  org: string,
  id: string,
): Promise<readonly EnteredCustomer[] | undefined> {
  const item = await tables.get('desk', importRowsKey(org, id));
  if (!item) return undefined;
  const { packed } = readStored(importRowsShape, item);
  return z.array(EnteredCustomer).parse(JSON.parse(gunzipSync(Buffer.from(packed, 'base64')).toString('utf8')));
}

type Beginning = {
  readonly org: string;
  readonly member: string;
  readonly file: CustomerFile;
  readonly fileHash: string;
  readonly counts: Counts;
  readonly head: ImportsHead;
  readonly at: Instant;
};

/** A new import and the writes that begin it; refused with `version` when another one began meanwhile. */
export function beginImport(from: Beginning, newId: NewId): Decided<CustomerImport> {
  const { org, member, file, fileHash, counts, head, at } = from;
  const begun: CustomerImport = {
    ...timelineStart,
    org,
    id: newId('customerImport'),
    version: 1,
    status: 'applying',
    counts,
    written: 0,
    lines: file.lines,
    trimmed: file.trimmed,
    fileHash,
    startedAt: at,
    startedBy: member,
  };
  const fields = { ...toStored(customerImportShape, begun), ...begun };
  const data = { fileHash, lines: file.lines, counts };
  const entry = { type: 'customer_import.started', actor: { kind: 'member', id: member }, at, data } as const;
  const intents = [
    setHead(org, head, begun.id),
    putRows(org, begun.id, file.customers),
    ...create(fields, entry, newId),
  ];
  return { value: begun, intents };
}

/** Notes that so many more customers are written; refused with `version` when somebody else went on with the import. */
export function advanceImport(before: CustomerImport, customers: number): Decided<CustomerImport> {
  const { org, id, version } = before;
  const after = { ...before, version: version + 1, written: before.written + customers };
  const intent: WriteIntent = {
    op: 'update',
    table: 'desk',
    key: recordKey(org, id),
    set: { version: after.version, written: after.written },
    expect: [{ version: { eq: version } }],
    refusal: 'version',
  };
  return { value: after, intents: [intent] };
}

/** Ends the import with the last of its customers, and makes room for the next. */
export function closeImport(
  before: CustomerImport,
  customers: number,
  { head, at, newId }: { readonly head: ImportsHead; readonly at: Instant; readonly newId: NewId },
): Decided<CustomerImport> {
  const { org, id, counts } = before;
  const set = { status: 'applied', written: before.written + customers, appliedAt: at } as const;
  const actor = { kind: 'desk', part: 'customer-import' } as const;
  return {
    value: { ...before, ...set, version: before.version + 1 },
    intents: [
      ...move(before, { set }, { type: 'customer_import.applied', actor, at, data: { counts } }, newId),
      setHead(org, head),
      { op: 'delete', table: 'desk', key: importRowsKey(org, id), expect: [], refusal: 'exists' },
    ],
  };
}
