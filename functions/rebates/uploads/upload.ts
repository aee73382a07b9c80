import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import { idSchema } from '../../kernel/ids.ts';
import { storedShape } from '../../kernel/stored.ts';
import { Followed } from '../../timeline/index.ts';
import { Period } from '../period.ts';
import { objectKeys, Sha256 } from '../snapshot/manifest.ts';

/** What may be uploaded: exports of a portal, as they come. */
export const uploadTypes = ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'] as const;

export const MAX_UPLOAD_BYTES = 200 * 1024 * 1024;

/** One cell or line that can't be taken in, by the number of its line in the file. */
export const Quarantined = z.object({
  line: z.int().positive(),
  column: z.string().optional(),
  code: z.string(),
  detail: z.string(),
});
export type Quarantined = z.infer<typeof Quarantined>;

/** How many of the lines that stand in the way are told one by one. */
export const TOLD_LINES = 100;

/**
 * `announced` waits for the file; `unknown_columns` for a person who says what they mean; `quarantined` can't be taken in
 * as it is; `duplicate` adds nothing; `syncing` is on its way into the periods by a sync; `withdrawn` was taken back, or is
 * about to be. What the syncs make of it is theirs to say: `standing.ts`.
 */
export const storedStatuses = [
  'announced',
  'unknown_columns',
  'quarantined',
  'duplicate',
  'syncing',
  'withdrawn',
] as const;

/** A portal's export that a member uploads (R121). It is taken in whole or not at all. */
export const RebateUpload = Followed.extend({
  id: idSchema('rebateUpload'),
  account: idSchema('partnerAccount'),
  status: z.enum(storedStatuses),
  fileName: z.string(),
  contentType: z.enum(uploadTypes),
  bytes: z.int().positive().max(MAX_UPLOAD_BYTES),
  sha256: Sha256,
  /** Whether the file is all there is of its periods, or adds to what is known of them. */
  covers: z.enum(['whole', 'part']),
  /** The period of lines that name none. */
  period: Period.optional(),
  /** The mapping by which it was read last, `<name>@<version>`. */
  mapping: z.string().optional(),
  /** The first hundred of what stands in the way, and how many were found. */
  quarantined: z.object({ lines: z.array(Quarantined).max(TOLD_LINES), count: z.int().positive() }).optional(),
  /** The upload by which the same file had been taken in before. */
  duplicateOf: idSchema('rebateUpload').optional(),
  /** The sync that takes it in. */
  sync: idSchema('rebateSync').optional(),
  /** Periods that had been held and that a person accepted, each with the sync that takes it in then. */
  accepted: z.array(z.object({ period: Period, sync: idSchema('rebateSync') })).optional(),
  /** The sync that takes it back, and who asked for that, why. */
  withdrawal: z.object({ sync: idSchema('rebateSync'), by: z.string(), at: Instant, reason: z.string() }).optional(),
  addedBy: z.string(),
  createdAt: Instant,
});
export type RebateUpload = z.infer<typeof RebateUpload>;

export const rebateUploadShape = storedShape({ name: 'rebate upload', version: 1, schema: RebateUpload, upcasts: {} });

/** All uploads of an organisation; listed newest first. */
export const uploadsPartition = (org: string) => `ORG#${org}#REBATE_UPLOADS`;

export function uploadListKeys({ org, id }: Pick<RebateUpload, 'org' | 'id'>) {
  return { listPk: uploadsPartition(org), listSk: id };
}

/** Where its file lies: at once as the original that it is, since nothing but the bytes announced can be put there. */
export function fileKey({ org, account, sha256 }: Pick<RebateUpload, 'org' | 'account' | 'sha256'>): string {
  return objectKeys.original(org, account, sha256);
}
