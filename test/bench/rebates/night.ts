import { createWriteStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { compareDesk, exportHeader, exportLine } from '../../support/compare-desk.ts';
import { fileObjects, fileOf } from './file-objects.ts';
import { records } from './pair.ts';

/**
 * So many records through the real use case in this process, from the portal's export to the plan; objects are files of the
 * folder, where the first sync is left for whoever applies it.
 */
const [size, folder = ''] = process.argv.slice(2);
const count = Number(size);
const desk = compareDesk(fileObjects(folder));

const nights: { readonly seconds: number; readonly changes: number }[] = [];
for (const night of ['before', 'after'] as const) {
  const sha256 = (night === 'before' ? 'b' : 'a').repeat(64);
  const file = fileOf(folder, desk.originalKey(sha256));
  await pipeline(statement(night), createWriteStream(file));
  const began = performance.now();
  const original = { sha256, bytes: 1, form: 'file', readAt: desk.deps.clock.now() } as const;
  const { sync, periods } = await desk.compare([{ period: '2026-10', state: 'read', original }]);
  const plan = periods[0]?.plan;
  if (!plan) throw new Error(`not planned: ${JSON.stringify(periods)}`);
  nights.push({ seconds: (performance.now() - began) / 1000, changes: plan.changes });
  desk.believe(sync, periods);
  if (night === 'before') writeFileSync(join(folder, 'first-sync.json'), JSON.stringify({ ...sync, periods }));
}
console.log(JSON.stringify({ nights, kilobytes: process.resourceUsage().maxRSS }));
process.exit(0);

function* statement(night: 'before' | 'after'): Generator<string, void> {
  yield `${exportHeader}\n`;
  let held = '';
  for (const record of records(count, night)) {
    held += `${exportLine(record)}\n`;
    if (held.length < 100_000) continue;
    yield held;
    held = '';
  }
  yield held;
}
