import type * as z from 'zod';
import { unbind } from '../examples.ts';
import type { EvidenceView } from './contract.ts';

/** Realistic answers for the API reference; a test parses each with the schema that it illustrates. */
export const evidence = {
  id: 'evd_01k9x3m6h7e8ts5c0v9w1y3z5c',
  unbind: unbind.id,
  fileName: 'record-of-submission.png',
  contentType: 'image/png',
  bytes: 48_211,
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  addedBy: unbind.owner,
  addedAt: '2026-11-21T02:12:00.000Z',
} as const satisfies z.input<typeof EvidenceView>;

export const file = `https://example-evidence.s3.ap-southeast-1.amazonaws.com/org/${evidence.unbind}/${evidence.id}`;
