import { readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { vi } from 'vitest';
import { patience } from './patience.ts';

/** Has an engine save its state, and waits until it has: everything that was done before the call survives a kill. */
export async function nextSnapshot({ pid, stateDir }: { pid: number; stateDir: string }): Promise<void> {
  const since = Date.now();
  process.kill(pid, 'SIGUSR1');
  const current = join(stateDir, 'state/snapshots/current');
  // a snapshot is named after the nanosecond in which it was taken
  await vi.waitUntil(async () => Number(await readlink(current)) / 1e6 > since, { ...patience, interval: 20 });
}
