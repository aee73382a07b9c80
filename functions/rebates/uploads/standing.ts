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

/** @param syncs all that the upload names, as far as they are known */
export function standingOf(upload: RebateUpload, syncs: readonly RebateSync[]): Standing {
  const named = (id: string | undefined) => syncs.find((one) => one.id === id);
  const { status, withdrawal, accepted = [] } = upload;
  const sync = named(upload.sync);
  const back = named(withdrawal?.sync)?.status;
  if (status === 'withdrawn' && back === 'completed') return { upload, status, sync };
  if (status === 'withdrawn' && back && !isSyncOutcome(back)) return { upload, status: 'withdrawing', sync };
  if ((status !== 'syncing' && status !== 'withdrawn') || !sync) return { upload, status, sync };
  const later = new Map(accepted.map(({ period, sync: id }) => [period, named(id)]));
  return { upload, status: takenIn(sync, later), sync };
}

function takenIn({ status, periods }: RebateSync, accepted: ReadonlyMap<string, RebateSync | undefined>): UploadStatus {
  if (!isSyncOutcome(status)) return 'syncing';
  if (status !== 'completed') return 'failed';
  if (periods.some(({ state }) => state === 'quarantined')) return 'quarantined';
  const held = periods.filter(({ state }) => state === 'held').map(({ period }) => accepted.get(period)?.status);
  if (held.some((later) => later && !isSyncOutcome(later))) return 'syncing';
  return held.every((later) => later === 'completed') ? 'taken_in' : 'held';
}

/** An upload and how it stands; undefined where the organisation has none of that id. */
export async function readUpload(tables: Tables, org: string, id: string): Promise<Standing | undefined> {
  const item = await tables.get('desk', recordKey(org, id));
  const [standing] = item ? await standingsOf(tables, [readStored(rebateUploadShape, item)]) : [];
  return standing;
}

/** How these uploads stand, in their order. */
export async function standingsOf(tables: Tables, uploads: readonly RebateUpload[]): Promise<Standing[]> {
  const keys = uploads.flatMap(({ org, sync, withdrawal, accepted = [] }) =>
    [sync, withdrawal?.sync, ...accepted.map((one) => one.sync)].flatMap((id) =>
      id === undefined ? [] : [recordKey(org, id)],
    ),
  );
  const items = keys.length > 0 ? await tables.getMany('desk', keys) : [];
  const syncs = items.map((item) => readStored(rebateSyncShape, item));
  return uploads.map((upload) => standingOf(upload, syncs));
}
