import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const here = import.meta.dirname;
const requirements = join(here, 'requirements.txt');
const pythonNames = ['python3.13', 'python3.12', 'python3.11', 'python3.14', 'python3.10', 'python3', 'python'];
const oldestMinor = 10;
const newestMinor = 14;

/** The virtual environment that `npm start` and the tests share. */
export const defaultEngineDir: string = resolve(here, '../../.desk/engine');

/** The Python of an installed engine. */
export function enginePython(dir: string): string {
  return join(dir, 'bin', 'python');
}

/**
 * Makes the virtual environment with the pinned emulator, unless this very set of requirements is there already.
 * It is built beside its place and moved there in one step, so an interrupted installation leaves nothing half done.
 *
 * @throws when no suitable Python is found or the packages can't be had, with what to do about it.
 */
export async function installEngine(dir: string): Promise<void> {
  const stamp = join(dir, 'requirements.sha256');
  const wanted = createHash('sha256')
    .update(await readFile(requirements))
    .digest('hex');
  const isInstalled = async (): Promise<boolean> => (await readFile(stamp, 'utf8').catch(() => '')) === wanted;
  if (await isInstalled()) return;

  const python = await findPython();
  const building = `${dir}.${process.pid}`;
  await rm(building, { recursive: true, force: true });
  await mkdir(dirname(dir), { recursive: true });
  try {
    await run(python, ['-m', 'venv', building]);
    await installPackages(building);
    await writeFile(join(building, 'requirements.sha256'), wanted);
    // Another process may have been faster, and may already use it.
    if (await isInstalled()) return;
    await rm(dir, { recursive: true, force: true });
    await rename(building, dir);
  } finally {
    await rm(building, { recursive: true, force: true });
  }
}

async function installPackages(venv: string): Promise<void> {
  const flags = [
    '--require-hashes',
    '--no-deps',
    '--only-binary',
    ':all:',
    '--no-input',
    '--disable-pip-version-check',
  ];
  try {
    await run(enginePython(venv), ['-m', 'pip', 'install', '--quiet', ...flags, '-r', requirements]);
  } catch (cause) {
    const said = lastLines(stderrOf(cause), 5);
    throw new Error(
      `The local cloud's packages could not be installed from the Python package registry:\n${said}\n` +
        'Check the network (and HTTPS_PROXY or PIP_INDEX_URL if you use them), then start again.',
      { cause },
    );
  }
}

/**
 * The first Python on PATH that is new enough and can make virtual environments.
 * @throws when there is none, with what to do about it.
 */
export async function findPython(oldest: number = oldestMinor): Promise<string> {
  const lacking: string[] = [];
  for (const name of pythonNames) {
    const found = await probePython(name);
    if (found === undefined) continue;
    if (found.minor < oldest || found.minor > newestMinor) {
      lacking.push(`${name} is Python 3.${found.minor}`);
    } else if (found.canMakeVenv) {
      return name;
    } else {
      lacking.push(
        `${name} lacks its 'venv' module (on Debian and Ubuntu: sudo apt install python3.${found.minor}-venv)`,
      );
    }
  }
  throw new Error(
    `This needs Python 3.${oldest} to 3.${newestMinor} with the 'venv' module. ` +
      (lacking.length === 0 ? 'No Python was found on PATH. ' : `Found: ${lacking.join('; ')}. `) +
      'Install it (macOS: brew install python@3.13; Debian and Ubuntu: sudo apt install python3 python3-venv) and start again.',
  );
}

interface FoundPython {
  minor: number;
  canMakeVenv: boolean;
}

async function probePython(name: string): Promise<FoundPython | undefined> {
  const program =
    'import sys, importlib.util as u; print(sys.version_info[0], sys.version_info[1], all(map(u.find_spec, ("venv", "ensurepip"))))';
  try {
    const { stdout } = await run(name, ['-c', program]);
    const [major, minor, venv] = stdout.trim().split(' ');
    return major === '3' ? { minor: Number(minor), canMakeVenv: venv === 'True' } : undefined;
  } catch {
    return undefined;
  }
}

function stderrOf(error: unknown): string {
  return error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
}

/** The last lines of a text, for error messages. */
export function lastLines(text: string, count: number): string {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
