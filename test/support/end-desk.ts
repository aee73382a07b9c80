import { stopCloud } from '../../local/cloud.ts';
import { keepsDesk, testStateDir } from './desk.ts';

/** Runs once after all tests of the project: ends the desk that they shared, unless the next run wants it. */
export async function teardown(): Promise<void> {
  if (!keepsDesk) await stopCloud(testStateDir);
}
