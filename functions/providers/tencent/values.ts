import * as z from 'zod';
import type { Instant } from '../../kernel/clock.ts';
import { fromBeijing } from '../beijing-time.ts';
import { uinPattern } from './formats.ts';

/*
 * Forms in which both of Tencent Cloud's partner APIs write values, as their models and samples show them.
 */

export const Uin = z
  .union([z.int(), z.string()])
  .transform(String)
  .pipe(z.string().regex(new RegExp(uinPattern)));

/** An enumeration's value as the provider wrote it; numbers and strings are both seen. */
export const Word = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((word) => (word === null || word === undefined ? null : String(word)));

export const Text = z
  .string()
  .nullish()
  .transform((text) => text || null);

/** A count, in some answers as a string. */
export const Count = z.union([z.int().nonnegative(), z.string().regex(/^\d{1,9}$/)]).transform(Number);

/** How a database writes that there is no time; the China site's samples show it. */
const NO_TIME = '0000-00-00 00:00:00';

/** `YYYY-MM-DD HH:mm:ss` in UTC+8 (stated for bills and one list, taken to hold for all); empty for no time. */
export const Time = z
  .string()
  .nullish()
  .transform((text, context): Instant | null => {
    if (!text || text === NO_TIME) return null;
    const at = fromBeijing(text);
    if (at === undefined) context.addIssue('not a time of the form YYYY-MM-DD HH:mm:ss');
    return at ?? null;
  });

/** A list, null when empty. */
export function listOf<S extends z.ZodType>(row: S) {
  return z
    .array(row)
    .nullish()
    .transform((rows) => rows ?? []);
}
