import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle } from '../../infra/bundle.ts';
import { linkWays } from '../../statemachines/link-outcomes.ts';
import { unbindWays } from '../../statemachines/unbind-outcomes.ts';
import { completedLink } from '../support/completed-link.ts';
import { completedUnbind } from '../support/completed-unbind.ts';
import { linkDesk } from '../support/link-desk.ts';
import { transitionsOf } from '../support/transitions.ts';
import { unbindDesk } from '../support/unbind-desk.ts';
import { coldContenders, type Start, startOnce } from './cold.ts';
import { rates } from './rate.ts';
import { mostKilobytes, sizes } from './sizes.ts';

/**
 * `npm run bench`: what the desk costs, as ratios within one run on this machine. Contenders take turns, so that a noisy
 * minute meets them all. `--without-cloud` leaves out the part that deploys a desk.
 */
const { values: options } = parseArgs({ options: { 'without-cloud': { type: 'boolean', default: false } } });
const root = resolve(import.meta.dirname, '../..');
const coldRounds = 20;

await bundle();
const folder = mkdtempSync(join(tmpdir(), 'desk-bench-'));
const parts = [
  await cold(),
  alone('warm.ts'),
  alone('rebates/rebates.ts'),
  size(),
  await cost(),
  ...(options['without-cloud'] ? [] : [await rate()]),
];
const head = `# Bench

Made by \`npm run bench\` on Node ${process.version} and two shared cores. Every figure is a ratio to another of the same run; differences
under a tenth are noise. **Bare** is a handler without any library, **the anchor** what a good team ships by habit: middy, zod and the
AWS SDK in an ESM bundle with the same logger (\`test/bench/contenders\`).
`;
const text = [head, ...parts].join('\n');
writeFileSync(join(root, 'docs/generated/bench.md'), text);
console.log(text);
process.exit(0);

async function cold(): Promise<string> {
  const { contenders, env, close } = await coldContenders(folder);
  const starts = new Map(contenders.map(({ name }): [string, Start[]] => [name, []]));
  for (let round = 0; round < coldRounds; round += 1) {
    for (const contender of contenders.toSorted(() => Math.random() - 0.5))
      starts.get(contender.name)?.push(await startOnce(contender, env));
  }
  close();
  const took = (name: string) => median((starts.get(name) ?? []).map(({ all }) => all));
  const rows = contenders.map(({ name }) => {
    const anchor = took(name.includes('GET') ? 'the anchor, GET' : 'the anchor, POST');
    const loaded = median((starts.get(name) ?? []).map(({ load }) => load));
    return `| ${name} | ${(loaded / anchor).toFixed(2)} | ${(took(name) / anchor).toFixed(2)} |`;
  });
  return `## Cold starts

A fresh process loads the bundle and answers its first request, over a store on loopback: median of ${coldRounds}, ÷ the anchor's
whole start of the same kind. A write (a link request made, an unbind cancelled) reads three items and writes six in one
transaction, the read reads one; all do all that the operation does, where the anchor checks one body and stores it. Aim: at most 0.65. What is left is mostly zod: a group builds the
schemas of all its operations and records when it is loaded, the anchor those of one. \`links-write\` *bundled by habit* is the same
source as an ESM bundle with nothing left out: what the way of bundling brings.

| | load | load and first answer |
|---|---|---|
${rows.join('\n')}
`;
}

/** In a process of its own: what the cold starts left behind must not be collected on its time. */
function alone(script: string): string {
  return execFileSync(process.execPath, [join(import.meta.dirname, script)], { encoding: 'utf8' });
}

function size(): string {
  const rows = sizes().map(({ group, kilobytes, besides }) => {
    const over = kilobytes > mostKilobytes ? besides.join(', ') : '';
    return `| ${group} | ${kilobytes.toFixed(0)} | ${over} |`;
  });
  return `## Bundles

KB gzip. Aim: at most ${mostKilobytes} for groups without a provider's SDK. Where one is larger, what it has besides the store's client, in KB
before compression: other AWS clients, and slices with their words in two languages.

| group | KB | larger, because of |
|---|---|---|
${rows.join('\n')}
`;
}

async function cost(): Promise<string> {
  const { calls, units } = await completedLink(await linkDesk());
  const unbound = await completedUnbind(await unbindDesk());
  const created = JSON.stringify(readFileSync(join(root, 'test/e2e/counts.test.ts'), 'utf8')).match(
    /made: '([^']*)'/,
  )?.[1];
  return `## Counts

These are tests, too (\`test/e2e/counts.test.ts\`, \`cost.test.ts\` in \`test/unit/links\` and \`test/unit/unbinds\`); they do not depend on the machine.

| | |
|---|---|
| a create | ${created} |
| transitions of a completed link | ${transitionsOf('link', linkWays.completed.states)} |
| store calls of a completed link, with its looks at the provider for an hour and its verification | ${callsIn(calls)} |
| request units of the same, on demand | ${units.reads} read, ${units.writes} write |
| asking for an unbind | ${callsIn(unbound.asking)} |
| transitions of a completed unbind, with a card to bind | ${transitionsOf('unbind', unbindWays.completed.states)} |
| store calls of a completed unbind, each step done as soon as it can be, with its certificate | ${callsIn(unbound.calls)} |
| request units of the same, on demand | ${unbound.units.reads} read, ${unbound.units.writes} write |
`;
}

function callsIn(calls: readonly { readonly op: string }[]): string {
  const transactions = calls.filter(({ op }) => op === 'transact').length;
  return `${calls.length - transactions} reads, ${transactions} transaction${transactions === 1 ? '' : 's'}`;
}

async function rate(): Promise<string> {
  const measured = await rates(join(folder, 'cloud'));
  const bare = measured[0]?.perSecond ?? 1;
  const rows = measured.map(({ name, perSecond }) => `| ${name} | ${(perSecond / bare).toFixed(2)} |`);
  return `## Through the local cloud

Requests a second, ÷ those of a bare route: an emulated gateway, warm functions in processes of their own, and an emulated store. It
says what a developer waits for, not what AWS does.

| | |
|---|---|
${rows.join('\n')}
`;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
