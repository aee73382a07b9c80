import * as z from 'zod';
import { err, ok, type Result } from './result.ts';

/** One page of a list and the cursor of the next; no cursor means the end. */
export type Page<T> = { readonly items: readonly T[]; readonly next?: string };

/** Page size of every list: 1 to 100, 25 unless asked. */
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(512).optional(),
});

/**
 * A cursor carries sort-key parts only. The caller's organisation is added again when it is read, so a cursor can't
 * reach into another organisation's data.
 */
export function encodeCursor(parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

const Parts = z.array(z.string().max(256)).min(1).max(4);

/** @returns `malformed_cursor` for anything that `encodeCursor` did not make. */
export function decodeCursor(cursor: string): Result<readonly string[], { kind: 'malformed_cursor' }> {
  try {
    const parts = Parts.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    if (parts.success) return ok(parts.data);
  } catch {
    // not JSON: the same answer as the wrong shape
  }
  return err({ kind: 'malformed_cursor' });
}
