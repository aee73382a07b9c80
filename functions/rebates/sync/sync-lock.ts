import * as z from 'zod';
import type { Problem } from '../../kernel/problems.ts';
import { readStored, storedShape, toStored } from '../../kernel/stored.ts';
import { isNew, type Key, type Refused, type WriteIntent } from '../../kernel/write.ts';
import type { RebateSync } from './sync.ts';

/** The one sync of a partner account that is at work: two at once would plan against the same snapshots. */
export const syncLockShape = storedShape({
  name: 'rebate sync lock',
  version: 1,
  schema: z.object({ sync: z.string() }),
  upcasts: {},
});

export function syncLockKey(org: string, account: string): Key {
  return { pk: `ORG#${org}#ACC#${account}`, sk: 'REBATE_SYNC' };
}

type Holder = Pick<RebateSync, 'org' | 'id' | 'partnerAccount'>;

/** Refused with `lock` while another sync of the account is at work. */
export function holdAccount({ org, id, partnerAccount }: Holder): WriteIntent {
  return {
    op: 'put',
    table: 'desk',
    key: syncLockKey(org, partnerAccount.id),
    fields: toStored(syncLockShape, { sync: id }),
    expect: isNew,
    refusal: 'lock',
  };
}

export function freeAccount({ org, id, partnerAccount }: Holder): WriteIntent {
  return {
    op: 'delete',
    table: 'desk',
    key: syncLockKey(org, partnerAccount.id),
    expect: [{ sync: { eq: id } }],
    refusal: 'lock',
  };
}

/** What a refusal with `lock` tells the caller: which sync is at work. */
export function atWorkProblem({ found }: Pick<Refused, 'found'>): Problem<'sync_at_work'> {
  const sync = found ? readStored(syncLockShape, found).sync : 'the one at work';
  return { kind: 'sync_at_work', params: { sync } };
}
