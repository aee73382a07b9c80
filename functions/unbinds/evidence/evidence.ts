import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import { idSchema } from '../../kernel/ids.ts';
import { readStored, storedShape, toStored } from '../../kernel/stored.ts';
import type { Key, WriteIntent } from '../../kernel/write.ts';
import type { Tables } from '../../platform/tables.ts';

/** What may be uploaded as evidence. Nothing that a browser would run. */
export const evidenceTypes = ['image/png', 'image/jpeg', 'application/pdf', 'text/csv', 'text/plain'] as const;

/** Enough for a scanned letter of some pages. */
export const MAX_EVIDENCE_BYTES = 10 * 1024 * 1024;

/** A file that proves what somebody saw at the provider: announced first, uploaded then, and held against it when used. */
export const Evidence = z.object({
  org: z.string(),
  id: idSchema('evidence'),
  unbind: idSchema('unbind'),
  fileName: z.string().optional(),
  contentType: z.enum(evidenceTypes),
  bytes: z.int().positive().max(MAX_EVIDENCE_BYTES),
  /** Of the file's bytes, in hexadecimal digits. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  addedBy: z.string(),
  addedAt: Instant,
  /** When it was first found in the store as announced; what is uploaded can be nothing else after that either. */
  verifiedAt: Instant.optional(),
});
export type Evidence = z.infer<typeof Evidence>;

export const evidenceShape = storedShape({ name: 'evidence', version: 1, schema: Evidence, upcasts: {} });

export function evidenceKey(org: string, unbind: string, id: string): Key {
  return { pk: `ORG#${org}#${unbind}`, sk: `EVIDENCE#${id}` };
}

/** Where the file lies. Names that people give stay out of it. */
export function objectKey({ org, unbind, id }: Pick<Evidence, 'org' | 'unbind' | 'id'>): string {
  return `${org}/${unbind}/${id}`;
}

export async function readEvidence(
  tables: Pick<Tables, 'get'>,
  org: string,
  unbind: string,
  id: string,
): Promise<Evidence | undefined> {
  const item = await tables.get('desk', evidenceKey(org, unbind, id));
  return item && readStored(evidenceShape, item);
}

export function newEvidence(evidence: Evidence): WriteIntent {
  return {
    op: 'put',
    table: 'desk',
    key: evidenceKey(evidence.org, evidence.unbind, evidence.id),
    fields: toStored(evidenceShape, evidence),
    expect: [{ pk: { absent: true } }],
    refusal: 'exists',
  };
}
