import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import { idSchema } from '../../kernel/ids.ts';
import { storedShape } from '../../kernel/stored.ts';
import { Followed } from '../../timeline/index.ts';
import { Period } from '../period.ts';
import { Sha256 } from '../snapshot/manifest.ts';

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

/**
 * `announced` waits for the file; `unknown_columns` for a person who says what they mean; `quarantined` can't be taken in
 * as it is; `syncing` is on its way into the periods by a sync, which tells the rest; `withdrawn` was taken back.
 */
export const UploadStatus = z.enum([
  'announced',
  'unknown_columns',
  'quarantined',
  'duplicate',
  'syncing',
  'taken_in',
  'withdrawn',
]);

/** A portal's export that a member uploads (R121). It is taken in whole or not at all. */
export const RebateUpload = Followed.extend({
  id: idSchema('rebateUpload'),
  account: idSchema('partnerAccount'),
  status: UploadStatus,
  fileName: z.string(),
  contentType: z.enum(uploadTypes),
  bytes: z.int().positive().max(MAX_UPLOAD_BYTES),
  sha256: Sha256,
  /** Whether the file is all there is of its periods, or adds to what is known of them. */
  covers: z.enum(['whole', 'part']),
  /** The period of lines that name none. */
  period: Period.optional(),
  mapping: z.string().optional(),
  /** The periods that its lines are of, once it was read. */
  periods: z.array(Period).optional(),
  /** The first hundred of what stands in the way, and how many there are. */
  quarantined: z.object({ lines: z.array(Quarantined).max(100), count: z.int().positive() }).optional(),
  /** The sync that takes it in, or took it in; then the one that took it back. */
  sync: idSchema('rebateSync').optional(),
  withdrawnBy: idSchema('rebateSync').optional(),
  addedBy: z.string(),
  createdAt: Instant,
});
export type RebateUpload = z.infer<typeof RebateUpload>;

export const rebateUploadShape = storedShape({ name: 'rebate upload', version: 1, schema: RebateUpload, upcasts: {} });

/** Listed newest first, by account. */
export function uploadListKeys({ org, account, id }: Pick<RebateUpload, 'org' | 'account' | 'id'>) {
  return { listPk: `ORG#${org}#REBATE_UPLOADS#${account}`, listSk: id };
}
