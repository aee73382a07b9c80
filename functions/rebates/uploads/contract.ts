import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import { idSchema } from '../../kernel/ids.ts';
import { PageQuery } from '../../kernel/paging.ts';
import { operations } from '../../platform/contract.ts';
import { may } from '../guards.ts';
import { Mapping } from '../mappings/mapping.ts';
import { ColumnsView } from './columns.ts';
import * as examples from './examples.ts';
import { MappingGiven } from './mapping-given.ts';
import { RebateUpload } from './upload.ts';
import { RebateUploadView } from './view.ts';

const UploadPath = z.object({ uploadId: idSchema('rebateUpload') });
const announced = RebateUpload.shape;

/** A mapping as callers see it. */
export const RebateMappingView = z.strictObject({
  id: z.string().describe('its name and version'),
  own: z.boolean().describe('whether a member of your organisation confirmed it; the others come with the desk'),
  mapping: Mapping,
  upload: idSchema('rebateUpload').optional().describe('the upload whose columns it explained first'),
  confirmedBy: z.string().optional(),
  confirmedAt: Instant.optional(),
});

/** Reading uploads and mappings; part of the group `rebates-read`. */
export const uploadsRead = operations({
  listRebateUploads: {
    route: 'GET /v1/rebate-uploads',
    group: 'rebates-read',
    access: may.readUploads,
    summary: 'List uploads of rebates, newest first',
    description: 'All exports that members of your organisation have brought, or those of one partner account.',
    query: PageQuery.extend({ account: idSchema('partnerAccount').optional() }),
    answers: {
      200: {
        description: 'One page',
        json: z.strictObject({
          items: z.array(RebateUploadView),
          next: z.string().optional().describe('cursor of the next page'),
        }),
        example: { items: [examples.upload] },
      },
    },
    problems: [],
  },
  getRebateUpload: {
    route: 'GET /v1/rebate-uploads/{uploadId}',
    group: 'rebates-read',
    access: may.readUploads,
    summary: 'Read an upload of rebates',
    description:
      'With what stands in its way, line by line. While its columns are not understood, or lines are quarantined: its columns with samples, and the mapping that the desk suggests. Who may see rebates gets a way to download the file, which works for fifteen minutes for whoever has its address: do not pass it on.',
    params: UploadPath,
    answers: {
      200: {
        description: 'The upload',
        json: z.strictObject({
          upload: RebateUploadView,
          columns: ColumnsView.optional(),
          download: z.strictObject({ url: z.url() }).optional(),
        }),
        example: { upload: examples.unclear, columns: examples.columns },
      },
    },
    problems: ['not_found'],
  },
  listRebateMappings: {
    route: 'GET /v1/rebate-mappings',
    group: 'rebates-read',
    access: may.readUploads,
    summary: 'List the mappings by which statements are read',
    description:
      'What the columns of each known layout mean, and its words for statuses, kinds and reasons: those that your members confirmed, newest first, then those that come with the desk. The first one that has a file’s columns reads it.',
    answers: {
      200: {
        description: 'All of them',
        json: z.strictObject({ items: z.array(RebateMappingView) }),
        example: { items: [examples.mapping] },
      },
    },
    problems: [],
  },
});

const taken = (description: string, example: unknown) =>
  ({
    description,
    json: z.strictObject({ upload: RebateUploadView, columns: ColumnsView.optional() }),
    example,
  }) as const;

/** Bringing exports, saying what they mean, and taking them back; part of the group `rebates-write`. */
export const uploadsWrite = operations({
  announceRebateUpload: {
    route: 'POST /v1/rebate-uploads',
    group: 'rebates-write',
    access: may.upload,
    summary: 'Announce an export of a portal, and get a way to upload it',
    description:
      'For any provider: CSV (UTF-8 or GB18030) or xlsx, at most 200 MB. Upload it by one PUT with exactly the headers in the answer, within fifteen minutes; then have it taken in.',
    body: z
      .strictObject({
        account: announced.account.describe('the partner account whose rebates these are'),
        fileName: z.string().trim().min(1).max(200),
        contentType: announced.contentType,
        bytes: announced.bytes,
        sha256: announced.sha256.describe('of the file’s bytes, in hexadecimal digits'),
        covers: announced.covers.describe(
          'whole: all there is of its settlement periods, what it does not have is gone; part: adds to what is known of them',
        ),
        period: announced.period.describe('the settlement period of lines that name none'),
      })
      .meta({ examples: [examples.announcement] }),
    answers: {
      201: {
        description: 'Announced; the upload is the caller’s',
        json: z.strictObject({
          upload: RebateUploadView,
          put: z.strictObject({
            method: z.literal('PUT'),
            url: z.url(),
            headers: z.record(z.string(), z.string()).describe('to be sent exactly as they are'),
            until: Instant,
          }),
        }),
        example: { upload: examples.announced, put: examples.put },
      },
    },
    problems: ['not_found', 'idempotency_key_missing', 'idempotency_key_reused'],
    idempotent: true,
  },
  takeInRebateUpload: {
    route: 'POST /v1/rebate-uploads/{uploadId}/reading',
    group: 'rebates-write',
    access: may.upload,
    summary: 'Have an uploaded export taken in',
    description:
      'Holds the file against what was announced and reads its first 100,000 lines. A known layout starts a sync that takes all of it in, or nothing; an unknown one waits for somebody who says what its columns mean; lines that can not be read are named by number. A file that was taken in before adds nothing. Can be asked again once what stood in the way is mended.',
    params: UploadPath,
    body: z.strictObject({}).meta({ examples: [{}] }),
    answers: { 202: taken('What became of it', { upload: examples.upload }) },
    problems: [
      'not_found',
      'not_allowed_now',
      'upload_unfit',
      'sync_at_work',
      'changed_meanwhile',
      'idempotency_key_missing',
      'idempotency_key_reused',
    ],
    idempotent: true,
  },
  confirmRebateMapping: {
    route: 'PUT /v1/rebate-uploads/{uploadId}/mapping',
    group: 'rebates-write',
    access: may.upload,
    summary: 'Say what the columns of an upload mean, or correct it',
    description:
      'Takes the suggested mapping as it is, or put right. It becomes your organisation’s own, under its name with the next version, and reads every later file with these columns; this file is read by it at once.',
    params: UploadPath,
    body: MappingGiven.meta({ examples: [examples.given] }),
    ifMatch: true,
    answers: { 202: taken('The mapping is kept, and this is what became of the file', { upload: examples.upload }) },
    problems: ['not_found', 'not_allowed_now', 'name_taken', 'too_many', 'sync_at_work', 'changed_meanwhile'],
  },
  withdrawRebateUpload: {
    route: 'POST /v1/rebate-uploads/{uploadId}/withdrawal',
    group: 'rebates-write',
    access: may.upload,
    summary: 'Take a wrong upload back',
    description:
      'Possible while what it brought is what is current in each of its periods; else what came later goes first. A sync makes current again what was before it: its rows leave as withdrawn, and what was believed meanwhile stays readable.',
    params: UploadPath,
    body: z
      .strictObject({ reason: z.string().trim().min(3, { error: 'why, in a few words' }).max(500) })
      .meta({ examples: [{ reason: 'The export of another partner account' }] }),
    answers: { 202: taken('A sync takes it back', { upload: examples.withdrawn }) },
    problems: [
      'not_found',
      'not_allowed_now',
      'nothing_to_withdraw',
      'newer_rebates',
      'sync_at_work',
      'changed_meanwhile',
      'idempotency_key_missing',
      'idempotency_key_reused',
    ],
    idempotent: true,
  },
});
