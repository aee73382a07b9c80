import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { bundle } from '../../infra/bundle.ts';
import { groups } from '../../infra/groups.ts';

/**
 * `npm run bench`: what starts cost, as ratios within one run on this machine. Each start is a process of its own; the
 * bundles take turns, so that a noisy minute meets them all. Differences under a tenth are noise.
 */
const root = resolve(import.meta.dirname, '../..');
const rounds = 15;

await bundle();
const folder = mkdtempSync(join(tmpdir(), 'desk-bench-'));
const bare = join(folder, 'bare.js');
writeFileSync(bare, 'exports.handler = async () => ({ statusCode: 200, body: "{}" });');
const probe = join(folder, 'probe.js');
writeFileSync(
  probe,
  'const began = process.hrtime.bigint(); require(process.argv[2]); console.log(Number(process.hrtime.bigint() - began) / 1e6);',
);

const names = Object.keys(groups);
const files = new Map([['a bare handler', bare], ...names.map((name): [string, string] => [name, copied(name)])]);
const starts = new Map([...files.keys()].map((name): [string, number[]] => [name, []]));
for (let round = 0; round < rounds; round += 1) {
  for (const [name, file] of files) starts.get(name)?.push(start(file));
}

const floor = median(starts.get('a bare handler') ?? []);
const rows = names.map((name) => {
  const kilobytes = gzipSync(readFileSync(files.get(name) ?? '')).length / 1024;
  const took = median(starts.get(name) ?? []);
  return `| ${name} | ${kilobytes.toFixed(0)} | ${(took - floor).toFixed(0)} |`;
});
const text = `# Bench

Made by \`npm run bench\` on Node ${process.version}: median of ${rounds} fresh processes, taking turns. "Start" is the time to load
the bundle over that of a bare handler, in milliseconds; compare columns of one run, not of two machines.

| Function group | Bundle, KB gzip | Start, ms over bare |
|---|---|---|
${rows.join('\n')}
`;
writeFileSync(join(root, 'docs/generated/bench.md'), text);
console.log(text);

/** Outside of the repository, whose package.json would make an ES module of it. */
function copied(name: string): string {
  const file = join(folder, `${name}.js`);
  writeFileSync(file, readFileSync(join(root, 'dist/functions', name, 'index.js')));
  return file;
}

function start(file: string): number {
  const queue = 'http://127.0.0.1/queue';
  const env = {
    STAGE: 'bench',
    DESK_TABLE: 'desk',
    TIMELINE_TABLE: 'timeline',
    PRIVATE_TABLE: 'private',
    SECRET_PREFIX: 'bench',
    EFFECT_LEASE_SECONDS: '30',
    LINK_MACHINE_ARN: 'arn:aws:states:us-east-1:000000000000:stateMachine:bench',
    RESTART_AFTER_SECONDS: '60,300,1800',
    USER_POOL_ID: 'us-east-1_bench',
    DESK_URL: 'https://desk.example',
    MAIL_FROM: 'desk@desk.example',
    EVENT_BUS: 'bench',
    LINKS_WORK_QUEUE: queue,
    LINKS_PROVIDER_QUEUE: queue,
    DECISIONS_WORK_QUEUE: queue,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
  };
  return Number(execFileSync(process.execPath, [probe, file], { env, encoding: 'utf8' }).trim().split('\n').at(-1));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
