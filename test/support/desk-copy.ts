import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { findCloud, type LocalCloud, stopCloud } from '../../local/cloud.ts';
import { defaultEngineDir, installEngine } from '../../local/engine/engine.ts';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');

/** The project in another folder, to be changed there and deployed from there. */
export type DeskCopy = {
  /** Puts the files of a folder of the project into the copy, at the same paths below it. */
  add(folder: string): Promise<void>;
  edit(file: string, change: (text: string) => string): Promise<void>;
  write(file: string, text: string): Promise<void>;
  /** What is otherwise than in the project: paths that are new, and the new lines of files that were there. */
  changes(): Promise<{
    readonly added: readonly string[];
    readonly lines: Readonly<Record<string, readonly string[]>>;
  }>;
  /** Runs a program of the project's own packages there. @returns what it says, also where it fails */
  run(...command: readonly string[]): Promise<string>;
  /** Deploys it to a local cloud of its own. */
  bringUp(endpoints: Readonly<Record<string, string>>): Promise<LocalCloud>;
  /** Ends the cloud and removes the copy. */
  remove(): Promise<void>;
};

/** Copies everything that is tracked, and borrows what is installed: packages, and the engine. */
export async function copyDesk(): Promise<DeskCopy> {
  await installEngine(defaultEngineDir);
  const copy = await realpath(await mkdtemp(join(tmpdir(), 'desk-copy-')));
  const tracked = await filesOf(root);
  for (const file of tracked) await cp(join(root, file), join(copy, file));
  await mkdir(join(copy, '.desk'));
  await symlink(defaultEngineDir, join(copy, '.desk/engine'));
  await symlink(await realpath(join(root, 'node_modules')), join(copy, 'node_modules'));
  await run('git', ['init', '--quiet'], { cwd: copy });
  await run('git', ['add', '--all'], { cwd: copy });
  const stateDir = join(copy, '.desk/cloud');

  return {
    add: (folder) => cp(folder, copy, { recursive: true }),
    edit: async (file, change) => {
      const path = join(copy, file);
      await writeFile(path, change(await readFile(path, 'utf8')));
    },
    write: (file, text) => writeFile(join(copy, file), text),
    changes: async () => {
      const git = async (...args: string[]) => (await run('git', args, { cwd: copy })).stdout;
      const added = (await git('ls-files', '--others', '--exclude-standard')).split('\n').filter((line) => line !== '');
      const changed = (await git('diff', '--name-only')).split('\n').filter((line) => line !== '');
      const lines = await Promise.all(
        changed.map(async (file): Promise<[string, string[]]> => {
          const diff = (await git('diff', '--unified=0', '--', file)).split('\n');
          return [file, diff.filter((line) => /^[+-](?![+-]{2} )/.test(line))];
        }),
      );
      return { added, lines: Object.fromEntries(lines) };
    },
    run: async (...command) => {
      const { stdout, stderr } = await run(process.execPath, [...command], { cwd: copy }).catch((failed) => failed);
      return `${stdout}${stderr}`;
    },
    bringUp: async (endpoints) => {
      const options = JSON.stringify({ stateDir, endpoints, persist: false });
      const script = `await (await import('./local/cloud.ts')).bringUp(${options})`;
      await run(process.execPath, ['--input-type=module', '--eval', script], { cwd: copy });
      return findCloud(stateDir);
    },
    remove: async () => {
      await stopCloud(stateDir);
      await rm(copy, { recursive: true, force: true });
    },
  };
}

async function filesOf(folder: string): Promise<readonly string[]> {
  const { stdout } = await run('git', ['ls-files', '-z'], { cwd: folder, maxBuffer: 16 * 1024 * 1024 });
  return stdout.split('\0').filter((file) => file !== '');
}
