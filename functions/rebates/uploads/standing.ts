import * as z from 'zod';
import { readStored } from '../../kernel/stored.ts';
import type { Tables } from '../../platform/tables.ts';
import { recordKey } from '../../timeline/index.ts';
import { isSyncOutcome } from '../sync/status.ts';
import { type RebateSync, rebateSyncShape } from '../sync/sync.ts';
import { type RebateUpload, rebateUploadShape, storedStatuses } from './upload.ts';

/**
 * How an upload stands, as callers see it: what was recorded of it and, from then on, what its sync says, so that nothing
 * has to be kept the same in two places. `held`: a period of it waits for a person who accepts it; `failed`: it may be read
 * again; `withdrawing`: its rows are about to leave.
 */
export const UploadStatus = z.enum([...storedStatuses, 'held', 'failed', 'taken_in', 'withdrawing']);
export type UploadStatus = z.infer<typeof UploadStatus>;

/** An upload with the syncs that took it in and back. */
export type Standing = {
  readonly upload: RebateUpload;
  readonly status: UploadStatus;
  readonly sync?: RebateSync | undefined;
};

type Syncs = { readonly sync?: RebateSync | undefined; readonly withdrawal?: RebateSync | undefined };

export function standingOf(upload: RebateUpload, { sync, withdrawal }: Syncs): Standing {
  return { upload, status: statusOf(upload, { sync, withdrawal }), sync };
}

function statusOf({ status }: RebateUpload, { sync, withdrawal }: Syncs): UploadStatus {
  if (status === 'withdrawn' && withdrawal?.status === 'completed') return 'withdrawn';
  if (status === 'withdrawn' && withdrawal && !isSyncOutcome(withdrawal.status)) return 'withdrawing';
  return (status === 'syncing' || status === 'withdrawn') && sync ? takenIn(sync) : status;
}

function takenIn({ status, periods }: RebateSync): UploadStatus {
  if (!isSyncOutcome(status)) return 'syncing';
  if (status !== 'completed') return 'failed';
  const states = new Set(periods.map(({ state }) => state));
  if (states.has('quarantined')) return 'quarantined';
  return states.has('held') ? 'held' : 'taken_in';
}

/** An upload and how it stands; undefined where the organisation has none of that id. */
export async function readUpload(tables: Tables, org: string, id: string): Promise<Standing | undefined> {
  const item = await tables.get('desk', recordKey(org, id));
  const [standing] = item ? await standingsOf(tables, [readStored(rebateUploadShape, item)]) : [];
  return standing;
}

/** How these uploads stand, in their order. */
export async function standingsOf(tables: Tables, uploads: readonly RebateUpload[]): Promise<Standing[]> {
  const keys = uploads.flatMap(({ org, sync, withdrawal }) =>
    [sync, withdrawal?.sync].flatMap((id) => (id === undefined ? [] : [recordKey(org, id)])),
  );
  const items = keys.length > 0 ? await tables.getMany('desk', keys) : [];
  const syncs = items.map((item) => readStored(rebateSyncShape, item));
  const named = (id: string | undefined) => syncs.find((sync) => sync.id === id);
  return uploads.map((upload) =>
    standingOf(upload, { sync: named(upload.sync), withdrawal: named(upload.withdrawal?.sync) }),
  );
}
