import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import { idSchema } from '../../kernel/ids.ts';
import { operations } from '../../platform/contract.ts';
import { may } from '../guards.ts';
import { UnbindPath } from '../paths.ts';
import { Evidence as Record } from './evidence.ts';
import * as examples from './examples.ts';

/** A file as callers see it. */
export const EvidenceView = z.strictObject({
  id: idSchema('evidence'),
  unbind: idSchema('unbind'),
  fileName: Record.shape.fileName,
  contentType: Record.shape.contentType,
  bytes: Record.shape.bytes,
  sha256: Record.shape.sha256.describe('of its bytes, in hexadecimal digits'),
  addedBy: z.string(),
  addedAt: Instant,
  verifiedAt: Instant.optional().describe(
    'when it was found to be what was announced; it is looked at when it is used',
  ),
});
export type EvidenceView = z.infer<typeof EvidenceView>;

/** Reading evidence; part of the group `unbinds-read`. */
export const evidenceRead = operations({
  getUnbindEvidence: {
    route: 'GET /v1/unbinds/{unbindId}/evidence/{evidenceId}',
    group: 'unbinds-read',
    access: may.seeEvidence,
    summary: 'Read what is known of a file, and get a way to download it',
    description: 'The download works for fifteen minutes, for whoever has its address: do not pass it on.',
    params: UnbindPath.extend({ evidenceId: idSchema('evidence') }),
    answers: {
      200: {
        description: 'The file’s facts; "download" once it was found to be what was announced',
        json: z.strictObject({ evidence: EvidenceView, download: z.strictObject({ url: z.url() }).optional() }),
        example: { evidence: examples.evidence, download: { url: `${examples.file}?X-Amz-Signature=…` } },
      },
    },
    problems: ['not_found'],
  },
});

/** Adding evidence; part of the group `unbinds-write`. */
export const evidenceWrite = operations({
  addUnbindEvidence: {
    route: 'POST /v1/unbinds/{unbindId}/evidence',
    group: 'unbinds-write',
    access: may.record,
    summary: 'Announce a file that proves a step, and get a way to upload it',
    description:
      'Look through the file first and black out what it does not have to show: telephone numbers, mail addresses, payment data, other customers. It is kept with the case and cannot be taken back. Upload it by one PUT with exactly the headers in the answer, within fifteen minutes; then name its id where it is used, and the desk holds it against what was announced.',
    params: UnbindPath,
    body: z
      .strictObject({
        fileName: z.string().trim().min(1).max(120).optional(),
        contentType: Record.shape.contentType,
        bytes: Record.shape.bytes,
        sha256: Record.shape.sha256.describe('of the file’s bytes, in hexadecimal digits'),
        redacted: z.literal(true, { error: 'say that you have blacked out what it does not have to show' }),
      })
      .meta({
        examples: [{ contentType: 'image/png', bytes: 48_211, sha256: examples.evidence.sha256, redacted: true }],
      }),
    answers: {
      201: {
        description: 'Announced; the upload is the caller’s',
        json: z.strictObject({
          evidence: EvidenceView,
          upload: z.strictObject({
            method: z.literal('PUT'),
            url: z.url(),
            headers: z.record(z.string(), z.string()).describe('to be sent exactly as they are'),
            until: Instant,
          }),
        }),
        example: {
          evidence: examples.evidence,
          upload: {
            method: 'PUT',
            url: `${examples.file}?X-Amz-Signature=…`,
            headers: { 'content-type': 'image/png', 'content-length': '48211' },
            until: '2026-11-21T02:27:00.000Z',
          },
        },
      },
    },
    problems: ['not_found', 'idempotency_key_missing', 'idempotency_key_reused'],
    idempotent: true,
  },
});
