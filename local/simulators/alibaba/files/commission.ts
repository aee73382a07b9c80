import * as z from 'zod';
import { shownLines, workbookBytes } from '../../table-files.ts';
import { action, type Caller } from '../action.ts';
import { refusal } from '../api-error.ts';
import type { CommissionFile } from '../state.ts';
import { columnsOf } from './columns.ts';
import { type Bucket, putObject } from './push.ts';

const required = z.string();

const getIntlCommissionDetailFileList = action({
  name: 'GetIntlCommissionDetailFileList',
  version: '2025-02-27',
  method: 'POST',
  parameters: z.object({
    BillMonth: z.string().regex(/^\d{4}(0[1-9]|1[0-2])$/),
    OssAccessKeyId: required,
    OssAccessKeySecret: required,
    OssSecurityToken: required,
    OssBucketName: required,
    OssEndpoint: required,
    OssRegion: required,
  }),
  run: async ({ world, partner }, asked) => {
    if (partner.tier !== 'T1') throw refusal('InvalidRequest.NoPermissions.NotPartner', 'T1');
    const files = world.state.commissionFiles.filter(
      (file) => file.partner === partner.uid && file.month === asked.BillMonth,
    );
    const shown: CommissionFile['status'][] = [];
    for (const file of files) shown.push(await advanced(file, partner, asked));
    const { pushStatusCase } = partner.readings;
    return {
      Data: {
        PartnerUid: partner.uid,
        BillMonth: asked.BillMonth,
        FileList: files.map(({ policy, name }, at) => ({
          CommissionPolicyName: policy,
          FileName: name,
          BucketSyncStatus: pushStatusCase === 'upper' ? shown[at]?.toUpperCase() : shown[at],
        })),
      },
    };
  },
});

/**
 * One step per question, so that a test needs no clock: init, then processing while the file is pushed, then what became
 * of it. A push that failed is tried again by the next question.
 * @returns the state that this answer tells
 */
async function advanced(
  file: CommissionFile,
  { readings }: Caller['partner'],
  bucket: Bucket,
): Promise<CommissionFile['status']> {
  const { status } = file;
  const isRepeated = status === 'succeeded' && readings.repeatedPush === 'push';
  if (status === 'init' || status === 'failed' || isRepeated) {
    file.status = 'processing';
    return 'init';
  }
  if (status !== 'processing') return status;
  file.status = (await pushed(file, readings.pushPrefix, bucket)) ? 'succeeded' : 'failed';
  return 'processing';
}

async function pushed({ rows, serves, name }: CommissionFile, prefix: string, bucket: Bucket): Promise<boolean> {
  if (serves === 'dead') return false;
  const file = workbookBytes(shownLines({ columns: columnsOf.commission, rows }, serves));
  const bytes = serves === 'half' ? file.subarray(0, Math.floor(file.length / 2)) : file;
  return putObject(bucket, `${prefix}${name}`, bytes);
}

/** What a partner earns. */
export const commissionActions = [getIntlCommissionDetailFileList];
