import { readStored } from '../../kernel/stored.ts';
import type { Tables } from '../../platform/tables.ts';
import { readRecord } from '../../sequence/advance.ts';
import type { Sequence } from '../../sequence/sequence.ts';
import { isSyncOutcome, syncMoves } from './status.ts';
import { type RebateSync, rebateSyncShape } from './sync.ts';
import { freeAccount } from './sync-lock.ts';

/** Syncs, as a sequence that waits for nobody. However one ends, its account is free for the next. */
export const syncSequence: Sequence<RebateSync> = {
  name: 'rebate_sync',
  moves: syncMoves,
  isEnd: isSyncOutcome,
  watch: 'rebate.watch',
  read: (item) => readStored(rebateSyncShape, item),
  told: ({ partnerAccount, origin, night, dryRun }) => ({
    account: partnerAccount.id,
    site: partnerAccount.site,
    origin,
    dryRun,
    ...(night && { night }),
  }),
  atEnd: (record) => [freeAccount(record)],
  machineDied: ({ status }) => {
    const failure = { stage: status, code: 'machine_died' };
    return { to: 'failed', set: { failure }, data: { failure } };
  },
};

export function readSync(tables: Tables, org: string, id: string): Promise<RebateSync | undefined> {
  return readRecord(syncSequence, tables, org, id);
}
