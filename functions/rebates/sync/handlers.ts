import type { RebateReadDeps, RebateWriteDeps } from '../ports.ts';
import { createGetRebateSync } from './http/get-rebate-sync.ts';
import { createListRebateSyncChanges } from './http/list-rebate-sync-changes.ts';
import { createListRebateSyncs } from './http/list-rebate-syncs.ts';
import { createStartRebateSync } from './http/start-rebate-sync.ts';

export const syncsReadHandlers = (deps: RebateReadDeps) => ({
  listRebateSyncs: createListRebateSyncs(deps),
  getRebateSync: createGetRebateSync(deps),
  listRebateSyncChanges: createListRebateSyncChanges(deps),
});

export const syncsWriteHandlers = (deps: RebateWriteDeps) => ({ startRebateSync: createStartRebateSync(deps) });
