import { createHash } from 'node:crypto';
import * as z from 'zod';
import { Instant, plusSeconds } from '../kernel/clock.ts';
import { storedShape, toStored } from '../kernel/stored.ts';
import type { Key, WriteIntent } from '../kernel/write.ts';

/**
 * The kinds of due work and the queue of the group that owns each. An item is written in the transaction of the fact
 * that calls for it; whoever handles it reads the record again and drops what is stale.
 */
export const dueKinds = {
  'decision.expire': 'DECISIONS_WORK_QUEUE',
  'decision.deliver': 'DECISIONS_WORK_QUEUE',
  'link.watch': 'LINKS_WORK_QUEUE',
  'link.poll': 'LINKS_PROVIDER_QUEUE',
  'link.adopt': 'LINKS_PROVIDER_QUEUE',
  'link.verify': 'VERIFICATION_QUEUE',
  'link.escalate': 'LINKS_WORK_QUEUE',
  'member.hand-over': 'LINKS_WORK_QUEUE',
  'webhook.deliver': 'WEBHOOKS_QUEUE',
  'notice.remind': 'NOTICES_QUEUE',
  'link.ask-view': 'NOTICES_QUEUE',
  'notice.digest': 'NOTICES_QUEUE',
  'receipt.issue': 'RECEIPTS_WORK_QUEUE',
  'unbind.watch': 'UNBINDS_WORK_QUEUE',
  'unbind.escalate': 'UNBINDS_WORK_QUEUE',
  'unbind.read': 'UNBINDS_PROVIDER_QUEUE',
  'unbind.recheck': 'UNBINDS_PROVIDER_QUEUE',
  'unbind.act': 'UNBINDS_PROVIDER_QUEUE',
  'unbind.meter': 'UNBINDS_PROVIDER_QUEUE',
  'unbind.tail': 'UNBINDS_PROVIDER_QUEUE',
  'unbind.look': 'UNBINDS_PROVIDER_QUEUE',
  'unbind.clock': 'UNBINDS_WORK_QUEUE',
  'unbind.daily-look': 'UNBINDS_WORK_QUEUE',
  'rebate.watch': 'REBATES_WORK_QUEUE',
  'rebate.remind': 'REBATES_WORK_QUEUE',
} as const;
export type DueKind = keyof typeof dueKinds;
export type DueQueue = (typeof dueKinds)[DueKind];

/** No list of its own, so that a new kind is a line above and no new version of the stored shape. */
const DueKind = z.custom<DueKind>((kind) => typeof kind === 'string' && Object.hasOwn(dueKinds, kind), {
  error: 'a kind of due work that this code does not know',
});

/** `id` names the thing that the work is about, in the words of its owner (`<request>#<kind>#<round>`). */
export const DueItem = z.object({
  kind: DueKind,
  org: z.string(),
  id: z.string(),
  at: Instant,
  /** How often the work has failed; absent before the first time. */
  tries: z.int().positive().optional(),
});
export type DueItem = z.infer<typeof DueItem>;

export const dueItemShape = storedShape({
  name: 'due item',
  version: 2,
  schema: DueItem,
  // `tries` came with version 2; older items have not failed yet.
  upcasts: { 1: (old) => old },
});

/** Spread over partitions so that one busy minute does not meet one partition's limit of 1,000 writes a second. */
export const dueShards = ['0', '1', '2', '3'] as const;

/** The write that makes a piece of work due at an instant. Written twice it is the same item. */
export function due(item: DueItem): WriteIntent {
  return {
    op: 'put',
    table: 'desk',
    key: dueKey(item),
    fields: toStored(dueItemShape, item),
    expect: [],
    refusal: 'exists',
  };
}

/** Pauses before work that failed is done again, in seconds: doubled each time, at most an hour. */
const FIRST_PAUSE = 30;
const LONGEST_PAUSE = 60 * 60;

/**
 * The same piece of work after it failed once more: due again after a pause that depends on nothing but the number of
 * failures. It never ends, because due work is never lost; should the thing be done or due otherwise by then, its owner
 * finds that out as with every item.
 */
export function failedOnceMore(item: DueItem, now: Instant): DueItem & { readonly tries: number } {
  const before = item.tries ?? 0;
  const pause = Math.min(FIRST_PAUSE * 2 ** before, LONGEST_PAUSE);
  return { ...item, at: plusSeconds(now, pause), tries: before + 1 };
}

export function dueKey({ kind, org, id, at }: DueItem): Key {
  const digest = createHash('sha256').update(`${kind}#${org}#${id}`).digest();
  const shard = dueShards[(digest[0] ?? 0) % dueShards.length];
  return { pk: `DUE#${shard}`, sk: `${at}#${kind}#${org}#${id}` };
}
