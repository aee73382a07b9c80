import { gzipSync } from 'node:zlib';
import type { Bytes } from '../objects.ts';
import { SortedLines } from './sorted-lines.ts';

/** A canonical line on its way into a snapshot. */
export type SourceLine = { readonly id: string; readonly line: string; readonly row: number };

/** A line with its end, as bytes. */
export type RunLine = { readonly id: string; readonly bytes: Buffer; readonly row: number };

/** So many lines as fit in memory, sorted by id, then row, and packed. */
export type Run = { readonly packed: Uint8Array; readonly rows: Uint32Array };

/** Packed fast rather than small: it lives for seconds. */
export function packRun(lines: readonly SourceLine[]): Run {
  const sorted = lines.toSorted((a, b) => (a.id === b.id ? a.row - b.row : a.id < b.id ? -1 : 1));
  const text = sorted.map(({ line }) => `${line}\n`).join('');
  return { packed: gzipSync(text, { level: 1 }), rows: Uint32Array.from(sorted, ({ row }) => row) };
}

/** The lines of all runs by id, then row. */
export async function* inTurn(runs: readonly Run[]): AsyncGenerator<RunLine, void> {
  const cursors = runs.map((run) => ({
    lines: new SortedLines(oneBlock(run.packed), { twice: true }),
    rows: run.rows,
  }));
  const heads: Head[] = [];
  try {
    for (const { lines, rows } of cursors) if (await lines.more()) heads.push(headOf(lines, rows, 0));
    for (let first = least(heads); first; first = least(heads)) {
      yield { id: first.id, bytes: first.lines.bytes, row: first.row };
      const at = heads.indexOf(first);
      if (first.lines.step() || (await first.lines.more())) heads[at] = headOf(first.lines, first.rows, first.at + 1);
      else heads.splice(at, 1);
    }
  } finally {
    await Promise.all(cursors.map(({ lines }) => lines.close()));
  }
}

/** The line at which a run stands. */
type Head = Omit<RunLine, 'bytes'> & Pick<Run, 'rows'> & { readonly lines: SortedLines; readonly at: number };

function headOf(lines: SortedLines, rows: Uint32Array, at: number): Head {
  return { id: lines.id, row: rows[at] ?? 0, lines, rows, at };
}

/** There are dozens of runs at most: looking at each is as quick as a heap, and shorter. */
function least(heads: readonly Head[]): Head | undefined {
  let first = heads[0];
  for (const head of heads) {
    if (first && (head.id < first.id || (head.id === first.id && head.row < first.row))) first = head;
  }
  return first;
}

async function* oneBlock(bytes: Uint8Array): Bytes {
  yield bytes;
}
