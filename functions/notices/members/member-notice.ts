import * as z from 'zod';
import { epochSeconds, Instant } from '../../kernel/clock.ts';
import { readStored, storedShape, toStored } from '../../kernel/stored.ts';
import { type Fields, isNew, type Key, type Test, type WriteIntent } from '../../kernel/write.ts';
import type { Tables } from '../../platform/tables.ts';
import { Period } from '../../unbinds/money/periods.ts';
import { Matter } from './matter.ts';

/** Told is told: after these days a notice has no more use. */
const KEPT_DAYS = 90;

/** One thing that one member is told of, in the mail of its window. The event's id makes that it is told once. */
export const MemberNotice = z.object({
  org: z.string(),
  member: z.string(),
  /** End of the window in which it is told, in seconds since 1970. */
  window: z.int().nonnegative(),
  /** Id of the event that it came by. */
  event: z.string(),
  subject: z.string(),
  matter: Matter,
  at: Instant,
  /** The settlement month whose bill it is about. */
  period: Period.optional(),
  /** Name of the mail that told it; absent until one was begun. */
  mail: z.string().optional(),
  /** When the member said in that mail's page that they take care of it. */
  takenAt: Instant.optional(),
});
export type MemberNotice = z.infer<typeof MemberNotice>;

export const memberNoticeShape = storedShape({
  name: 'member notice',
  version: 6,
  schema: MemberNotice,
  // What unbinds need came with version 2, the daily look with 3, syncs with 4, reviews, remedies and months with 5,
  // invitations by hand with 6.
  upcasts: { 1: (old) => old, 2: (old) => old, 3: (old) => old, 4: (old) => old, 5: (old) => old },
});

/** End of the window that an instant belongs to. Windows of no length end at once. */
export function windowOf(at: Instant, seconds: number): number {
  const epoch = epochSeconds(at);
  return seconds === 0 ? epoch : (Math.floor(epoch / seconds) + 1) * seconds;
}

type Place = Pick<MemberNotice, 'org' | 'member' | 'window'>;

function noticeKey({ org, member, window, event }: Place & Pick<MemberNotice, 'event'>): Key {
  return { pk: `ORG#${org}#${member}`, sk: `NOTICE#${String(window).padStart(12, '0')}#${event}` };
}

/** Refused with `exists` where the same event has brought it before. */
export function putNotice(notice: MemberNotice): WriteIntent {
  const fields = { ...toStored(memberNoticeShape, notice), ttl: epochSeconds(notice.at) + KEPT_DAYS * 86_400 };
  return { op: 'put', table: 'desk', key: noticeKey(notice), fields, expect: isNew, refusal: 'exists' };
}

/** Takes it into a mail: one only. */
export function tellBy(notice: MemberNotice, mail: string): WriteIntent {
  return { ...changed(notice, { mail }, { mail: { absent: true } }), refusal: 'lock' };
}

export function takeInHand(notice: MemberNotice, at: Instant): WriteIntent {
  return changed(notice, { takenAt: at }, { takenAt: { absent: true } });
}

function changed(notice: MemberNotice, set: Fields, expect: Readonly<Record<string, Test>>): WriteIntent {
  return { op: 'update', table: 'desk', key: noticeKey(notice), set, expect: [expect], refusal: 'version' };
}

/** So many are told in one mail; a transaction has room for them, the mail’s own writes and its link. */
export const MOST_IN_A_MAIL = 50;

/** The notices of one window, oldest event first. */
export async function noticesOf(tables: Tables, place: Place): Promise<readonly MemberNotice[]> {
  const { pk, sk } = noticeKey({ ...place, event: '' });
  const { items } = await tables.query({ table: 'desk', pk, begins: sk, limit: 1000 });
  return items.map((item) => readStored(memberNoticeShape, item));
}
