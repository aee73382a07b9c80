import * as z from 'zod';
import { idSchema } from '../../kernel/ids.ts';
import type { EventDoc } from '../../links/events.ts';
import { RebateUpload } from './upload.ts';

const account = idSchema('partnerAccount');
const sync = idSchema('rebateSync');
const { contentType, bytes, sha256, covers, period, mapping } = RebateUpload.shape;

/** What the timeline of an upload tells; what a sync makes of it, the sync's own tells. Nothing that stands in a file. */
export const rebateUploadEvents: Readonly<Record<string, EventDoc>> = {
  'rebate_upload.announced': {
    says: 'A member announced a file; its bytes follow.',
    data: z.strictObject({ account, contentType, bytes, sha256, covers, period }),
  },
  'rebate_upload.unknown_columns': {
    says: 'The file was read, and nobody has said yet what its columns mean.',
    data: z.strictObject({ account }),
  },
  'rebate_upload.quarantined': {
    says: 'Lines of the file can not be taken in, so none of it is.',
    data: z.strictObject({ account, lines: z.int().positive().describe('how many were found') }),
  },
  'rebate_upload.duplicate': {
    says: 'The same file had been taken in before: nothing was added.',
    data: z.strictObject({ account, duplicateOf: idSchema('rebateUpload') }),
  },
  'rebate_upload.syncing': {
    says: 'A sync began that takes the file in.',
    data: z.strictObject({ account, mapping, sync, periods: z.array(z.string()).describe('of the lines looked at') }),
  },
  'rebate_upload.accepted': {
    says: 'What had been held of the file for a period was accepted by a member; a sync takes it in.',
    data: z.strictObject({ account, sync, period }),
  },
  'rebate_upload.withdrawn': {
    says: 'A member took the upload back; a sync makes current what was before it.',
    data: z.strictObject({ account, sync, reason: z.string() }),
  },
};
