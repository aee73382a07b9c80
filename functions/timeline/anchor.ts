import { createHash } from 'node:crypto';
import * as z from 'zod';
import { Instant, plusSeconds } from '../kernel/clock.ts';
import { err, ok, type Result } from '../kernel/result.ts';

/** An hour in UTC, as its instants begin: `2026-11-02T01`. */
export const Hour = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d$/);
export type Hour = string;

/** Where a record stands among the heads of an hour. */
export type AnchorKeys = { readonly anchorPk: string; readonly anchorSk: string };

/** The head of one record's timeline. */
export const AnchoredHead = z.strictObject({
  org: z.string(),
  subject: z.string(),
  seq: z.int().positive(),
  hash: z.string(),
});
export type AnchoredHead = z.infer<typeof AnchoredHead>;

/** What the last line of an anchor says of the lines before it, and of the anchor before it. */
export const AnchorTrailer = z.strictObject({
  format: z.literal(1),
  hour: Hour,
  takenAt: Instant,
  /** Number of heads. */
  count: z.int().nonnegative(),
  /** SHA-256 of the lines of heads, line ends included. */
  sha256: z.string(),
  /** SHA-256 of the whole anchor before this one; empty for the first. */
  previous: z.string(),
});
export type AnchorTrailer = z.infer<typeof AnchorTrailer>;

export type Anchor = { readonly trailer: AnchorTrailer; readonly heads: readonly AnchoredHead[] };

/** Spread over partitions so that a busy hour does not meet one partition's limit of 1,000 writes a second. */
export const anchorShards = ['0', '1', '2', '3'] as const;

/** Keys under which a record is found by the hour of its last entry; the next entry's hour takes it away from there. */
export function anchorKeys(org: string, id: string, at: Instant): AnchorKeys {
  const name = `${org}#${id}`;
  const [first = 0] = createHash('sha256').update(name).digest();
  return { anchorPk: anchorPk(hourOf(at), anchorShards[first % anchorShards.length] ?? '0'), anchorSk: name };
}

export function anchorPk(hour: Hour, shard: string): string {
  return `HOUR#${hour}#${shard}`;
}

export function hourOf(at: Instant): Hour {
  return at.slice(0, 13);
}

/** The hour that lies this many hours after another; before it where the number is negative. */
export function hoursAfter(hour: Hour, hours: number): Hour {
  return hourOf(plusSeconds(`${hour}:00:00.000Z`, hours * 3600));
}

/** An anchor as it is stored: a line of JSON for each head, sorted, and the trailer. */
export function writeAnchor(
  heads: readonly AnchoredHead[],
  trailer: Pick<AnchorTrailer, 'hour' | 'takenAt' | 'previous'>,
) {
  const lines = heads
    .map(({ org, subject, seq, hash }) => `${JSON.stringify({ org, subject, seq, hash })}\n`)
    .toSorted()
    .join('');
  const last: AnchorTrailer = { format: 1, ...trailer, count: heads.length, sha256: sha256(lines) };
  return `${lines}${JSON.stringify(last)}\n`;
}

/**
 * Reads an anchor and holds it against its own trailer.
 * @returns `damaged` with the reason where it is not what `writeAnchor` made.
 */
export function readAnchor(text: string): Result<Anchor, { readonly kind: 'damaged'; readonly because: string }> {
  const damaged = (because: string) => err({ kind: 'damaged', because } as const);
  const lines = text.split('\n');
  const trailer = parse(AnchorTrailer, lines.at(-2));
  if (!trailer || lines.at(-1) !== '') return damaged('its last line is no trailer');
  const body = lines.slice(0, -2);
  if (sha256(body.map((line) => `${line}\n`).join('')) !== trailer.sha256)
    return damaged('its heads do not have the SHA-256 that its trailer names');
  const heads = body.flatMap((line) => parse(AnchoredHead, line) ?? []);
  if (heads.length !== body.length || heads.length !== trailer.count)
    return damaged(`it has ${heads.length} heads in ${body.length} lines, its trailer counts ${trailer.count}`);
  return ok({ trailer, heads });
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function parse<S extends z.ZodType>(schema: S, line: string | undefined): z.output<S> | undefined {
  try {
    return schema.safeParse(JSON.parse(line ?? '')).data;
  } catch {
    // no JSON is no head and no trailer
    return undefined;
  }
}
