import { createHash } from 'node:crypto';
import type { Instant } from '../../kernel/clock.ts';
import type { Bytes } from '../objects.ts';
import type { Period } from '../period.ts';
import { canonicalLine, parseLine, type Rebate } from '../rebate.ts';
import type { Manifest } from './manifest.ts';
import { packed } from './packed.ts';
import { packRows } from './rows.ts';
import { inTurn, packRun, type Run, type RunLine, type SourceLine } from './runs.ts';
import { RunningTotals } from './totals.ts';

/** A record, and the line of the original that it stands on; row 0 is a record that was known before. */
export type SourceRecord = { readonly record: Rebate; readonly row: number };

/** Two lines of an original with the same id in one period: which of them is meant can't be known. */
export type Duplicate = { readonly id: string; readonly rows: readonly [number, number] };

export type Snapshot = {
  readonly manifest: Manifest;
  /** As it lies in the bucket. */
  readonly packed: Uint8Array;
  /** By `readRows`. */
  readonly rows: Uint8Array;
  /** Where there are any, the snapshot holds the first line of each and may not be taken in. */
  readonly duplicates: readonly Duplicate[];
};

/** Characters of lines that are held before they are sorted and packed away: what bounds memory. */
const HELD_CHARACTERS = 24_000_000;
const BLOCK_BYTES = 256 * 1024;

/**
 * The records of an original as one snapshot a period, in whatever order they come: sorted in runs that fit, which are
 * packed, kept in memory (a tenth of the records' size), and merged. A record of the original replaces the one of the
 * same id with row 0.
 * @param periods those that get a snapshot even where there is no record; others get one where there are records
 */
export async function makeSnapshots(
  records: AsyncIterable<SourceRecord>,
  at: Instant,
  periods: readonly Period[] = [],
): Promise<readonly Snapshot[]> {
  const sorters = new Map(periods.map((period) => [period, new PeriodSorter()]));
  let held = 0;
  for await (const { record, row } of records) {
    const sorter = sorters.get(record.period) ?? new PeriodSorter();
    sorters.set(record.period, sorter);
    held += sorter.add(record, row);
    if (held < HELD_CHARACTERS) continue;
    for (const each of sorters.values()) each.packAway();
    held = 0;
  }
  const snapshots: Snapshot[] = [];
  for (const [period, sorter] of sorters) snapshots.push(await sorter.finish(period, at));
  return snapshots.toSorted((a, b) => (a.manifest.period < b.manifest.period ? -1 : 1));
}

class PeriodSorter {
  readonly #totals = new RunningTotals();
  readonly #runs: Run[] = [];
  #held: SourceLine[] = [];

  /** @returns the characters that it holds more */
  add(record: Rebate, row: number): number {
    const line = canonicalLine(record);
    this.#totals.add(record);
    this.#held.push({ id: record.id, line, row });
    return line.length;
  }

  packAway(): void {
    if (this.#held.length > 0) this.#runs.push(packRun(this.#held));
    this.#held = [];
  }

  async finish(period: Period, madeAt: Instant): Promise<Snapshot> {
    this.packAway();
    const hash = createHash('sha256');
    const rows: number[] = [];
    const duplicates: Duplicate[] = [];
    let bytes = 0;
    const object = await packed(
      blocksOf(this.#singled(duplicates), (block, rowsOfBlock) => {
        hash.update(block);
        bytes += block.length;
        rows.push(...rowsOfBlock);
      }),
    );
    const totals = this.#totals.list();
    const manifest = { period, sha256: hash.digest('hex'), records: rows.length, bytes, totals, madeAt };
    return { manifest, packed: object, rows: await packRows(rows), duplicates };
  }

  /** Each id once: a known record gives way to the original's, and two of the original are reported. */
  async *#singled(duplicates: Duplicate[]): AsyncGenerator<RunLine> {
    let last: RunLine | undefined;
    for await (const line of inTurn(this.#runs)) {
      if (last?.id !== line.id) {
        if (last) yield last;
        last = line;
        continue;
      }
      const dropped = last.row === 0 ? last : line;
      if (last.row > 0) duplicates.push({ id: line.id, rows: [last.row, line.row] });
      else last = line;
      this.#totals.remove(parseLine(dropped.bytes.toString('utf8')));
    }
    if (last) yield last;
  }
}

/** Lines put together, so that what follows has a few large pieces instead of many small ones. */
async function* blocksOf(lines: AsyncIterable<RunLine>, each: (block: Buffer, rows: readonly number[]) => void): Bytes {
  let held: RunLine[] = [];
  let size = 0;
  const block = () => {
    const bytes = Buffer.concat(held.map((line) => line.bytes));
    each(
      bytes,
      held.map(({ row }) => row),
    );
    [held, size] = [[], 0];
    return bytes;
  };
  for await (const line of lines) {
    held.push(line);
    size += line.bytes.length;
    if (size >= BLOCK_BYTES) yield block();
  }
  if (held.length > 0) yield block();
}
