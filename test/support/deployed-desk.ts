import { beforeAll } from 'vitest';
import { sharedDesk } from './desk.ts';

/** The first file of a run waits here for the deployment, so that it is on no test's clock. */
beforeAll(async () => {
  await sharedDesk();
}, 600_000);
