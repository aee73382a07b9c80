import * as z from 'zod';
import { epochSeconds, Instant } from '../kernel/clock.ts';
import { readStored, storedShape, toStored } from '../kernel/stored.ts';
import { type Fields, isNew, type Key, type WriteIntent } from '../kernel/write.ts';
import type { Tables } from '../platform/tables.ts';

/** What the mail service tells of a mail after it has taken it, worst last. */
export const fates = ['delivered', 'bounced', 'complained'] as const;
export const Fate = z.enum(fates);
export type Fate = z.infer<typeof Fate>;

/** Complaints come weeks later; after these days nobody is told of them any more. */
const KEPT_DAYS = 90;

/**
 * Which mail the mail service means by its id. What it tells may be here before the worker that sent the mail has noted
 * the id: whichever of both comes second finds the first one here.
 */
export const SentMail = z.object({
  providerId: z.string(),
  /** Absent until the sender has noted it. */
  mail: z.object({ org: z.string(), subject: z.string(), name: z.string() }).optional(),
  /** What came before the sender's note. */
  told: z.object({ fate: Fate, at: Instant }).optional(),
  ttl: z.int(),
});
export type SentMail = z.infer<typeof SentMail>;

export const sentMailShape = storedShape({ name: 'sent mail', version: 1, schema: SentMail, upcasts: {} });

/** One of the named global spaces: the mail service says no organisation. */
function sentMailKey(providerId: string): Key {
  return { pk: `SENT#${providerId}`, sk: 'SENT' };
}

/** Refused with `exists` where somebody was faster. */
export function newSentMail(sent: Omit<SentMail, 'ttl'>, at: Instant): WriteIntent {
  const fields = toStored(sentMailShape, { ...sent, ttl: epochSeconds(at) + KEPT_DAYS * 86_400 });
  return { op: 'put', table: 'desk', key: sentMailKey(sent.providerId), fields, expect: isNew, refusal: 'exists' };
}

/** Adds which mail it is to what the mail service told before. */
export function nameMail(providerId: string, mail: NonNullable<SentMail['mail']>): WriteIntent {
  return changed(providerId, { mail });
}

/** Replaces what was told before the sender has noted which mail it is. */
export function tellEarly(providerId: string, told: NonNullable<SentMail['told']>): WriteIntent {
  return changed(providerId, { told });
}

function changed(providerId: string, set: Fields): WriteIntent {
  const expect = [{ told: { present: true }, mail: { absent: true } }] as const;
  return { op: 'update', table: 'desk', key: sentMailKey(providerId), set, expect, refusal: 'version' };
}

export async function readSentMail(tables: Tables, providerId: string): Promise<SentMail | undefined> {
  const item = await tables.get('desk', sentMailKey(providerId));
  return item && readStored(sentMailShape, item);
}
