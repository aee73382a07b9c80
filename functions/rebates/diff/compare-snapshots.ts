import type { Bytes } from '../objects.ts';
import { readRows } from '../snapshot/rows.ts';
import { SortedLines } from '../snapshot/sorted-lines.ts';

/** A record whose canonical line is another one afterwards, or that is in one of two snapshots only. */
export type Difference = {
  readonly before?: string;
  readonly after?: string;
  /** The line of the original on which it stands afterwards. */
  readonly row?: number;
};

/**
 * What differs between two packed snapshots of a period, in order of record ids. Both are read once, side by side, and
 * compared as bytes: memory does not grow with them, and a line that is the same in both is never decoded.
 * @param before absent where nothing was known
 * @throws InvariantBroken for a snapshot that is torn or not sorted, before anything is said of what lies behind
 */
export async function* compareSnapshots(
  before: Bytes | undefined,
  after: Bytes,
  rows?: Bytes,
): AsyncGenerator<Difference, void> {
  const old = new SortedLines(before ?? nothing());
  const now = new SortedLines(after);
  try {
    const rowOf = rows ? await readRows(rows) : [];
    let hasOld = before !== undefined && (await old.more());
    let hasNow = await now.more();
    for (let line = 0; hasOld || hasNow; ) {
      const same = hasOld && hasNow && old.equals(now);
      const order = same ? 0 : !hasOld ? 1 : !hasNow ? -1 : old.compareId(now);
      if (!same) yield difference(order <= 0 ? old.line : undefined, order >= 0 ? now.line : undefined, rowOf[line]);
      if (order <= 0) hasOld = old.step() || (await old.more());
      if (order >= 0) {
        hasNow = now.step() || (await now.more());
        line += 1;
      }
    }
  } finally {
    await Promise.all([old.close(), now.close()]);
  }
}

function difference(before: string | undefined, after: string | undefined, row: number | undefined): Difference {
  return {
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after, ...(row && { row }) }),
  };
}

async function* nothing(): Bytes {}
