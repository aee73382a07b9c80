import { readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { vi } from 'vitest';
import { patience } from './patience.ts';

/** Has an engine save its state, and waits until it has: everything that was done before the call survives a kill. */
export async function nextSnapshot({ pid, stateDir }: { pid: number; stateDir: string }): Promise<void> {
  const since = Date.now();
  process.kill(pid, 'SIGUSR1');
  const current = join(stateDir, 'state/snapshots/current');
  // a snapshot is named after the nanosecond in which it was taken; before the first there is none
  const taken = async () => Number(await readlink(current).catch(() => '0')) / 1e6;
  await vi.waitUntil(async () => (await taken()) > since, { ...patience, interval: 20 });
}
