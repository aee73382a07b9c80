import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Applied } from './apply.ts';
import type { Taken } from './contender.ts';
import { writePair } from './pair.ts';

const titles = {
  floor: 'floor: both unpacked and split into lines',
  ours: 'ours: merged on raw bytes, only what differs is parsed',
  map: 'a Map of parsed records, the usual first version',
  duckdb: 'DuckDB, full outer join over the same files',
} as const;
const names = ['floor', 'ours', 'map', 'duckdb'] as const;

/** Write request units of a change: its item (2 in a transaction), both indexes, its version (2). */
const UNITS_A_CHANGE = 6;
/** A plain put of a record with both indexes. */
const UNITS_A_RECORD = 3;
/** A period's record and its version in the last transaction, and the cursor, for each of 49 changes. */
const unitsOfSync = (changes: number) => 4 + 2 * Math.ceil(changes / 49);
/** US dollars a million units, on demand, us-east-1. */
const PRICE = 0.625;

/** Section of the bench: what a night costs, each contender in a process of its own. */
async function rebates(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'desk-rebates-'));
  const small = await inTurns(folder, 100_000, 3);
  const large = await inTurns(folder, 1_000_000, 2);
  const night: { nights: readonly { seconds: number; changes: number }[]; kilobytes: number } = JSON.parse(
    run('night.ts', '1000000', folder),
  );
  const load: Applied = JSON.parse(run('apply.ts', folder));
  const [first, next] = night.nights;
  const changes = next?.changes ?? 0;
  const timesFloor = ((next?.seconds ?? 0) * 1000) / leastOf(large, 'floor', ({ wall }) => wall);
  const units = changes * UNITS_A_CHANGE + unitsOfSync(changes);
  const everything = 1_000_000 * UNITS_A_RECORD;
  const price = (count: number) => `$${((count / 1e6) * PRICE).toFixed(2)}`;
  return `## Rebates of a night

Two snapshots of a month: 2 % of the records changed, 0.5 % new, 0.3 % gone; all contenders find the same. Time is CPU time and, in
brackets, wall time, ÷ the floor's; memory the process's own high-water mark. Aim: at most 1.5 × the floor's time and 1.2 × its memory.

| | 100,000: time | memory | 1,000,000: time | memory |
|---|---|---|---|---|
${names.map((name) => `| ${titles[name]} | ${cells(small, name)} | ${cells(large, name)} |`).join('\n')}

A million records through the use case in one process, from the portal's export in CSV to the plan: ${first?.seconds.toFixed(0)} s for the first
load (${first?.changes} changes), ${next?.seconds.toFixed(0)} s for the next night (${changes} changes, ${timesFloor.toFixed(1)} × the floor, most of it
reading the statement), ${Math.round(night.kilobytes / 1024)} MB at most for both. Applying the first load against a store that only counts: ${load.seconds.toFixed(0)} s, ${Math.round(load.kilobytes / 1024)} MB,
${load.transactions} transactions, ${load.writes} writes: one a record, and one a transaction for how far it is. Writing what changed
takes ${units} write request units (${price(units)} on demand), and four of them a period whatever its size; writing everything again,
without history and without transactions, ${everything} (${price(everything)}): ${Math.round(everything / units)} times as much.
`;
}

async function inTurns(folder: string, count: number, rounds: number): Promise<ReadonlyMap<string, readonly Taken[]>> {
  const [before, after] = await writePair(folder, count);
  const taken = new Map(names.map((name): [string, Taken[]] => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) taken.get(name)?.push(JSON.parse(run('contender.ts', name, before, after)));
  }
  const found = new Set(names.slice(1).flatMap((name) => taken.get(name)?.map((each) => each.found) ?? []));
  if (found.size !== 1) throw new Error(`not all contenders found the same in ${count} records`);
  return taken;
}

/** The least of the rounds: only noise adds to it. */
function leastOf(all: ReadonlyMap<string, readonly Taken[]>, name: string, value: (taken: Taken) => number): number {
  return Math.min(...(all.get(name) ?? []).map(value));
}

function cells(all: ReadonlyMap<string, readonly Taken[]>, name: string): string {
  const ratio = (value: (taken: Taken) => number) =>
    (leastOf(all, name, value) / leastOf(all, 'floor', value)).toFixed(2);
  const megabytes = Math.round(leastOf(all, name, ({ kilobytes }) => kilobytes) / 1024);
  return `${ratio(({ cpu }) => cpu)} (${ratio(({ wall }) => wall)}) | ${megabytes} MB (${ratio(({ kilobytes }) => kilobytes)})`;
}

function run(script: string, ...args: readonly string[]): string {
  return execFileSync(process.execPath, [join(import.meta.dirname, script), ...args], { encoding: 'utf8' });
}

console.log(await rebates());
