import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, open, readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import * as z from 'zod';
import { killGroup } from '../engine/engine-process.ts';
import { lastLines } from '../engine/install-engine.ts';

const run = promisify(execFile);

const startSeconds = 30;
const graceSeconds = 10;

/** A process that outlives the one that started it, so that another can find it again and be sure that it is the one. */
export const Background = z.object({
  pid: z.int().positive(),
  /** When it started, in the system's own words: a number that was given to another program since has another. */
  started: z.string(),
  /** Hash of the sources that it runs. */
  sources: z.string(),
});
export type Background = z.infer<typeof Background>;

export interface BackgroundOrder {
  /** A TypeScript file and its arguments. */
  command: readonly [string, ...string[]];
  logFile: string;
  /** Answers once the process serves. */
  url: string;
  sources: string;
}

/** Starts a TypeScript program in the background and waits until its address answers. */
export async function startBackground({ command, logFile, url, sources }: BackgroundOrder): Promise<Background> {
  await mkdir(dirname(logFile), { recursive: true });
  const log = await open(logFile, 'a');
  const child = spawn(process.execPath, [...command], {
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], LANG: 'C.UTF-8', TZ: 'UTC' },
  });
  try {
    await once(child, 'spawn');
  } finally {
    await log.close();
  }
  child.unref();
  const deadline = Date.now() + startSeconds * 1000;
  while (child.exitCode === null && Date.now() < deadline) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer !== undefined && child.pid !== undefined) return remember(child.pid, sources);
    await delay(50);
  }
  child.kill('SIGKILL');
  const said = lastLines(await readFile(logFile, 'utf8'), 10);
  throw new Error(`${relative(process.cwd(), command[0])} did not start. The end of ${logFile}:\n${said}`);
}

/** What to keep of a process that was just started. */
export async function remember(pid: number, sources: string): Promise<Background> {
  const started = await startOf(pid);
  if (started === undefined) throw new Error(`Process ${pid} ended as soon as it was started.`);
  return { pid, started, sources };
}

/** Whether this very process still runs. */
export async function isAlive({ pid, started }: Background): Promise<boolean> {
  return (await startOf(pid)) === started;
}

/** Ends a process, by force after 10 s; does nothing when it is gone already. */
export async function endBackground(background: Background): Promise<void> {
  if (!(await isAlive(background))) return;
  process.kill(background.pid, 'SIGTERM');
  const deadline = Date.now() + graceSeconds * 1000;
  while (Date.now() < deadline && (await isAlive(background))) await delay(20);
  if (await isAlive(background)) killGroup(background.pid);
  while (await isAlive(background)) await delay(20);
}

/** One hash over all files below these paths. */
export async function hashOfSources(paths: readonly string[], more = ''): Promise<string> {
  const hash = createHash('sha256').update(more);
  for (const path of paths) {
    for (const file of await filesBelow(path)) hash.update(`\0${relative(path, file)}\0`).update(await readFile(file));
  }
  return hash.digest('hex');
}

async function filesBelow(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return [path];
  const files = entries.filter((entry) => entry.isFile() && !entry.parentPath.includes('__pycache__'));
  return files.map(({ parentPath, name }) => join(parentPath, name)).toSorted();
}

/** Undefined when there is no such process, or only what is left of one until its parent looks. */
async function startOf(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (stat !== undefined) {
    // proc(5): state and start time are fields 3 and 22; the name, field 2, may hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  }
  if (process.platform === 'linux') return undefined;
  const found = await run('ps', ['-o', 'lstart=', '-p', String(pid)]).catch(() => undefined);
  return found?.stdout.trim();
}
