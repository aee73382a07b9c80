import { createHash } from 'node:crypto';
import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
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
} as const;
export type DueKind = keyof typeof dueKinds;

/** `id` names the thing that the work is about, in the words of its owner (`<request>#<kind>#<round>`). */
export const DueItem = z.object({
  kind: z.enum(['decision.expire', 'decision.deliver', 'link.watch', 'link.poll']),
  org: z.string(),
  id: z.string(),
  at: Instant,
});
export type DueItem = z.infer<typeof DueItem>;

export const dueItemShape = storedShape({ name: 'due item', version: 1, schema: DueItem, upcasts: {} });

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

export function dueKey({ kind, org, id, at }: DueItem): Key {
  const digest = createHash('sha256').update(`${kind}#${org}#${id}`).digest();
  const shard = dueShards[(digest[0] ?? 0) % dueShards.length];
  return { pk: `DUE#${shard}`, sk: `${at}#${kind}#${org}#${id}` };
}
