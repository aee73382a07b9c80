import type { Instant } from '../../kernel/clock.ts';
import { InvariantBroken } from '../../kernel/result.ts';
import { toStored } from '../../kernel/stored.ts';
import { type Expectation, isNew, type Key, type WriteIntent } from '../../kernel/write.ts';
import type { Change } from '../change.ts';
import type { Rebate } from '../rebate.ts';
import {
  type RebateItem,
  type RebateVersion,
  rebateIndexKeys,
  rebateKey,
  rebateShape,
  rebateVersionKey,
  rebateVersionShape,
} from './rebate-item.ts';

/** Which sync applies a plan, from when on it is believed, and the original that it was read from. */
export type Applying = {
  readonly org: string;
  readonly account: string;
  readonly sync: string;
  readonly at: Instant;
  readonly original?: string | undefined;
};

/** Where the item of a change stands before it; nowhere for a record that is new. */
export function keyBefore({ org, account }: Applying, { id, from, period, before }: Change): Key | undefined {
  return before && rebateKey(org, account, from ?? period, id);
}

/** As many writes as a change takes, to know how many go into one transaction. */
export const writesOf = ({ before, from }: Change): number => (before ? 2 : 1) + (from === undefined ? 0 : 1);

/**
 * The writes of one change: the item as it is afterwards, or gone, and what was believed before. They are refused as
 * `exists` unless the item is what the plan was made against.
 * @param was the item before, where there was one
 * @throws InvariantBroken for a change without either side
 */
export function writeChange(applying: Applying, change: Change, was: RebateItem | undefined): readonly WriteIntent[] {
  const { after, afterHash, beforeHash, before, from } = change;
  const [old, now] = [keyBefore(applying, change), after && keyAfter(applying, change)];
  if (!old && !now) throw new InvariantBroken(`a change of ${change.id} from nothing to nothing`);
  if (old && beforeHash === undefined) throw new InvariantBroken(`a change of ${change.id} from what nobody knows`);
  const moved = from !== undefined && now !== undefined;
  const expectNow = old && !moved ? hashIs(beforeHash) : isNew;
  return [
    ...(now && after && afterHash ? [putItem(now, itemOf(applying, change, after, afterHash, was), expectNow)] : []),
    ...(old && (moved || !now) ? [removed(old, beforeHash)] : []),
    ...(before ? [versionOf(applying, change, was)] : []),
  ];
}

function keyAfter({ org, account }: Applying, { id, period }: Change): Key {
  return rebateKey(org, account, period, id);
}

function itemOf(
  { org, account, sync, at, original }: Applying,
  { row }: Change,
  after: Rebate,
  hash: string,
  was: RebateItem | undefined,
): RebateItem {
  return {
    ...after,
    org,
    account,
    hash,
    firstSeenAt: was?.firstSeenAt ?? at,
    changedAt: at,
    sync,
    ...(original && { source: { original, ...(row && { row }) } }),
  };
}

function putItem(key: Key, item: RebateItem, expect: Expectation): WriteIntent {
  const fields = { ...toStored(rebateShape, item), ...rebateIndexKeys(item) };
  return { op: 'put', table: 'desk', key, fields, expect, refusal: 'exists' };
}

function removed(key: Key, beforeHash: string | undefined): WriteIntent {
  return { op: 'delete', table: 'desk', key, expect: hashIs(beforeHash), refusal: 'exists' };
}

/** Without an item before, the plan's own expectation refuses the transaction; so the times that stand in for it are never seen. */
function versionOf(applying: Applying, change: Change, was: RebateItem | undefined): WriteIntent {
  const { org, account, sync, at } = applying;
  const { firstSeenAt = at, changedAt = at, sync: by = sync, source } = was ?? {};
  const version: RebateVersion = {
    org,
    account,
    at,
    sync,
    change,
    was: { firstSeenAt, changedAt, sync: by, ...(source && { source }) },
  };
  const key = rebateVersionKey(version, change);
  const fields = toStored(rebateVersionShape, version);
  return { op: 'put', table: 'desk', key, fields, expect: isNew, refusal: 'exists' };
}

const hashIs = (hash: string | undefined): Expectation => (hash === undefined ? [] : [{ hash: { eq: hash } }]);
