import * as z from 'zod';
import { linkKey, TokenText } from '../../decisions/one-time-link.ts';
import { epochSeconds, Instant } from '../../kernel/clock.ts';
import { readStored, storedShape, toStored } from '../../kernel/stored.ts';
import { isNew, type Key, type WriteIntent } from '../../kernel/write.ts';
import type { Tables } from '../../platform/tables.ts';

/** The link in a member's mail, by the hash of its token as customers' are: whose it is, and what that mail told. */
export const NoticeLink = z.object({
  org: z.string(),
  member: z.string(),
  window: z.int().nonnegative(),
  /** Name of the mail. */
  mail: z.string(),
  expiresAt: Instant,
});
export type NoticeLink = z.infer<typeof NoticeLink>;

export const noticeLinkShape = storedShape({ name: 'notice link', version: 1, schema: NoticeLink, upcasts: {} });

/** Beside the customers' links and never among them: a customer's token leads to no member's page. */
function keyOf(token: string): Key {
  return { ...linkKey(token), sk: 'NOTICE' };
}

export function mintNoticeLink(token: string, link: NoticeLink): WriteIntent {
  const fields = { ...toStored(noticeLinkShape, link), ttl: epochSeconds(link.expiresAt) + 90 * 86_400 };
  return { op: 'put', table: 'private', key: keyOf(token), fields, expect: isNew, refusal: 'exists' };
}

export async function findNoticeLink(tables: Tables, token: string): Promise<NoticeLink | undefined> {
  if (!TokenText.safeParse(token).success) return undefined;
  const item = await tables.get('private', keyOf(token));
  return item && readStored(noticeLinkShape, item);
}
