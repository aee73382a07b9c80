import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { epochSeconds, Instant } from '../kernel/clock.ts';
import { readStored, storedShape, toStored } from '../kernel/stored.ts';
import { isNew, type Key, type WriteIntent } from '../kernel/write.ts';
import type { Tables } from '../platform/tables.ts';
import { type Decision, DecisionRef } from './decision.ts';

/**
 * A one-time link: only the hash of its token is kept, so that nobody who reads the table can decide. The key is one of
 * the named global spaces, since whoever opens the page says no organisation.
 */
export const OneTimeLink = DecisionRef.extend({
  expiresAt: Instant,
  language: z.enum(['en', 'zh-CN']),
  /** Which contact of the record it went to: the first, or the one after a repair. */
  generation: z.int().positive(),
});
export type OneTimeLink = z.infer<typeof OneTimeLink>;

export const oneTimeLinkShape = storedShape({
  name: 'one-time link',
  version: 4,
  schema: OneTimeLink,
  // generations came with version 2, links to the questions of an unbind with 3
  upcasts: { 1: (old) => ({ ...old, generation: 1 }), 2: (old) => old, 3: (old) => old },
});

/** Whether it went to an earlier contact than the one that is asked now: its mail may be in a stranger's hands. */
export function isVoid({ generation }: OneTimeLink, { linksFrom = 1 }: Pick<Decision, 'linksFrom'>): boolean {
  return generation < linksFrom;
}

/** A token that nobody can guess: 256 bits from the system's own source, as URL-safe text. */
export function newLinkToken(): string {
  return randomBytes(32).toString('base64url');
}

/** The form of such a token. */
export const TokenText = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

export function linkKey(token: string): Key {
  return { pk: `TOKEN#${createHash('sha256').update(token).digest('hex')}`, sk: 'TOKEN' };
}

export function mintLink(token: string, link: OneTimeLink): WriteIntent {
  const fields = { ...toStored(oneTimeLinkShape, link), ttl: epochSeconds(link.expiresAt) + 90 * 86_400 };
  return { op: 'put', table: 'private', key: linkKey(token), fields, expect: isNew, refusal: 'exists' };
}

/** The question that a token leads to; undefined for one that we never made. */
export async function findLink(tables: Tables, token: string): Promise<OneTimeLink | undefined> {
  if (!TokenText.safeParse(token).success) return undefined;
  const item = await tables.get('private', linkKey(token));
  return item && readStored(oneTimeLinkShape, item);
}
