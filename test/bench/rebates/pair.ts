import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { canonicalLine, type Rebate } from '../../../functions/rebates/rebate.ts';

/** One night of a month with so many records, always the same: 2 % changed, 0.5 % new, 0.3 % gone. */
export function* records(count: number, night: 'before' | 'after'): Generator<Rebate, void> {
  for (let at = 0; at < count; at += 1) {
    const gone = at % 1000 === 1 || at % 1000 === 301 || at % 1000 === 601;
    if (night === 'before' || !gone) yield record(at, '', night === 'after' && at % 50 === 7);
    if (night === 'after' && at % 200 === 99) yield record(at, 'n', false);
  }
}

function record(at: number, mark: string, changed: boolean): Rebate {
  const base = (at * 7919) % 100_000;
  return {
    id: `RB-2026-10-${String(at).padStart(9, '0')}${mark}`,
    period: '2026-10',
    kind: 'rebate',
    status: changed ? 'paid' : 'settled',
    order: `2026100${String((at * 104_729) % 10_000_000_019).padStart(11, '0')}`,
    customer: `2000${String((at * 31) % 5000).padStart(8, '0')}`,
    product: ['cvm', 'cos', 'cdn', 'cbs'][at % 4] ?? 'cvm',
    productName: 'Cloud Virtual Machine',
    orderedAt: new Date(1_790_800_000_000 + at * 1000).toISOString(),
    currency: 'USD',
    amount: String(changed ? base + 1 : base),
    base: `${base}0`,
    rate: '0.1',
  };
}

/** Two packed snapshots as files. */
export async function writePair(folder: string, count: number): Promise<readonly [string, string]> {
  const write = async (night: 'before' | 'after') => {
    const file = `${folder}/${night}-${count}.ndjson.gz`;
    await pipeline(blocks(records(count, night)), createGzip(), createWriteStream(file));
    return file;
  };
  return [await write('before'), await write('after')];
}

function* blocks(all: Iterable<Rebate>): Generator<Buffer, void> {
  let held: string[] = [];
  for (const each of all) {
    held.push(`${canonicalLine(each)}\n`);
    if (held.length < 1000) continue;
    yield Buffer.from(held.join(''));
    held = [];
  }
  yield Buffer.from(held.join(''));
}
