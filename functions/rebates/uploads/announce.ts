import type { Problem } from '../../kernel/problems.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { toStored } from '../../kernel/stored.ts';
import type { Refused, WriteIntent } from '../../kernel/write.ts';
import { readPartnerAccount } from '../../parties/index.ts';
import type { Upload } from '../../platform/presigned.ts';
import { create, timelineStart } from '../../timeline/index.ts';
import type { RebateWriteDeps } from '../ports.ts';
import { fileKey, type RebateUpload, rebateUploadShape, uploadListKeys } from './upload.ts';

/** What is said of a file before it is uploaded. */
export type AnnouncedFile = Pick<
  RebateUpload,
  'account' | 'fileName' | 'contentType' | 'bytes' | 'sha256' | 'covers' | 'period'
>;

type Announced = { readonly record: RebateUpload; readonly upload: Upload };

/**
 * Enters an upload with its first timeline entry; its bytes follow.
 * @returns `not_found` for a partner account that is none of the organisation's
 */
export async function announceUpload(
  { tables, clock, newId, objects }: RebateWriteDeps,
  by: { readonly org: string; readonly member: string },
  announced: AnnouncedFile,
  also: (done: Announced) => readonly WriteIntent[],
): Promise<Result<Announced, Problem | Refused>> {
  const account = await readPartnerAccount(tables, by.org, announced.account);
  if (!account) return err({ kind: 'not_found', params: { what: 'partner account' } });
  const at = clock.now();
  const record: RebateUpload = {
    ...timelineStart,
    ...announced,
    org: by.org,
    id: newId('rebateUpload'),
    version: 1,
    status: 'announced',
    addedBy: by.member,
    createdAt: at,
  };
  const upload = await objects.uploadOf(fileKey(record), record);
  const { contentType, bytes, sha256, covers, period } = record;
  const data = { account: account.id, contentType, bytes, sha256, covers, ...(period && { period }) };
  const entry = { type: 'rebate_upload.announced', actor: { kind: 'member', id: by.member }, at, data } as const;
  const fields = { ...toStored(rebateUploadShape, record), ...record, ...uploadListKeys(record) };
  const written = await tables.transact([...also({ record, upload }), ...create(fields, entry, newId)]);
  return written.ok ? ok({ record, upload }) : written;
}
