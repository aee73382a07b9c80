import type { UnbindReadDeps, UnbindWriteDeps } from '../ports.ts';
import { createAcknowledgeClock } from './http/acknowledge-clock.ts';
import { createGetDailyLook } from './http/get-daily-look.ts';
import { createListDailyLooks } from './http/list-daily-looks.ts';
import { createUploadUnbindingList } from './http/upload-unbinding-list.ts';

/** What the group `unbinds-read` serves of what customers start. */
export const customerStartedReadHandlers = (deps: Pick<UnbindReadDeps, 'tables'>) => ({
  listDailyLooks: createListDailyLooks(deps),
  getDailyLook: createGetDailyLook(deps),
});

/** What the group `unbinds-write` serves of what customers start. */
export const customerStartedWriteHandlers = (deps: UnbindWriteDeps) => ({
  uploadUnbindingList: createUploadUnbindingList(deps),
  acknowledgeClock: createAcknowledgeClock(deps),
});
