import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import { idSchema } from '../../kernel/ids.ts';
import { Action } from '../../parties/index.ts';
import type { Caller } from '../../platform/contract.ts';
import { Period } from '../period.ts';
import { PeriodState } from '../sync/sync.ts';
import { uploadActions } from './guards.ts';
import { type Standing, UploadStatus } from './standing.ts';
import { RebateUpload } from './upload.ts';

/** An upload as callers see it. */
export const RebateUploadView = z.strictObject({
  ...RebateUpload.omit({ org: true, timelineSeq: true, timelineHead: true }).shape,
  status: UploadStatus.describe(
    'announced: waits for the file; unknown_columns: for somebody who says what they mean; quarantined: can not be taken in as it is; duplicate: adds nothing; syncing: on its way; held: a period of it waits to be accepted; failed: can be read again; taken_in; withdrawing; withdrawn',
  ),
  version: z.int().positive().describe('send it back as If-Match when you say what its columns mean'),
  mapping: z.string().optional().describe('by which its columns are understood'),
  quarantined: RebateUpload.shape.quarantined.describe('the first hundred of what stands in the way, by line'),
  duplicateOf: RebateUpload.shape.duplicateOf.describe('the upload that brought the same file before'),
  sync: RebateUpload.shape.sync.describe('the sync that takes it in'),
  periods: z
    .array(z.strictObject({ period: Period, state: PeriodState }))
    .optional()
    .describe('what became of each settlement period in that sync'),
  accepted: RebateUpload.shape.accepted.describe('periods that had been held, with the sync that takes each in'),
  withdrawal: z
    .strictObject({ sync: idSchema('rebateSync'), by: z.string(), at: Instant, reason: z.string() })
    .optional()
    .describe('who took it back, and why'),
  actions: z.array(Action),
});
export type RebateUploadView = z.input<typeof RebateUploadView>;

export function viewUpload(standing: Standing, caller: Pick<Caller, 'rights'>): RebateUploadView {
  const { org: _org, timelineSeq: _seq, timelineHead: _head, ...shown } = standing.upload;
  const periods = standing.sync?.periods.map(({ period, state }) => ({ period, state }));
  const quarantined =
    standing.upload.quarantined ?? standing.sync?.periods.find((one) => one.quarantined !== undefined)?.quarantined;
  return {
    ...shown,
    status: standing.status,
    ...(quarantined && { quarantined }),
    ...(periods && { periods }),
    actions: uploadActions(standing, caller),
  };
}

/** The version, as the header that a change sends back. */
export const etag = ({ version }: { readonly version: number }) => ({ etag: `"${version}"` });
