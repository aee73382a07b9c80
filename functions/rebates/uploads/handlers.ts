import type { RebateReadDeps, RebateWriteDeps } from '../ports.ts';
import { createAnnounceRebateUpload } from './http/announce-rebate-upload.ts';
import { createConfirmRebateMapping } from './http/confirm-rebate-mapping.ts';
import { createGetRebateUpload } from './http/get-rebate-upload.ts';
import { createListRebateMappings } from './http/list-rebate-mappings.ts';
import { createListRebateUploads } from './http/list-rebate-uploads.ts';
import { createTakeInRebateUpload } from './http/take-in-rebate-upload.ts';
import { createWithdrawRebateUpload } from './http/withdraw-rebate-upload.ts';

export const uploadsReadHandlers = (deps: RebateReadDeps) => ({
  listRebateUploads: createListRebateUploads(deps),
  getRebateUpload: createGetRebateUpload(deps),
  listRebateMappings: createListRebateMappings(deps),
});

export const uploadsWriteHandlers = (deps: RebateWriteDeps) => ({
  announceRebateUpload: createAnnounceRebateUpload(deps),
  takeInRebateUpload: createTakeInRebateUpload(deps),
  confirmRebateMapping: createConfirmRebateMapping(deps),
  withdrawRebateUpload: createWithdrawRebateUpload(deps),
});
