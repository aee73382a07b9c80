import * as z from 'zod';
import { shownLines, workbookBytes } from '../../table-files.ts';
import { action, type Caller } from '../action.ts';
import { refusal } from '../api-error.ts';
import type { CommissionFile } from '../state.ts';
import { type Given, putObject } from '../storage/objects.ts';
import type { World } from '../world.ts';
import { columnsOf } from './columns.ts';

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
  run: ({ world, partner }, asked) => {
    if (partner.tier !== 'T1') throw refusal('InvalidRequest.NoPermissions.NotPartner', 'T1');
    const files = world.state.commissionFiles.filter(
      (file) => file.partner === partner.uid && file.month === asked.BillMonth,
    );
    const shown: CommissionFile['status'][] = [];
    for (const file of files) shown.push(advanced(world, file, partner, asked));
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
 * of it. A push that failed is told once, and begins anew with the question after that.
 * @returns the state that this answer tells
 */
function advanced(
  world: World,
  file: CommissionFile,
  { readings }: Caller['partner'],
  given: Given,
): CommissionFile['status'] {
  const { status } = file;
  const isRepeated = status === 'succeeded' && readings.repeatedPush === 'push';
  if (status === 'failed') {
    file.status = 'init';
    return 'failed';
  }
  if (status === 'init' || isRepeated) {
    file.status = 'processing';
    return 'init';
  }
  if (status !== 'processing') return status;
  file.status = pushed(world, file, readings.pushPrefix, given) ? 'succeeded' : 'failed';
  return 'processing';
}

function pushed(world: World, { rows, serves, name, renamed }: CommissionFile, prefix: string, given: Given): boolean {
  if (serves === 'dead') return false;
  const [head = [], ...lines] = shownLines({ columns: columnsOf.commission, rows }, serves);
  const file = workbookBytes([head.map((column) => renamed[column] ?? column), ...lines]);
  return putObject(world, given, `${prefix}${name}`, file, serves);
}

/** What a partner earns. */
export const commissionActions = [getIntlCommissionDetailFileList];
