import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

const graceSeconds = 10;

/**
 * Ends a running engine, started by whichever process: asks it to save and end, waits 10 s, then ends it by force,
 * and its Lambda workers with it. Does nothing when the process is gone or its number now belongs to something else.
 */
export async function stopEngine({ pid }: { pid: number }): Promise<void> {
  if (await isEngine(pid)) {
    process.kill(pid, 'SIGTERM');
    await hasEnded(pid, graceSeconds);
    killGroup(pid);
    await hasEnded(pid);
  }
}

/** Waits until the process is gone or the time is up. */
export async function hasEnded(pid: number, seconds = 60): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (isRunning(pid) && Date.now() < deadline) await delay(20);
}

/** Ends the engine's whole process group at once; nothing happens if it is gone. */
export function killGroup(pid: number): void {
  signal(-pid, 'SIGKILL');
}

/** Whether a process of that number runs. One that ended but that its parent has not taken notice of does not. */
export function isRunning(pid: number): boolean {
  return signal(pid, 0) && !isZombie(pid);
}

/** In containers, the first process often never takes notice of its orphans. Threads may outlive the main one. */
function isZombie(pid: number): boolean {
  try {
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8')) && readdirSync(`/proc/${pid}/task`).length === 1;
  } catch {
    return false;
  }
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
    throw error;
  }
}

/** A process number from a state file may have passed to another program since, so ask what runs there. */
async function isEngine(pid: number): Promise<boolean> {
  if (!isRunning(pid)) return false;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(async () => {
    const { stdout } = await run('ps', ['-o', 'command=', '-p', String(pid)]);
    return stdout;
  });
  return command.includes('local/engine/launch.py');
}
