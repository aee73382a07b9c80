import { resolve } from 'node:path';
import { startVitest } from 'vitest/node';
import type { Proof } from '../test/e2e/rights/rights.proof.ts';

// Proves that every right of every function group is needed: on a deployed local desk, where IAM is enforced, takes one
// grant away at a time, runs the tests of test/e2e/rights that use it, sees one fail, and gives the grant back. A grant
// that no test misses is too much, or has no test yet. Pass names of groups to look at these only.

const root = resolve(import.meta.dirname, '..');

const vitest = await startVitest('test', [], {
  root,
  config: false,
  watch: false,
  include: ['test/e2e/rights/rights.proof.ts'],
  testTimeout: 3_600_000,
  provide: { groups: process.argv.slice(2) },
  globalSetup: [resolve(root, 'test/support/end-desk.ts')],
});
const tests = vitest.state.getTestModules().flatMap(({ children }) => [...children.allTests()]);
const proofs: readonly Proof[] = tests.flatMap((test) => test.meta().proofs ?? []);
await vitest.close();

const unchecked = new Map<string, number>();
let proved = 0;
let unproved = 0;
for (const { grant, failing, unchecked: because } of proofs) {
  if (failing) {
    proved += 1;
    console.log(`removed ${grant} → failing test ${failing}`);
  } else if (because) unchecked.set(because, (unchecked.get(because) ?? 0) + 1);
  else {
    unproved += 1;
    console.log(`UNPROVED ${grant}`);
  }
}
for (const [because, count] of unchecked)
  console.log(`${count} grants that the local cloud does not check, because ${because}`);
console.log(`${proved} proved, ${unproved} unproved`);
process.exitCode = proved === 0 || unproved > 0 ? 1 : 0;
