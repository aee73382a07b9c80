import { beforeAll, test } from 'vitest';
import { sharedDesk } from '../support/desk.ts';
import { type Bench, quietly, startBench } from './rights/probe.ts';
import { probes } from './rights/probes.ts';

let bench: Bench;

beforeAll(async () => {
  bench = await startBench(await sharedDesk());
});

// `npm run prove-rights` takes one grant away at a time and sees which of these fails.
test.each(probes)('$group $does', async ({ act }) => {
  await quietly(bench.desk, () => act(bench));
});
