import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { compareSnapshots } from '../../../functions/rebates/diff/compare-snapshots.ts';
import { parseLine } from '../../../functions/rebates/rebate.ts';

/** What one way of comparing two snapshots took, in a process of its own; `found` is the hash of what it found. */
export type Taken = {
  readonly wall: number;
  readonly cpu: number;
  readonly kilobytes: number;
  readonly changes: number;
  readonly found: string;
};

/** Ids with how they differ: what every contender has to find. */
type Found = readonly (readonly [string, '+' | '-' | '~'])[];

const ways: Readonly<Record<string, (before: string, after: string) => Promise<Found>>> = {
  async floor(before, after) {
    await Promise.all([before, after].map(splitLines));
    return [];
  },
  async ours(before, after) {
    const found: [string, '+' | '-' | '~'][] = [];
    for await (const each of compareSnapshots(createReadStream(before), createReadStream(after))) {
      const [old, now] = [each.before && parseLine(each.before), each.after && parseLine(each.after)];
      if (old && now) found.push([now.id, '~']);
      else if (old) found.push([old.id, '-']);
      else if (now) found.push([now.id, '+']);
    }
    return found;
  },
  async map(before, after) {
    const [old, now] = [await parsed(before), await parsed(after)];
    const found: [string, '+' | '-' | '~'][] = [];
    for (const [id, record] of now) {
      const was = old.get(id);
      if (!was) found.push([id, '+']);
      else if (JSON.stringify(was) !== JSON.stringify(record)) found.push([id, '~']);
    }
    for (const id of old.keys()) if (!now.has(id)) found.push([id, '-']);
    return found;
  },
  async duckdb(before, after) {
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const db = await (await DuckDBInstance.create(':memory:')).connect();
    const names = 'id period kind status order customer product productName orderedAt currency amount base rate';
    const columns = names
      .split(' ')
      .map((name) => `"${name}": 'VARCHAR'`)
      .join(', ');
    const table = (file: string) => `read_json('${file}', format = 'newline_delimited', columns = {${columns}})`;
    const answer = await db.runAndReadAll(
      `SELECT coalesce(a.id, b.id), CASE WHEN a.id IS NULL THEN '+' WHEN b.id IS NULL THEN '-' ELSE '~' END
       FROM ${table(before)} a FULL OUTER JOIN ${table(after)} b ON a.id = b.id WHERE a IS DISTINCT FROM b`,
    );
    return answer.getRows().map(([id, how]) => [String(id), how === '+' || how === '-' ? how : '~']);
  },
};

async function splitLines(file: string): Promise<number> {
  let lines = 0;
  for await (const chunk of createReadStream(file).pipe(createGunzip({ chunkSize: 128 * 1024 }))) {
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines += 1;
  }
  return lines;
}

/** The usual first version: every line parsed and held. */
async function parsed(file: string): Promise<Map<string, { readonly id: string }>> {
  const all = new Map<string, { readonly id: string }>();
  let rest = '';
  for await (const chunk of createReadStream(file).pipe(createGunzip()).setEncoding('utf8')) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const record: { readonly id: string } = JSON.parse(line);
      all.set(record.id, record);
    }
  }
  return all;
}

const [name = '', before = '', after = ''] = process.argv.slice(2);
const way = ways[name];
if (!way) throw new Error(`no way is called ${name}`);
const began = { wall: performance.now(), cpu: process.cpuUsage() };
const found = await way(before, after);
const { user, system } = process.cpuUsage(began.cpu);
const wall = performance.now() - began.wall;
const text = found
  .map((each) => each.join(' '))
  .sort()
  .join('\n');
const taken: Taken = {
  wall,
  cpu: (user + system) / 1000,
  kilobytes: process.resourceUsage().maxRSS,
  changes: found.length,
  found: createHash('sha256').update(text).digest('hex'),
};
console.log(JSON.stringify(taken));
process.exit(0);
