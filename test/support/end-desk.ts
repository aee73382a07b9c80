import { stopCloud } from '../../local/cloud.ts';
import { testStateDir } from './desk.ts';

/** Runs once after all tests of the project: ends the desk that they shared. */
export async function teardown(): Promise<void> {
  await stopCloud(testStateDir);
}
