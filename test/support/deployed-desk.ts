import { afterAll, beforeAll } from 'vitest';
import { retireResellers, sharedDesk } from './desk.ts';

/** The first file of a run waits here for the deployment, so that it is on no test's clock. */
beforeAll(async () => {
  await sharedDesk();
}, 600_000);

/** A file's resellers are nobody's any more. */
afterAll(async () => {
  await retireResellers(await sharedDesk());
}, 300_000);
