import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startVitest } from 'vitest/node';

// Fuzzes a deployed local desk from its OpenAPI document: test/e2e/fuzz.test.ts, but harder. It sees every edge of every
// schema, and `--examples` cases an operation besides for who has all rights; `--others` for each right alone, the
// machine, and nobody: some 6,000 cases, 20 a second on two idle cores. Another `--seed` makes other requests. It gives
// up after `--minutes`; the tokens of those who send last 15.

const { values } = parseArgs({
  options: {
    examples: { type: 'string', default: '15' },
    others: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '13' },
  },
});
const scale = {
  seed: Number(values.seed),
  examples: Number(values.examples),
  others: Number(values.others),
  minutes: Number(values.minutes),
  edges: true,
} as const;
const root = resolve(import.meta.dirname, '..');

const started = Date.now();
const vitest = await startVitest('test', [], {
  root,
  config: false,
  watch: false,
  include: ['test/e2e/fuzz.test.ts'],
  hookTimeout: 600_000,
  provide: { fuzz: scale },
  globalSetup: [resolve(root, 'test/support/end-desk.ts')],
  setupFiles: [resolve(root, 'test/support/deployed-desk.ts')],
});
const tests = vitest.state.getTestModules().flatMap(({ children }) => [...children.allTests()]);
const fuzzed = tests.flatMap((test) => test.meta().fuzzed ?? []);
const passed = tests.length > 0 && tests.every((test) => test.result().state === 'passed');
await vitest.close();

for (const { name, cases, operations, statuses } of fuzzed) {
  const counts = Object.entries(statuses).map(([status, count]) => `${status} ${count}×`);
  console.log(`${name.padEnd(12)} ${String(cases).padStart(5)} cases, ${operations} operations: ${counts.join(', ')}`);
}
const cases = fuzzed.reduce((sum, one) => sum + one.cases, 0);
const minutes = ((Date.now() - started) / 60_000).toFixed(1);
console.log(
  `${cases} cases in ${minutes} minutes with the deployment, seed ${scale.seed}: ${passed ? 'nothing' : 'something'} found`,
);
process.exitCode = passed ? 0 : 1;
